// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.traffic;

import dev.lapwing.stats.OperationKind;
import dev.lapwing.stats.StatsDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the client saw against what Lapwing counted, status by status. */
final class Comparison {

  private static final String ABORTED = "aborted";
  private static final String NOT_SENT = "0";
  private static final String COMPLETE = "200";
  private static final int STATUS = 12;
  private static final int PAIR = 20;

  private final Map<String, Long> sent;
  private final Map<String, Long> counted;

  private Comparison(Map<String, Long> sent, Map<String, Long> counted) {
    this.sent = sent;
    this.counted = counted;
  }

  /**
   * Compares.
   *
   * @param before what had been counted when the traffic began
   */
  static Comparison of(Tally tally, StatsDocument before, StatsDocument after) {
    Map<String, Long> counted = statuses(after);
    statuses(before).forEach((status, count) -> counted.merge(status, -count, Long::sum));
    counted.values().removeIf(count -> count == 0);
    rename(counted, ABORTED, Tally.LEFT);
    rename(counted, NOT_SENT, Tally.NONE);
    return new Comparison(tally.byStatus(), counted);
  }

  /** Returns HTTP requests that were counted so far, by status. */
  static Map<String, Long> statuses(StatsDocument stats) {
    Map<String, Long> sums = new TreeMap<>();
    Table.ofKind(stats, OperationKind.HTTP)
        .forEach(
            row ->
                row.statuses()
                    .forEach((status, n) -> sums.merge(Text.plain(status), n, Long::sum)));
    return sums;
  }

  private static void rename(Map<String, Long> counts, String from, String to) {
    Long count = counts.remove(from);
    if (count != null) {
      counts.put(to, count);
    }
  }

  long sentTotal() {
    return total(sent);
  }

  long countedTotal() {
    return total(counted);
  }

  /**
   * Whether every status was counted as often as it was seen. Complete responses and those that the
   * client left are taken together: a client may leave when the server has already sent everything.
   * A client that waited in vain does not know its status, so the server may have any for it.
   */
  boolean equal() {
    long unknown = of(sent, Tally.NONE);
    List<Long> surplus =
        statuses().stream()
            .filter(status -> !Set.of(COMPLETE, Tally.LEFT, Tally.NONE).contains(status))
            .map(status -> of(counted, status) - of(sent, status))
            .toList();
    return countedTotal() == sentTotal()
        && surplus.stream().allMatch(more -> more >= 0)
        && surplus.stream().mapToLong(Long::longValue).sum() <= unknown
        && of(counted, Tally.NONE) <= unknown;
  }

  /** Returns what was sent to each service and counted by it, one beside the other. */
  static List<String> lines(List<String> names, List<Comparison> comparisons) {
    Set<String> statuses = new TreeSet<>();
    comparisons.forEach(comparison -> statuses.addAll(comparison.statuses()));
    List<String> lines = new ArrayList<>();
    lines.add(line("", names.stream().map(name -> Text.right(name, PAIR))));
    lines.add(line("status", names.stream().map(name -> pair("sent", "counted"))));
    for (String status : statuses) {
      lines.add(
          line(
              status,
              comparisons.stream()
                  .map(one -> pair(of(one.sent, status), of(one.counted, status)))));
    }
    lines.add(
        line("total", comparisons.stream().map(one -> pair(one.sentTotal(), one.countedTotal()))));
    lines.add(
        line(
            "",
            comparisons.stream()
                .map(one -> Text.right(one.equal() ? "equal" : "NOT EQUAL", PAIR))));
    if (comparisons.stream().anyMatch(one -> one.countedTotal() > one.sentTotal())) {
      lines.add("More was counted than sent: did something else, such as a browser, ask as well?");
    }
    return lines;
  }

  private Set<String> statuses() {
    Set<String> statuses = new TreeSet<>(sent.keySet());
    statuses.addAll(counted.keySet());
    return statuses;
  }

  private static String line(String status, Stream<String> cells) {
    return Text.left(status, STATUS) + cells.collect(Collectors.joining());
  }

  private static String pair(long sent, long counted) {
    return pair(Text.count(sent), Text.count(counted));
  }

  private static String pair(String sent, String counted) {
    return Text.right(sent, PAIR / 2) + Text.right(counted, PAIR / 2);
  }

  private static long of(Map<String, Long> counts, String status) {
    return counts.getOrDefault(status, 0L);
  }

  private static long total(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
