// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** What the numbers of an operation must be after calls that are known. Not thread-safe. */
final class ExpectedNumbers {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final long SLOW_NANOS = 1_000_000_000L;
  private static final long VERY_SLOW_NANOS = 5 * SLOW_NANOS;

  /** How far a percentile may be off: the greater of a part of it, and of milliseconds. */
  private static final double RELATIVE_ERROR = 1.0 / 128;

  private static final double ABSOLUTE_ERROR_MILLIS = 8e-6;

  private static final Map<String, Double> PERCENTILES =
      Map.of("p50", 50.0, "p75", 75.0, "p90", 90.0, "p95", 95.0, "p99", 99.0, "p999", 99.9);

  private final Map<String, Long> statuses = new TreeMap<>();
  private final List<Long> durations = new ArrayList<>();
  private final List<Long> aborted = new ArrayList<>();
  private long errors;
  private long clientErrors;

  void add(String status, boolean isError, long nanos) {
    statuses.merge(status, 1L, Long::sum);
    durations.add(nanos);
    errors += isError ? 1 : 0;
    clientErrors += status.startsWith("4") ? 1 : 0;
  }

  void addAborted(long nanos) {
    statuses.merge("aborted", 1L, Long::sum);
    aborted.add(nanos);
  }

  long count() {
    return (long) durations.size() + aborted.size();
  }

  /** Returns the statuses, and the errors if there are any: {@code {200=1, 503=1} errors=1}. */
  @Override
  public String toString() {
    return statuses + (errors == 0 ? "" : " errors=" + errors);
  }

  /**
   * Asserts that numbers are these.
   *
   * @param name of what has them
   * @param reader returns a field
   */
  void assertNumbers(String name, Function<String, JsonNode> reader) {
    assertCount(name + ": count", reader.apply("count"), count());
    assertCount(name + ": errorCount", reader.apply("errorCount"), errors);
    assertCount(name + ": clientErrorCount", reader.apply("clientErrorCount"), clientErrors);
    assertCount(name + ": abortedCount", reader.apply("abortedCount"), aborted.size());
    assertCount(name + ": successCount", reader.apply("successCount"), durations.size() - errors);
    assertCount(name + ": slowCount", reader.apply("slowCount"), from(SLOW_NANOS));
    assertCount(name + ": verySlowCount", reader.apply("verySlowCount"), from(VERY_SLOW_NANOS));
    assertMax(name + ": abortedMax", reader.apply("abortedMax"), aborted);
    assertMax(name + ": maxDuration", reader.apply("maxDuration"), durations);
    assertPercentile(name + ": minDuration", reader.apply("minDuration"), 0);
    PERCENTILES.forEach(
        (field, percent) -> assertPercentile(name + ": " + field, reader.apply(field), percent));
  }

  private long from(long nanos) {
    return durations.stream().filter(each -> each >= nanos).count()
        + aborted.stream().filter(each -> each >= nanos).count();
  }

  private static void assertCount(String name, JsonNode actual, long expected) {
    assertThat(actual.asLong()).as(name).isEqualTo(expected);
  }

  private static void assertMax(String name, JsonNode actual, List<Long> nanos) {
    if (nanos.isEmpty()) {
      assertThat(actual.isNull()).as(name + " is null").isTrue();
    } else {
      assertThat(actual.asDouble()).as(name).isEqualTo(Collections.max(nanos) / NANOS_PER_MILLI);
    }
  }

  private void assertPercentile(String name, JsonNode actual, double percent) {
    if (durations.isEmpty()) {
      assertThat(actual.isNull()).as(name + " is null").isTrue();
      return;
    }
    List<Long> sorted = durations.stream().sorted().toList();
    int rank = Math.max(1, (int) Math.ceil(percent * sorted.size() / 100));
    double exact = sorted.get(rank - 1) / NANOS_PER_MILLI;
    double error = Math.max(ABSOLUTE_ERROR_MILLIS, exact * RELATIVE_ERROR);
    assertThat(actual.asDouble()).as(name).isCloseTo(exact, within(error));
  }
}
