// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.endurance;

import dev.lapwing.benchmarks.report.Machine;
import dev.lapwing.stats.StatsDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * What a run has shown, and whether that is what had to be.
 *
 * @param machine where and when
 * @param options what the run was told
 * @param conditions what had to be
 * @param servers that were asked
 * @param samples one a minute
 * @param idle how late a thread woke meanwhile that did nothing, in another process
 * @param summary what the traffic printed at its end
 */
record Result(
    Machine machine,
    Options options,
    List<Condition> conditions,
    List<Server> servers,
    List<Sample> samples,
    Duration idle,
    List<String> summary) {
  private static final Duration LATEST_TICK = Duration.ofSeconds(1);

  /**
   * Judges a run.
   *
   * @param equalCounts whether the traffic found every server's counts to be its own
   */
  static Result of(
      Options options,
      List<Server> servers,
      List<Sample> samples,
      boolean equalCounts,
      Duration idle,
      List<String> summary) {
    List<Condition> conditions = new ArrayList<>();
    conditions.add(
        new Condition(
            "counts of each server, by status",
            "what was sent; 200 and left early taken together",
            equalCounts ? "equal" : "not equal",
            equalCounts));
    List<Sample> settled = samples.subList(samples.size() / 3, samples.size());
    conditions.add(
        flat("heap less what the monitors hold, MB", 0.03, settled, Sample::restMegabytes));
    conditions.add(flat("objects of Lapwing's", 0.05, settled, Sample::lapwingObjects));
    conditions.add(flat("threads", 0.05, settled, Sample::threads));
    conditions.add(ticks(servers));
    Sample last = samples.get(samples.size() - 1);
    conditions.add(none("swallowed errors", last, StatsDocument.Self::swallowedErrors));
    conditions.add(none("dropped events", last, StatsDocument.Self::droppedEvents));
    conditions.add(none("calls without a place", last, StatsDocument.Self::slotless));
    conditions.add(none("lost calls", last, StatsDocument.Self::lostCalls));
    conditions.add(none("negative durations", last, StatsDocument.Self::negativeDurations));
    return new Result(Machine.here(), options, conditions, servers, samples, idle, summary);
  }

  /** The lowest counts, for what requests in flight need on a busy machine is no leak. */
  private static Condition flat(
      String what, double share, List<Sample> settled, ToDoubleFunction<Sample> value) {
    int middle = settled.size() / 2;
    double before = settled.subList(0, middle).stream().mapToDouble(value).min().orElse(0);
    double after =
        settled.subList(middle, settled.size()).stream().mapToDouble(value).min().orElse(0);
    return new Condition(
        what,
        "lowest of the last third at most %.0f %% above the second's".formatted(share * 100),
        "%,.1f, then %,.1f; trend %s".formatted(before, after, Trend.of(settled, value).text()),
        after <= before * (1 + share));
  }

  private static Condition ticks(List<Server> servers) {
    Duration latest =
        servers.stream()
            .map(server -> server.ticks().latest())
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    boolean allSeen =
        servers.stream().noneMatch(server -> server.ticks().span().compareTo(Duration.ZERO) == 0);
    return new Condition(
        "the latest tick of all",
        "at most 1,000 ms after its time",
        latest.toMillis() + " ms",
        allSeen && latest.compareTo(LATEST_TICK) <= 0);
  }

  private static Condition none(
      String what, Sample last, ToLongFunction<StatsDocument.Self> count) {
    long sum = last.selves().stream().mapToLong(count).sum();
    return new Condition(what, "0", Long.toString(sum), sum == 0);
  }

  /** Returns whether all is as it had to be. */
  boolean met() {
    return conditions.stream().allMatch(Condition::met);
  }
}
