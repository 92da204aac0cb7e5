// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.window;

import dev.lapwing.recording.Operation;
import dev.lapwing.recording.Recorder;
import dev.lapwing.stats.Distribution;
import dev.lapwing.stats.DistributionBuilder;
import dev.lapwing.stats.OperationDetails;
import dev.lapwing.stats.OperationKind;
import dev.lapwing.stats.OperationStats;
import dev.lapwing.stats.Outcome;
import dev.lapwing.stats.OutcomeStats;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Adds the tallies of an operation's recorders up, or those of many operations. Not thread-safe.
 */
public final class OperationTally {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int TOLERATING_FACTOR = 4;

  private Distribution successes = Distribution.EMPTY;
  private Distribution errors = Distribution.EMPTY;
  private Distribution aborted = Distribution.EMPTY;
  private final Map<Outcome, Long> unmeasured = new EnumMap<>(Outcome.class);
  private boolean sampled;
  private long clientErrors;
  private long slow;
  private long verySlow;
  private final Map<String, Long> statuses = new TreeMap<>();
  private final List<Part> parts = new ArrayList<>();
  private final long sinceNanos;

  /**
   * @param sinceNanos from when on the calls were recorded
   */
  OperationTally(long sinceNanos) {
    this.sinceNanos = sinceNanos;
  }

  private record Part(Recorder recorder, Tally tally) {}

  void add(Recorder recorder, Tally tally) {
    parts.add(new Part(recorder, tally));
    Distribution durations = tally.durations();
    switch (recorder.outcome()) {
      case SUCCESS -> successes = successes.plus(durations);
      case ERROR -> errors = errors.plus(durations);
      case ABORTED -> aborted = aborted.plus(durations);
    }
    if (recorder.outcome() == Outcome.SUCCESS && recorder.isClientError()) {
      clientErrors += durations.count();
    }
    unmeasured.merge(recorder.outcome(), tally.unmeasured(), Long::sum);
    sampled |= recorder.operation().isSampled();
    slow += tally.slow();
    verySlow += tally.verySlow();
    if (recorder.operation().kind() == OperationKind.HTTP && !durations.isEmpty()) {
      statuses.merge(recorder.statusText(), durations.count(), Long::sum);
    }
  }

  /**
   * Returns the sum of many tallies, without their parts.
   *
   * @param sinceNanos from when on the calls were recorded
   */
  static OperationTally sum(long sinceNanos, Iterable<OperationTally> tallies) {
    OperationTally sum = new OperationTally(sinceNanos);
    DistributionBuilder successes = new DistributionBuilder();
    DistributionBuilder errors = new DistributionBuilder();
    DistributionBuilder aborted = new DistributionBuilder();
    for (OperationTally each : tallies) {
      successes.add(each.successes);
      errors.add(each.errors);
      aborted.add(each.aborted);
      sum.addCounts(each);
    }
    sum.successes = successes.build();
    sum.errors = errors.build();
    sum.aborted = aborted.build();
    return sum;
  }

  private void addCounts(OperationTally other) {
    other.unmeasured.forEach((outcome, calls) -> unmeasured.merge(outcome, calls, Long::sum));
    sampled |= other.sampled;
    clientErrors += other.clientErrors;
    slow += other.slow;
    verySlow += other.verySlow;
    other.statuses.forEach((status, count) -> statuses.merge(status, count, Long::sum));
  }

  /** Returns how many calls there were, of any outcome. */
  long count() {
    return measured() + unmeasured.values().stream().mapToLong(Long::longValue).sum();
  }

  private long measured() {
    return successes.count() + errors.count() + aborted.count();
  }

  private long countOf(Outcome outcome, Distribution durations) {
    return durations.count() + unmeasured.getOrDefault(outcome, 0L);
  }

  /** Computes all there is to say of one operation; takes what {@link #toStats} takes. */
  OperationDetails toDetails(Operation operation, long untilNanos, long apdexNanos) {
    boolean http = operation.kind() == OperationKind.HTTP;
    List<OutcomeStats> outcomes = new ArrayList<>();
    for (Part part : parts) {
      if (part.tally.count() > 0) {
        outcomes.add(outcomeStats(part.recorder, part.tally, http));
      }
    }
    outcomes.sort(
        Comparator.comparing(OutcomeStats::outcome)
            .thenComparing(OutcomeStats::status, Comparator.nullsFirst(Comparator.naturalOrder())));
    return new OperationDetails(
        toStats(operation, untilNanos, apdexNanos), outcomes, successes, errors, aborted);
  }

  private static OutcomeStats outcomeStats(Recorder recorder, Tally tally, boolean http) {
    Distribution durations = tally.durations();
    boolean answered = http && recorder.outcome() != Outcome.ABORTED;
    return new OutcomeStats(
        recorder.outcome(),
        answered ? recorder.statusText() : null,
        tally.count(),
        toMillis(durations.meanNanos()),
        toMillis(durations.minNanos()),
        toMillis(durations.maxNanos()),
        toMillis(durations.percentileNanos(50)),
        toMillis(durations.percentileNanos(75)),
        toMillis(durations.percentileNanos(90)),
        toMillis(durations.percentileNanos(95)),
        toMillis(durations.percentileNanos(99)),
        toMillis(durations.percentileNanos(99.9)),
        tally.slow(),
        tally.verySlow());
  }

  OperationStats toStats(Operation operation, long untilNanos, long apdexNanos) {
    sampled |= operation.isSampled();
    return toStats(
        operation.name(),
        operation.kind(),
        operation.method(),
        operation.route(),
        untilNanos,
        apdexNanos);
  }

  /**
   * Computes the numbers.
   *
   * @param untilNanos until when the calls were recorded
   * @param apdexNanos the Apdex threshold
   */
  OperationStats toStats(
      String name,
      OperationKind kind,
      @Nullable String method,
      @Nullable String route,
      long untilNanos,
      long apdexNanos) {
    Distribution answered = successes.plus(errors);
    long count = count();
    long errorCount = countOf(Outcome.ERROR, errors);
    double seconds = (untilNanos - sinceNanos) / NANOS_PER_SECOND;
    return new OperationStats(
        name,
        kind,
        method,
        route,
        count,
        countOf(Outcome.SUCCESS, successes),
        errorCount,
        clientErrors,
        countOf(Outcome.ABORTED, aborted),
        count == 0 ? null : (double) errorCount / count,
        seconds <= 0 ? null : count / seconds,
        toMillis(answered.meanNanos()),
        toMillis(answered.minNanos()),
        toMillis(answered.maxNanos()),
        toMillis(answered.percentileNanos(50)),
        toMillis(answered.percentileNanos(75)),
        toMillis(answered.percentileNanos(90)),
        toMillis(answered.percentileNanos(95)),
        toMillis(answered.percentileNanos(99)),
        toMillis(answered.percentileNanos(99.9)),
        slow,
        verySlow,
        apdex(apdexNanos),
        toMillis(aborted.percentileNanos(99)),
        toMillis(aborted.maxNanos()),
        sampled ? measured() : null,
        statuses);
  }

  private @Nullable Double apdex(long thresholdNanos) {
    long samples = successes.count() + errors.count();
    if (samples == 0) {
      return null;
    }
    long satisfied = successes.countUpTo(thresholdNanos);
    long tolerating = successes.countUpTo(TOLERATING_FACTOR * thresholdNanos) - satisfied;
    return (satisfied + tolerating / 2.0) / samples;
  }

  static @Nullable Double toMillis(@Nullable Number nanos) {
    return nanos == null ? null : nanos.doubleValue() / NANOS_PER_MILLI;
  }
}
