// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.TrackPerformance;
import org.junit.jupiter.api.Test;

/** Not in the door's own package, which may call what others may not. */
class InstrumentFromElsewhereTest {
  interface Within {
    @TrackPerformance("within")
    String tracked();

    String plain();
  }

  private static final class Worker implements Within {
    @Override
    public String tracked() {
      return "tracked";
    }

    @Override
    public String plain() {
      return "plain";
    }
  }

  @Test
  void interfaceThatIsNotPublic_isCalledAndTracked() {
    try (PerformanceMonitor monitor = PerformanceMonitor.builder().build()) {
      Within within = monitor.instrument(Within.class, new Worker());
      assertThat(within.tracked()).isEqualTo("tracked");
      assertThat(within.plain()).isEqualTo("plain");
      assertThat(monitor.getStats("within").successCount()).isEqualTo(1);
    }
  }
}
