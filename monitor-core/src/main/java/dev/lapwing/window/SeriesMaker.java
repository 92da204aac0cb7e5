// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.window;

import dev.lapwing.recording.Operation;
import dev.lapwing.recording.Recorder;
import dev.lapwing.stats.Distribution;
import dev.lapwing.stats.DistributionBuilder;
import dev.lapwing.stats.OperationKind;
import dev.lapwing.stats.Outcome;
import dev.lapwing.stats.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes series out of pieces, one step after the other, so that only one step's distributions are
 * held at a time. Not thread-safe.
 */
final class SeriesMaker {
  private static final int NOT_ASKED_FOR = -1;

  private final RecorderFold[] recorders;
  private final PieceMerge.Validity validity;
  private final OperationKind kind;
  private final List<Operation> operations;
  private final DistributionBuilder scratch = new DistributionBuilder();
  private final TallyPool successes = new TallyPool();
  private final TallyPool errors = new TallyPool();
  private final TallyPool aborted = new TallyPool();

  /** Takes what neither the totals nor an operation that was asked for has. */
  private final TallyPool unneeded = new TallyPool();

  /** The place among the operations of what each recorder adds to. */
  private final int[] places;

  /**
   * @param recorders by index, at least those that the pieces hold
   * @param validity which tallies still count
   * @param kind the kind of the totals
   * @param operations those to make a series of
   */
  SeriesMaker(
      RecorderFold[] recorders,
      PieceMerge.Validity validity,
      OperationKind kind,
      List<Operation> operations) {
    this.recorders = recorders;
    this.validity = validity;
    this.kind = kind;
    this.operations = operations;
    Map<Operation, Integer> placeOf = new HashMap<>();
    for (Operation operation : operations) {
      placeOf.put(operation, placeOf.size());
    }
    places = new int[recorders.length];
    for (int i = 0; i < recorders.length; i++) {
      Recorder recorder = recorders[i].recorder();
      places[i] =
          recorder == null
              ? NOT_ASKED_FOR
              : placeOf.getOrDefault(recorder.operation(), NOT_ASKED_FOR);
    }
  }

  /**
   * Makes the series; to be called once.
   *
   * @param pieces adjacent, oldest first
   * @param to where the window ends
   */
  SeriesStats make(Steps steps, List<Piece> pieces, long to) {
    List<List<Piece>> groups = steps.group(pieces);
    Sum totals = new Sum(groups.size());
    List<Sum> sums = operations.stream().map(each -> new Sum(groups.size())).toList();
    PieceMerge merge = new PieceMerge();
    for (int step = 0; step < groups.size(); step++) {
      merge.merge(
          groups.get(step), validity, this::poolOf, (index, sum) -> add(index, sum.take(), sums));
      closeTotals(step, totals);
      for (Sum sum : sums) {
        sum.close(step, scratch);
      }
    }
    Map<Operation, Series> series = new LinkedHashMap<>();
    for (int i = 0; i < sums.size(); i++) {
      series.put(operations.get(i), sums.get(i).series.build());
    }
    long from = pieces.isEmpty() ? to : pieces.get(0).fromNanos();
    return new SeriesStats(
        steps.nanos(),
        groups.stream().map(group -> group.get(0).fromNanos()).toList(),
        from,
        to,
        from <= to - steps.windowNanos(),
        totals.series.build(),
        series);
  }

  /** Most recorders are only in the totals, or not asked for at all. */
  private @Nullable TallyPool poolOf(int index) {
    return places[index] == NOT_ASKED_FOR ? totalsOf(recorders[index].recorder()) : null;
  }

  private TallyPool totalsOf(@Nullable Recorder recorder) {
    if (recorder == null || recorder.operation().kind() != kind) {
      return unneeded;
    }
    return switch (recorder.outcome()) {
      case SUCCESS -> successes;
      case ERROR -> errors;
      case ABORTED -> aborted;
    };
  }

  private void add(int index, Tally tally, List<Sum> sums) {
    Recorder recorder = recorders[index].recorder();
    if (recorder != null) {
      totalsOf(recorder).add(tally);
      sums.get(places[index]).add(recorder.outcome(), tally);
    }
  }

  private void closeTotals(int step, Sum totals) {
    totals.add(Outcome.SUCCESS, successes.take());
    totals.add(Outcome.ERROR, errors.take());
    totals.add(Outcome.ABORTED, aborted.take());
    totals.close(step, scratch);
  }

  /** What one series gained in the step that is open. */
  private static final class Sum {
    final Series.Builder series;
    private final List<Distribution> answered = new ArrayList<>();
    private long count;
    private long errors;

    Sum(int steps) {
      series = new Series.Builder(steps);
    }

    void add(Outcome outcome, Tally tally) {
      count += tally.count();
      if (outcome == Outcome.ERROR) {
        errors += tally.count();
      }
      if (outcome != Outcome.ABORTED) {
        answered.add(tally.durations());
      }
    }

    void close(int step, DistributionBuilder scratch) {
      if (count > 0) {
        series.set(step, count, errors, together(scratch));
        answered.clear();
        count = 0;
        errors = 0;
      }
    }

    private Distribution together(DistributionBuilder scratch) {
      if (answered.size() == 1) {
        return answered.get(0);
      }
      answered.forEach(scratch::add);
      Distribution sum = scratch.build();
      scratch.clear();
      return sum;
    }
  }
}
