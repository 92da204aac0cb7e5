// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.stats.OperationKind;
import dev.lapwing.stats.StatsWindow;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What windows cover when the tick comes late, by seconds or by hours. */
class LateTickTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final TwinWindows twins = new TwinWindows(new Random(1));

  @Test
  void windowsStartOutward_atTheStepThatIsStored() {
    tickEverySecond(2 * 3_600 + 7);

    assertSpan(StatsWindow.ONE_MINUTE, 7_147, 7_207);
    assertSpan(StatsWindow.FIVE_MINUTES, 6_900, 7_207);
    assertSpan(StatsWindow.FIFTEEN_MINUTES, 6_300, 7_207);
    assertSpan(StatsWindow.ONE_HOUR, 3_600, 7_207);
    twins.assertEqual();
  }

  @Test
  void windowsLongerThanTheUptime_areNotComplete() {
    assertThat(twins.assertEqual(StatsWindow.ONE_MINUTE).complete()).isFalse();
    tickEverySecond(59);
    assertThat(twins.assertEqual(StatsWindow.ONE_MINUTE).complete()).isFalse();
    tickEverySecond(1);
    assertThat(twins.assertEqual(StatsWindow.ONE_MINUTE).complete()).isTrue();
    assertThat(twins.assertEqual(StatsWindow.FIVE_MINUTES).complete()).isFalse();
    assertThat(twins.assertEqual(StatsWindow.TOTAL).complete()).isTrue();
  }

  @Test
  void everyWindowIsComplete_afterADayAndStaysSo() {
    tickEverySecond(24 * 3_600);
    for (int i = 0; i < 400; i++) {
      for (StatsWindow window : StatsWindow.values()) {
        assertThat(twins.assertEqual(window).complete()).as("%s", window).isTrue();
      }
      tickEverySecond(1);
    }
  }

  @Test
  void gapOfHalfAMinute_isOneStep() {
    tickEverySecond(100);
    twins.call();
    twins.tickAfter(Duration.ofSeconds(30));
    tickEverySecond(45);

    assertSpan(StatsWindow.ONE_MINUTE, 100, 175);
    twins.assertEqual();
  }

  @Test
  void gapOfTenMinutes_isOneStepInEveryLevel() {
    tickEverySecond(100);
    twins.call();
    twins.tickAfter(Duration.ofMinutes(10));
    twins.assertEqual();
    tickEverySecond(200);

    assertSpan(StatsWindow.ONE_MINUTE, 840, 900);
    assertSpan(StatsWindow.FIVE_MINUTES, 100, 900);
    twins.assertEqual();
  }

  @Test
  void windowIsWhole_whenItsEdgeIsHeldOnlyByACoarserStepThatALateTickMadeLong() {
    tickEverySecond(6);
    twins.tickAfter(Duration.ofMinutes(4));
    twins.tickAfter(Duration.ofMillis(54_200));

    WindowStats window = twins.assertEqual(StatsWindow.FIVE_MINUTES);
    assertThat(window.fromNanos()).isZero();
    assertThat(window.complete()).isTrue();
    assertThat(window.totals(OperationKind.INTERNAL).count()).isEqualTo(1);
  }

  private void tickEverySecond(int times) {
    for (int i = 0; i < times; i++) {
      if (i % 97 == 0) {
        twins.call();
      }
      twins.tickAfter(SECOND);
    }
  }

  private void assertSpan(StatsWindow window, long fromSeconds, long toSeconds) {
    WindowStats actual = twins.assertEqual(window);
    assertThat(actual.fromNanos()).isEqualTo(fromSeconds * SECOND.toNanos());
    assertThat(actual.toNanos()).isEqualTo(toSeconds * SECOND.toNanos());
    assertThat(actual.complete()).isTrue();
  }
}
