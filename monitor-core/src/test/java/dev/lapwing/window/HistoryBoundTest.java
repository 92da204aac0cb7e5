// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.stats.Distribution;
import dev.lapwing.stats.StatsWindow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The history holds what it may and no more, gives up the right things first, and has no holes. */
class HistoryBoundTest {
  private static final long SECOND = 1_000_000_000;
  private static final long DAY_SECONDS = 24 * 3_600;

  private final List<Long> ticks = new ArrayList<>(List.of(0L));
  private History history;

  @Property(tries = 40)
  void whateverTheLimit_itIsKeptAndWindowsHaveNoHoles(
      @ForAll @IntRange(min = 0, max = 60_000) int limit, @ForAll Random random) {
    beginWith(limit);
    int recorders = 1 + random.nextInt(40);
    for (int i = 0; i < 2_000; i++) {
      if (random.nextInt(200) == 0) {
        recorders = 1 + random.nextInt(random.nextInt(10) == 0 ? 4_000 : 40);
      }
      tickAfter(random.nextInt(50) == 0 ? random.nextInt(700) * SECOND + 1 : SECOND, recorders);
      assertThat(history.bytesHeld()).isBetween(0L, (long) limit);
      if (i % 20 == 0) {
        assertWindowsAreSound();
      }
    }
  }

  private void assertWindowsAreSound() {
    List<Piece> all = history.cover(0);
    for (StatsWindow window : StatsWindow.values()) {
      if (window.length() != null) {
        long start = lastTick() - window.length().toNanos();
        List<Piece> pieces = history.cover(start);
        assertAdjacentAndExact(pieces);
        assertThat(fromOf(pieces) <= start)
            .as("%s is complete when so much is held", window)
            .isEqualTo(fromOf(all) <= start);
      }
    }
  }

  @Test
  void aLimitThatIsNotReached_keepsEverythingForADay() {
    runFor(DAY_SECONDS + 400, 200_000);

    assertThat(startOf(60)).isEqualTo(lastTick() - 60 * SECOND);
    assertThat(startOf(3_600) % (10 * SECOND)).isZero();
    assertThat(lastTick() - startOf(3_600)).isBetween(3_600 * SECOND, 3_610 * SECOND);
    assertThat(lastTick() - startOf(DAY_SECONDS))
        .isBetween(DAY_SECONDS * SECOND, (DAY_SECONDS + 300) * SECOND);
  }

  @Test
  void tenSecondPieces_goFirst() {
    runFor(DAY_SECONDS + 433, 60_000);

    assertThat(startOf(60)).isEqualTo(lastTick() - 60 * SECOND);
    assertThat(startOf(120)).isEqualTo(lastTick() - 120 * SECOND);
    assertThat(startOf(3_600)).isLessThan(lastTick() - 3_610 * SECOND);
    assertThat(startOf(3_600) % (300 * SECOND)).isZero();
    assertThat(startOf(DAY_SECONDS)).isLessThanOrEqualTo(lastTick() - DAY_SECONDS * SECOND);
  }

  @Test
  void fiveMinutePieces_goNext() {
    runFor(DAY_SECONDS + 433, 30_000);

    assertThat(startOf(60)).isEqualTo(lastTick() - 60 * SECOND);
    assertThat(startOf(120)).isEqualTo(lastTick() - 120 * SECOND);
    assertThat(startOf(3_600)).isLessThanOrEqualTo(lastTick() - 3_600 * SECOND);
    assertThat(startOf(DAY_SECONDS)).isGreaterThan(lastTick() - DAY_SECONDS * SECOND);
    assertThat(startOf(DAY_SECONDS)).isEqualTo(fromOf(history.cover(0)));
  }

  @Test
  void secondPieces_goLast() {
    runFor(7_200, 4_000);

    long held = lastTick() - startOf(60);
    assertThat(held).isBetween(20 * SECOND, 50 * SECOND);
    assertThat(startOf(3_600)).isEqualTo(startOf(60));
  }

  @Test
  void historyGrowsAgain_whenALoadThatFilledItIsOver() {
    beginWith(60_000);
    for (int i = 0; i < 400; i++) {
      tickAfter(SECOND, 100);
    }
    assertThat(history.cover(0)).hasSizeLessThan(60);
    for (int i = 0; i < 4_000; i++) {
      tickAfter(SECOND, 1);
    }

    assertWindowsAreSound();
    assertThat(startOf(3_600)).isLessThanOrEqualTo(lastTick() - 3_600 * SECOND);
  }

  @Test
  void intervalOverTheLimit_isNotHeldAtAll() {
    beginWith(1_000);
    tickAfter(SECOND, 1);
    tickAfter(SECOND, 200);
    assertThat(history.bytesHeld()).isZero();
    assertThat(history.cover(0)).isEmpty();

    tickAfter(SECOND, 1);
    assertThat(history.cover(0)).hasSize(1);
    assertAdjacentAndExact(history.cover(0));
  }

  private void runFor(long seconds, long limit) {
    beginWith(limit);
    for (int i = 0; i < seconds; i++) {
      tickAfter(SECOND, 1);
      assertThat(history.bytesHeld()).isLessThanOrEqualTo(limit);
    }
    assertWindowsAreSound();
  }

  private void beginWith(long limit) {
    history = new History(limit, (recorder, piece) -> true);
    ticks.clear();
    ticks.add(0L);
  }

  /** Adds an interval in which every recorder got one record. */
  private void tickAfter(long nanos, int recorders) {
    PieceWriter writer = new PieceWriter();
    TallyPool one = new TallyPool();
    one.add(new Tally(Distribution.of(1_000), 0, 0, 0));
    for (int recorder = 0; recorder < recorders; recorder++) {
      one.writeTo(writer, recorder);
    }
    long now = lastTick() + nanos;
    history.add(new Piece(lastTick(), now, ticks.size(), 0, writer.take()));
    ticks.add(now);
  }

  /** The first recorder got one record in every interval, so its count is that of the intervals. */
  private void assertAdjacentAndExact(List<Piece> pieces) {
    long at = pieces.isEmpty() ? 0 : lastTick();
    for (Piece piece : pieces) {
      assertThat(piece.toNanos()).isEqualTo(at);
      at = piece.fromNanos();
    }
    long[] count = new long[1];
    new PieceMerge()
        .merge(
            pieces,
            (recorder, piece) -> true,
            (recorder, sum) -> count[0] += recorder == 0 ? sum.take().durations().count() : 0);
    assertThat(count[0]).isEqualTo(intervalsSince(fromOf(pieces)));
  }

  private int intervalsSince(long from) {
    long[] ends = ticks.stream().mapToLong(each -> each).toArray();
    int position = Arrays.binarySearch(ends, from);
    assertThat(position).as("a window begins at a tick").isNotNegative();
    return ends.length - 1 - position;
  }

  private long startOf(long windowSeconds) {
    return fromOf(history.cover(lastTick() - windowSeconds * SECOND));
  }

  private long fromOf(List<Piece> pieces) {
    return pieces.isEmpty() ? lastTick() : pieces.get(pieces.size() - 1).fromNanos();
  }

  private long lastTick() {
    return ticks.get(ticks.size() - 1);
  }
}
