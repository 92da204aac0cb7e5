// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TicksTest {
  private final Ticks ticks = new Ticks();

  @Test
  void tickIsLate_byWhatItsIntervalIsLongerThanASecond() {
    ticks.add(series("00.100", "01.100", "02.850", "03.100"));

    assertThat(ticks.latest()).isEqualTo(Duration.ofMillis(750));
  }

  @Test
  void documentsThatOverlapAreOneRow() {
    ticks.add(series("00.100", "01.100", "02.100"));
    ticks.add(series("01.100", "02.100", "03.100"));

    assertThat(ticks.latest()).isZero();
    assertThat(ticks.span()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void missingTickIsALateOne() {
    ticks.add(series("00.100", "01.100", "04.100"));

    assertThat(ticks.latest()).isEqualTo(Duration.ofSeconds(2));
  }

  private static String series(String... seconds) {
    StringBuilder from = new StringBuilder();
    for (String second : seconds) {
      from.append(from.isEmpty() ? "" : ",").append("\"2026-11-21T09:00:" + second + "Z\"");
    }
    return "{\"schema\":\"lapwing.series/1\",\"window\":{\"name\":\"1m\",\"from\":\"2026-11-21T08:00:00Z\"},"
        + "\"stepSeconds\":1,\"from\":["
        + from
        + "],\"totals\":{\"count\":[1,2]},\"operations\":[]}";
  }
}
