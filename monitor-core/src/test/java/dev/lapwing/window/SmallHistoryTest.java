// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.recording.InFlight;
import dev.lapwing.recording.Measuring;
import dev.lapwing.recording.Recording;
import dev.lapwing.recording.Registry;
import dev.lapwing.recording.Thresholds;
import dev.lapwing.stats.DurationShape;
import dev.lapwing.stats.OperationKind;
import dev.lapwing.stats.Outcome;
import dev.lapwing.stats.StatsWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** More operations than a history of one megabyte can hold for long. */
class SmallHistoryTest {
  private static final int OPERATIONS = 300;
  private static final long SECOND = 1_000_000_000;

  private final Recording recording =
      new Recording(
          new Registry(
              OPERATIONS, 1, route -> route, (kind, name) -> Measuring.all(new Thresholds(1, 2))),
          true);
  private final Windows windows =
      new Windows(recording, new InFlight<>(), Duration.ofMillis(500), 1 << 20);
  private final Random random = new Random(3);

  /** How many calls were recorded up to each tick, beginning at the start. */
  private final List<Long> recordedAt = new ArrayList<>(List.of(0L));

  @Test
  void readerWithAnOlderTimeThanAClear_isToldOfNoNegativeTime() {
    windows.tick(5 * SECOND);
    windows.clear(7 * SECOND);
    WindowStats late = windows.read(StatsWindow.TOTAL, 6 * SECOND);
    assertThat(late.fromNanos()).isEqualTo(7 * SECOND);
    assertThat(late.toNanos()).isEqualTo(7 * SECOND);

    windows.tick(8 * SECOND);
    windows.clear(7 * SECOND);
    assertThat(windows.read(StatsWindow.TOTAL, 9 * SECOND).fromNanos()).isEqualTo(8 * SECOND);
  }

  @Test
  void windowsAreShorterThanAskedFor_saySo_andAreExactInWhatTheyCover() {
    runFor(330, 1_000);

    WindowStats minute = assertExact(StatsWindow.ONE_MINUTE);
    assertThat(minute.complete()).isTrue();
    WindowStats hour = assertExact(StatsWindow.ONE_HOUR);
    assertThat(hour.complete()).isFalse();
    assertThat(hour.fromNanos()).isPositive();
  }

  @Test
  void secondThatFillsMostOfTheHistory_leavesTheWindowsExact() {
    runFor(100, 10);
    runFor(1, 300_000);
    runFor(5, 10);

    for (StatsWindow window : StatsWindow.values()) {
      assertExact(window);
    }
    runFor(200, 5);
    assertThat(assertExact(StatsWindow.ONE_MINUTE).complete()).isTrue();
    assertThat(assertExact(StatsWindow.TOTAL).totals(OperationKind.HTTP).count())
        .isEqualTo(recordedAt.get(recordedAt.size() - 1));
  }

  private void runFor(int seconds, int callsPerSecond) {
    for (int i = 0; i < seconds; i++) {
      for (int call = 0; call < callsPerSecond; call++) {
        recording
            .registry()
            .http("GET", "/" + random.nextInt(OPERATIONS))
            .record(Outcome.SUCCESS, 200, DurationShape.MIXED.draw(random));
      }
      recordedAt.add(recordedAt.get(recordedAt.size() - 1) + callsPerSecond);
      windows.tick(now());
    }
  }

  private long now() {
    return (recordedAt.size() - 1) * SECOND;
  }

  /** Also where ten-second pieces are gone and only coarser ones hold what they held. */
  private void assertSeriesExact(StatsWindow window, WindowStats stats) {
    SeriesStats series = windows.readSeries(window, 360, OperationKind.HTTP, List.of());
    assertThat(series.startNanos()).isEqualTo(stats.fromNanos());
    assertThat(series.complete()).isEqualTo(stats.complete());
    List<Long> ends = new ArrayList<>(series.fromNanos().subList(1, series.totals().steps()));
    ends.add(series.toNanos());
    for (int i = 0; i < ends.size(); i++) {
      long from = recordedAt.get((int) (series.fromNanos().get(i) / SECOND));
      long to = recordedAt.get((int) (ends.get(i) / SECOND));
      assertThat(series.totals().count(i)).isEqualTo(to - from);
    }
  }

  private WindowStats assertExact(StatsWindow window) {
    WindowStats stats = windows.read(window, now());
    int from = (int) (stats.fromNanos() / SECOND);
    assertThat(stats.totals(OperationKind.HTTP).count())
        .as("%s from %d s", window, from)
        .isEqualTo(recordedAt.get(recordedAt.size() - 1) - recordedAt.get(from));
    if (window.length() != null) {
      assertThat(stats.complete())
          .isEqualTo(stats.fromNanos() <= now() - window.length().toNanos());
      assertSeriesExact(window, stats);
    }
    return stats;
  }
}
