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

/** What the client saw against what Lapwing counted, status by status. */
final class Comparison {

  private static final String ABORTED = "aborted";
  private static final String NOT_SENT = "0";
  private static final String COMPLETE = "200";

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
   */
  boolean equal() {
    return countedTotal() == sentTotal()
        && statuses().stream()
            .filter(status -> !status.equals(COMPLETE) && !status.equals(Tally.LEFT))
            .allMatch(status -> of(sent, status) == of(counted, status));
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(line("status", "sent", "counted by Lapwing"));
    for (String status : statuses()) {
      lines.add(line(status, Text.count(of(sent, status)), Text.count(of(counted, status))));
    }
    String verdict = equal() ? "  equal" : "  NOT EQUAL";
    lines.add(line("total", Text.count(sentTotal()), Text.count(countedTotal())) + verdict);
    if (countedTotal() > sentTotal()) {
      lines.add("More was counted than sent: did something else, such as a browser, ask as well?");
    }
    return lines;
  }

  private Set<String> statuses() {
    Set<String> statuses = new TreeSet<>(sent.keySet());
    statuses.addAll(counted.keySet());
    return statuses;
  }

  private static String line(String status, String sent, String counted) {
    return Text.left(status, 14) + Text.right(sent, 10) + Text.right(counted, 22);
  }

  private static long of(Map<String, Long> counts, String status) {
    return counts.getOrDefault(status, 0L);
  }

  private static long total(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
