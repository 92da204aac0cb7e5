// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.stats;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fields of {@link OperationStats} by the names they have in documents and queries. */
public final class StatsFields {
  /** The field that rows have only where calls are sampled. */
  public static final String SAMPLED_COUNT = "sampledCount";

  private static final Map<String, Function<OperationStats, @Nullable Number>> NUMBERS = numbers();

  private StatsFields() {}

  private static Map<String, Function<OperationStats, @Nullable Number>> numbers() {
    Map<String, Function<OperationStats, @Nullable Number>> fields = new LinkedHashMap<>();
    fields.put("count", OperationStats::count);
    fields.put("successCount", OperationStats::successCount);
    fields.put("errorCount", OperationStats::errorCount);
    fields.put("clientErrorCount", OperationStats::clientErrorCount);
    fields.put("abortedCount", OperationStats::abortedCount);
    fields.put("errorRate", OperationStats::errorRate);
    fields.put("ratePerSecond", OperationStats::ratePerSecond);
    fields.put("avgDuration", OperationStats::avgDuration);
    fields.put("minDuration", OperationStats::minDuration);
    fields.put("maxDuration", OperationStats::maxDuration);
    fields.put("p50", OperationStats::p50);
    fields.put("p75", OperationStats::p75);
    fields.put("p90", OperationStats::p90);
    fields.put("p95", OperationStats::p95);
    fields.put("p99", OperationStats::p99);
    fields.put("p999", OperationStats::p999);
    fields.put("slowCount", OperationStats::slowCount);
    fields.put("verySlowCount", OperationStats::verySlowCount);
    fields.put("apdex", OperationStats::apdex);
    fields.put("abortedP99", OperationStats::abortedP99);
    fields.put("abortedMax", OperationStats::abortedMax);
    fields.put(SAMPLED_COUNT, OperationStats::sampledCount);
    return Collections.unmodifiableMap(fields);
  }

  /** Returns the numeric fields, in the order of documents, with what reads them. */
  public static Map<String, Function<OperationStats, @Nullable Number>> numeric() {
    return NUMBERS;
  }

  /**
   * Returns the names that a query may select: the numbers and the rest of a row. The operation's
   * name is among them, though a row has it anyway.
   */
  public static List<String> selectable() {
    List<String> names = new ArrayList<>(List.of("operation", "kind", "method", "route", "href"));
    names.addAll(NUMBERS.keySet());
    names.add("statuses");
    return List.copyOf(names);
  }

  /** Returns the names that a query may sort by: the operation's name and the numbers. */
  public static List<String> sortable() {
    List<String> names = new ArrayList<>(List.of("operation"));
    names.addAll(NUMBERS.keySet());
    return List.copyOf(names);
  }

  /**
   * Returns the order of operations that a query asks for; equal ones are in the order of their
   * names.
   *
   * @throws IllegalArgumentException if the field is not {@linkplain #sortable() sortable}
   */
  public static Comparator<OperationStats> order(String field, boolean descending) {
    Comparator<OperationStats> byName =
        Comparator.comparing(OperationStats::operation).thenComparing(OperationStats::kind);
    if (field.equals("operation")) {
      return descending ? byName.reversed() : byName;
    }
    Function<OperationStats, @Nullable Number> reader = NUMBERS.get(field);
    if (reader == null) {
      throw new IllegalArgumentException(
          "sort must be one of " + sortable() + ", but was '" + field + "'");
    }
    Comparator<Double> values = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
    return Comparator.comparing(
            (OperationStats row) -> toDouble(reader.apply(row)), Comparator.nullsLast(values))
        .thenComparing(byName);
  }

  private static @Nullable Double toDouble(@Nullable Number number) {
    return number == null ? null : number.doubleValue();
  }
}
