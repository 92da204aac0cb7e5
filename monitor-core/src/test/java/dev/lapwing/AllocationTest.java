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
  private static final int CALLS = 1_000_000;
  private static final int RUNS = 5;
  private static final Duration DURATION = Duration.ofMillis(3);

  /**
   * Time stands still: a row of buckets that a slow moment needs would be no allocation of calls.
   */
  private final PerformanceMonitor monitor =
      PerformanceMonitor.builder().timeSource(new ManualTimeSource()).build();

  @AfterEach
  void close() {
    monitor.close();
  }

  /**
   * Returns what this thread allocates in a million calls, without what it takes to ask. The least
   * of some runs: what the JVM itself does at first is not the monitor's. Even what is allocated
   * now and then only, as every thousandth time, is in each of them.
   */
  private static long bytesOfAMillion(Runnable call) {
    long asking = Long.MAX_VALUE;
    long least = Long.MAX_VALUE;
    for (int run = 0; run < RUNS; run++) {
      long before = allocatedBytes();
      long asked = allocatedBytes();
      for (int i = 0; i < CALLS; i++) {
        call.run();
      }
      long after = allocatedBytes();
      asking = Math.min(asking, asked - before);
      least = Math.min(least, after - asked);
    }
    return least - asking;
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
    assertThat(bytesOfAMillion(() -> monitor.record("job", DURATION, true))).isZero();
  }

  @Test
  void recordInAScope_allocatesNothing() {
    PerformanceMonitor scope = monitor.scope("api").scope("inner");
    assertThat(bytesOfAMillion(() -> scope.record("job", DURATION, true))).isZero();
    assertThat(monitor.getStats("api.inner.job").count()).isEqualTo((long) RUNS * CALLS);
  }

  @Test
  void callOfAKnownRoute_allocatesTheCallAlone() {
    HttpMonitor http = monitor.http();
    long call =
        ClassLayout.parseClass(TestCall.class).instanceSize()
            + ClassLayout.parseClass(HashMap.class).instanceSize();
    assertThat(bytesOfAMillion(() -> TestCall.get("/users/:id", 200).runOn(http)))
        .isEqualTo(CALLS * call);
  }
}
