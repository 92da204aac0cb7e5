// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.recording.Measuring;
import dev.lapwing.recording.Recording;
import dev.lapwing.recording.Registry;
import dev.lapwing.recording.Thresholds;
import dev.lapwing.stats.Distribution;
import dev.lapwing.stats.DurationShape;
import dev.lapwing.stats.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What is written into pieces comes out of them again, merged. */
class PieceTest {
  private static final Thresholds SLOW = new Thresholds(1_000, 2_000);

  @Property(tries = 100)
  void mergedPieces_holdTheSumOfWhatWasWritten(
      @ForAll @IntRange(min = 0, max = 8) int pieceCount, @ForAll Random random) {
    List<Piece> pieces = new ArrayList<>();
    Map<Integer, Tally> sums = new TreeMap<>();
    for (int i = 1; i <= pieceCount; i++) {
      PieceWriter writer = new PieceWriter();
      for (int recorder = 0; recorder < 20; recorder++) {
        if (random.nextInt(3) == 0) {
          Tally tally = tally(random);
          write(writer, recorder, tally);
          sums.merge(recorder, tally, Tally::plus);
        }
      }
      pieces.add(new Piece(i, i + 1, i, 0, writer.take()));
    }

    assertThat(merge(pieces, (recorder, piece) -> true)).isEqualTo(sums);
  }

  private static Tally tally(Random random) {
    long[] durations = DurationShape.MIXED.draw(1 + random.nextInt(300), random);
    int slow = random.nextInt(4) * random.nextInt(100);
    return new Tally(Distribution.of(durations), slow, slow / 3, 0);
  }

  @Test
  void piecesThatDoNotCount_areLeftOut() {
    Piece first = piece(1, 4, new Tally(Distribution.of(5), 0, 0, 0));
    Piece second = piece(2, 4, new Tally(Distribution.of(7, 8), 2, 1, 0));

    assertThat(merge(List.of(first, second), (recorder, piece) -> piece == second))
        .containsExactly(Map.entry(4, new Tally(Distribution.of(7, 8), 2, 1, 0)));
    assertThat(merge(List.of(first, second), (recorder, piece) -> false)).isEmpty();
  }

  /** A call's duration and its marks as slow and very slow may be folded one after the other. */
  @Test
  void marksOfSlowCalls_areKeptWhicheverComeAlone() {
    Tally slowAlone = new Tally(Distribution.EMPTY, 1, 0, 0);
    Tally verySlowAlone = new Tally(Distribution.EMPTY, 0, 1, 0);
    Tally withoutSlow = new Tally(Distribution.of(9), 0, 1, 0);

    assertThat(verySlowAlone.isEmpty()).isFalse();
    assertThat(merge(List.of(piece(1, 0, slowAlone)), (recorder, piece) -> true))
        .containsExactly(Map.entry(0, slowAlone));
    assertThat(merge(List.of(piece(1, 0, verySlowAlone)), (recorder, piece) -> true))
        .containsExactly(Map.entry(0, verySlowAlone));
    assertThat(merge(List.of(piece(1, 0, withoutSlow)), (recorder, piece) -> true))
        .containsExactly(Map.entry(0, withoutSlow));
  }

  @Test
  void writer_beginsAnewAfterItsBytesWereTaken() {
    PieceWriter writer = new PieceWriter();
    assertThat(writer.take()).isEmpty();
    write(writer, 1, new Tally(Distribution.of(5), 0, 0, 0));
    byte[] first = writer.take();
    write(writer, 1, new Tally(Distribution.of(5), 0, 0, 0));

    assertThat(writer.take()).isEqualTo(first);
  }

  @Test
  void interval_forgetsWhatOneThatFailedInTheMiddleHasLeft() {
    Registry registry = new Registry(1, 1, route -> route, (kind, name) -> Measuring.all(SLOW));
    Folds folds = new Folds(new Recording(registry, true));
    registry.internal("work").record(Outcome.SUCCESS, 0, 5);
    PieceWriter writer = new PieceWriter();
    write(writer, 99, new Tally(Distribution.of(7), 0, 0, 0));
    folds.closeInterval(writer, 1, 1);

    assertThat(merge(List.of(new Piece(0, 1, 1, 0, writer.take())), (recorder, piece) -> true))
        .containsOnly(Map.entry(1, new Tally(Distribution.of(5), 0, 0, 0)));
  }

  private static Piece piece(int tick, int recorder, Tally tally) {
    PieceWriter writer = new PieceWriter();
    write(writer, recorder, tally);
    return new Piece(tick, tick + 1, tick, 0, writer.take());
  }

  private static void write(PieceWriter writer, int recorder, Tally tally) {
    TallyPool pool = new TallyPool();
    pool.add(tally);
    pool.writeTo(writer, recorder);
  }

  private static Map<Integer, Tally> merge(List<Piece> pieces, PieceMerge.Validity validity) {
    Map<Integer, Tally> merged = new TreeMap<>();
    new PieceMerge().merge(pieces, validity, (recorder, sum) -> merged.put(recorder, sum.take()));
    return merged;
  }
}
