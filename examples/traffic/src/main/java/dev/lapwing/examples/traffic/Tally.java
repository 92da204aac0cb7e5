// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.traffic;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What was sent and what came back, by kind of request and by status. Threadsafe. */
final class Tally {

  /** The client went before the end, by intent. */
  static final String LEFT = "left early";

  /** Nothing came back that the client could read. */
  static final String NONE = "no response";

  private final ConcurrentMap<String, ConcurrentMap<String, LongAdder>> byKind =
      new ConcurrentHashMap<>();
  private final LongAdder skipped = new LongAdder();
  private volatile @Nullable String firstFailure;

  void ended(String kind, String status) {
    counter(kind, status).increment();
  }

  private LongAdder counter(String kind, String status) {
    return byKind
        .computeIfAbsent(kind, name -> new ConcurrentHashMap<>())
        .computeIfAbsent(status, name -> new LongAdder());
  }

  void failed(String kind, Throwable failure) {
    if (firstFailure == null) {
      firstFailure = Text.plain(kind + ": " + failure);
    }
    ended(kind, NONE);
  }

  /** A request that was due while as many were in flight as there may be. */
  void skipped() {
    skipped.increment();
  }

  long skippedCount() {
    return skipped.sum();
  }

  /** What the first request without a response met, or null. */
  @Nullable String firstFailure() {
    return firstFailure;
  }

  /** Returns a tally of what all of these have seen so far. */
  static Tally sum(List<Tally> tallies) {
    Tally sum = new Tally();
    for (Tally tally : tallies) {
      tally.byKind.forEach(
          (kind, statuses) ->
              statuses.forEach((status, count) -> sum.counter(kind, status).add(count.sum())));
      sum.skipped.add(tally.skippedCount());
      if (sum.firstFailure == null) {
        sum.firstFailure = tally.firstFailure;
      }
    }
    return sum;
  }

  long total() {
    return byStatus().values().stream().mapToLong(Long::longValue).sum();
  }

  Map<String, Long> byStatus() {
    Map<String, Long> sums = new TreeMap<>();
    byKind.values().forEach(statuses -> addTo(sums, statuses));
    return sums;
  }

  Map<String, Long> byStatus(String kind) {
    Map<String, Long> sums = new TreeMap<>();
    addTo(sums, byKind.getOrDefault(kind, new ConcurrentHashMap<>()));
    return sums;
  }

  private static void addTo(Map<String, Long> sums, Map<String, LongAdder> statuses) {
    statuses.forEach((status, count) -> sums.merge(status, count.sum(), Long::sum));
  }
}
