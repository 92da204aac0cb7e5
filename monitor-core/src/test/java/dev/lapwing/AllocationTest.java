// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.http.HttpMonitor;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openjdk.jol.info.ClassLayout;

/** Recording in operations that are known allocates nothing. */
class AllocationTest {
  private static final int CALLS = 100_000;
  private static final Duration DURATION = Duration.ofMillis(3);
  private final PerformanceMonitor monitor = PerformanceMonitor.builder().build();

  @AfterEach
  void close() {
    monitor.close();
  }

  /** The least of some runs: what the JVM itself does at first is not the monitor's. */
  private static double bytesPerCall(Runnable call) {
    double least = Double.MAX_VALUE;
    for (int run = 0; run < 5; run++) {
      long before = allocatedBytes();
      for (int i = 0; i < CALLS; i++) {
        call.run();
      }
      long after = allocatedBytes();
      least = Math.min(least, (double) (after - before) / CALLS);
    }
    return least;
  }

  /** By way of the bean server, as the module of the bean's class is not read here. */
  private static long allocatedBytes() {
    try {
      return (Long)
          ManagementFactory.getPlatformMBeanServer()
              .getAttribute(
                  new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME),
                  "CurrentThreadAllocatedBytes");
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void recordOfAKnownOperation_allocatesNothing() {
    assertThat(bytesPerCall(() -> monitor.record("job", DURATION, true))).isLessThan(0.1);
  }

  @Test
  void recordInAScope_allocatesNothing() {
    PerformanceMonitor scope = monitor.scope("api").scope("inner");
    assertThat(bytesPerCall(() -> scope.record("job", DURATION, true))).isLessThan(0.1);
    assertThat(monitor.getStats("api.inner.job").count()).isEqualTo(5L * CALLS);
  }

  @Test
  void callOfAKnownRoute_allocatesTheCallAlone() {
    HttpMonitor http = monitor.http();
    double call =
        ClassLayout.parseClass(TestCall.class).instanceSize()
            + ClassLayout.parseClass(HashMap.class).instanceSize();
    assertThat(bytesPerCall(() -> TestCall.get("/users/:id", 200).runOn(http)))
        .isLessThan(call + 0.1);
  }
}
