// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The last words of a demo. */
final class Summary {

  private Summary() {}

  /** Says what was sent to all services together, and to each beside what it counted. */
  static List<String> of(
      Traffic traffic, List<String> names, List<Comparison> comparisons, double seconds) {
    List<String> lines = new ArrayList<>();
    long sent = comparisons.stream().mapToLong(Comparison::sentTotal).sum();
    lines.add("");
    lines.add(String.format("Summary: %s requests in %.1f s", Text.count(sent), seconds));
    lines.add("");
    Tally all = Tally.sum(traffic.tallies());
    traffic.kinds().forEach(kind -> lines.add(line(kind.name(), all.byStatus(kind.name()))));
    if (all.skippedCount() > 0) {
      lines.add(
          Text.count(all.skippedCount())
              + " were due but not sent, for too many were in flight: the service does not keep up");
    }
    String failure = all.firstFailure();
    if (failure != null) {
      lines.add("The first request without a response: " + failure);
    }
    lines.add("");
    lines.addAll(Comparison.lines(names, comparisons));
    lines.add("");
    return lines;
  }

  private static String line(String kind, Map<String, Long> statuses) {
    long sum = statuses.values().stream().mapToLong(Long::longValue).sum();
    String detail =
        statuses.entrySet().stream()
            .map(status -> status.getKey() + ": " + Text.count(status.getValue()))
            .collect(Collectors.joining(", "));
    return Text.left(kind, 24) + Text.right(Text.count(sum), 8) + "   " + detail;
  }
}
