// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.json;

import dev.lapwing.stats.Buckets;
import dev.lapwing.stats.OperationStats;
import dev.lapwing.stats.StatsDocument;
import dev.lapwing.stats.StatsFields;
import dev.lapwing.stats.WindowSpan;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;

/** Writes what several documents have. */
final class CommonJson {
  /** To the nanosecond, when the unit is the millisecond. */
  static final int DURATION_DECIMALS = 6;

  /** One error in a hundred million calls is to be more than zero. */
  private static final int RATIO_DECIMALS = 9;

  private static final int SECONDS_DECIMALS = 3;
  private static final Set<String> RATIOS = Set.of("errorRate", "ratePerSecond", "apdex");
  private static final double NANOS_PER_MILLI = 1e6;

  private static final List<Column> COLUMNS =
      StatsFields.numeric().entrySet().stream()
          .map(each -> Column.of(each.getKey(), each.getValue()))
          .toList();

  private CommonJson() {}

  /** Writes what every document begins with. */
  static void writeHead(
      JsonWriter json, String schema, StatsDocument.Service service, Instant generatedAt) {
    json.text("schema", schema);
    json.object(
        "service",
        () -> {
          json.text("name", service.name());
          json.text("instance", service.instance());
          json.text("version", service.version());
          json.instant("startedAt", service.startedAt());
          json.decimal("uptimeSeconds", service.uptimeSeconds(), SECONDS_DECIMALS);
        });
    json.instant("generatedAt", generatedAt);
    json.text("durationUnit", "ms");
  }

  /** Writes how far percentiles may be off. */
  static void writeErrors(JsonWriter json) {
    json.decimal("percentileRelativeError", Buckets.RELATIVE_ERROR, RATIO_DECIMALS);
    json.decimal(
        "percentileAbsoluteErrorMs",
        Buckets.ABSOLUTE_ERROR_NANOS / NANOS_PER_MILLI,
        DURATION_DECIMALS);
  }

  static void writeWindow(JsonWriter json, WindowSpan window) {
    json.object(
        "window",
        () -> {
          json.text("name", window.window().text());
          json.instant("from", window.from());
          json.instant("to", window.to());
          json.flag("complete", window.complete());
        });
  }

  /** Writes the numbers of a row that are selected. */
  static void writeNumbers(JsonWriter json, OperationStats row, Predicate<String> selected) {
    for (Column column : COLUMNS) {
      Number value = column.reader.apply(row);
      if (selected.test(column.name) && (value != null || !column.optional)) {
        column.write(json, value);
      }
    }
  }

  /**
   * A number of rows, with its name as it is written, made once for all rows.
   *
   * @param optional whether rows have it only where it is known
   */
  private record Column(
      String name,
      SerializableString writtenName,
      Function<OperationStats, @Nullable Number> reader,
      int decimals,
      boolean optional) {

    static Column of(String name, Function<OperationStats, @Nullable Number> reader) {
      return new Column(
          name,
          new SerializedString(name),
          reader,
          RATIOS.contains(name) ? RATIO_DECIMALS : DURATION_DECIMALS,
          name.equals(StatsFields.SAMPLED_COUNT));
    }

    void write(JsonWriter json, @Nullable Number number) {
      if (number instanceof Long whole) {
        json.whole(writtenName, whole);
      } else {
        json.decimal(writtenName, number == null ? null : number.doubleValue(), decimals);
      }
    }
  }
}
