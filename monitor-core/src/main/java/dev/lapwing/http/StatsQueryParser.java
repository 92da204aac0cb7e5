// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import dev.lapwing.stats.Glob;
import dev.lapwing.stats.OperationKind;
import dev.lapwing.stats.StatsFields;
import dev.lapwing.stats.StatsQuery;
import dev.lapwing.stats.StatsWindow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the query of a request for the stats document; makes one {@link StatsQuery}. */
final class StatsQueryParser {
  private static final int MAX_LENGTH = 8_192;
  private static final int MAX_OPERATIONS = 50;
  private static final List<String> PARAMETERS =
      List.of("window", "operation", "kind", "sort", "limit", "offset", "fields", "pretty");

  private final Set<String> given = new HashSet<>();
  private final List<Glob> operations = new ArrayList<>();
  private StatsWindow window = StatsQuery.DEFAULT.window();
  private @Nullable OperationKind kind = StatsQuery.DEFAULT.kind();
  private String sort = StatsQuery.DEFAULT.sort();
  private boolean descending = StatsQuery.DEFAULT.descending();
  private int limit = StatsQuery.DEFAULT.limit();
  private int offset = StatsQuery.DEFAULT.offset();
  private Set<String> fields = StatsQuery.DEFAULT.fields();
  private boolean pretty = StatsQuery.DEFAULT.pretty();

  private StatsQueryParser() {}

  /**
   * Returns what a query asks for; {@link StatsQuery#DEFAULT} where it says nothing.
   *
   * @param query as it was received; null for none
   * @throws BadQueryException if it holds what is not known or not allowed
   */
  static StatsQuery parse(@Nullable String query) throws BadQueryException {
    StatsQueryParser parser = new StatsQueryParser();
    parser.takeAll(query, PARAMETERS);
    return parser.result();
  }

  /**
   * Checks that a query is empty, where there is nothing to ask for.
   *
   * @throws BadQueryException if it is not
   */
  static void parseNothing(@Nullable String query) throws BadQueryException {
    new StatsQueryParser().takeAll(query, List.of());
  }

  private void takeAll(@Nullable String query, List<String> parameters) throws BadQueryException {
    if (query == null) {
      return;
    }
    if (query.length() > MAX_LENGTH) {
      throw BadQueryException.tooLong(query, MAX_LENGTH);
    }
    for (String pair : query.split("&", -1)) {
      if (!pair.isEmpty()) {
        take(pair, parameters);
      }
    }
  }

  private void take(String pair, List<String> parameters) throws BadQueryException {
    int equals = pair.indexOf('=');
    String encodedName = equals < 0 ? pair : pair.substring(0, equals);
    String encodedValue = equals < 0 ? "" : pair.substring(equals + 1);
    String name = PercentDecoder.decode(encodedName);
    if (name == null || !parameters.contains(name)) {
      throw BadQueryException.unknown(name == null ? encodedName : name, encodedValue, parameters);
    }
    String value = PercentDecoder.decode(encodedValue);
    if (value == null) {
      throw BadQueryException.value(
          name, encodedValue, "percent-encoded UTF-8", List.of("percent-encoded UTF-8"));
    }
    if (name.equals("operation")) {
      addOperation(value);
      return;
    }
    if (!given.add(name)) {
      throw BadQueryException.tooMany(name, value, 1);
    }
    boolean bare = equals < 0;
    set(name, bare && name.equals("pretty") ? "true" : value);
  }

  private void addOperation(String value) throws BadQueryException {
    if (value.isEmpty()) {
      String must = "a name, or a pattern of names with '*'";
      throw BadQueryException.value("operation", value, must, List.of(must));
    }
    if (operations.size() == MAX_OPERATIONS) {
      throw BadQueryException.tooMany("operation", value, MAX_OPERATIONS);
    }
    operations.add(Glob.of(value));
  }

  private void set(String name, String value) throws BadQueryException {
    switch (name) {
      case "window" -> window = oneOf(name, value, StatsWindow.values(), StatsWindow::text);
      case "kind" -> kind = oneOf(name, value, OperationKind.values(), OperationKind::text);
      case "sort" -> setSort(value);
      case "limit" -> limit = whole(name, value, StatsQuery.MAX_LIMIT);
      case "offset" -> offset = whole(name, value, Integer.MAX_VALUE);
      case "fields" -> fields = fields(value);
      default -> pretty = oneOf(name, value, new Boolean[] {true, false}, String::valueOf);
    }
  }

  private static <T> T oneOf(String name, String value, T[] values, Function<T, String> text)
      throws BadQueryException {
    for (T candidate : values) {
      if (text.apply(candidate).equals(value)) {
        return candidate;
      }
    }
    throw notOneOf(name, value, "one of ", Arrays.stream(values).map(text).toList());
  }

  private static BadQueryException notOneOf(
      String name, String value, String must, List<String> allowed) {
    return BadQueryException.value(name, value, must + String.join(", ", allowed), allowed);
  }

  private void setSort(String value) throws BadQueryException {
    descending = value.startsWith("-");
    sort = descending ? value.substring(1) : value;
    if (!StatsFields.sortable().contains(sort)) {
      String must = "one of these, with '-' before it for the greatest first: ";
      throw notOneOf("sort", value, must, StatsFields.sortable());
    }
  }

  private static int whole(String name, String value, int max) throws BadQueryException {
    boolean digits =
        !value.isEmpty()
            && value.length() <= Integer.toString(max).length()
            && value.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!digits || Long.parseLong(value) > max) {
      String allowed = "0 to " + max;
      throw BadQueryException.value(name, value, "a number from " + allowed, List.of(allowed));
    }
    return Integer.parseInt(value);
  }

  private static Set<String> fields(String value) throws BadQueryException {
    Set<String> names = Set.copyOf(Arrays.asList(value.split(",", -1)));
    if (!StatsFields.selectable().containsAll(names)) {
      throw notOneOf(
          "fields", value, "one or more, with commas between, of ", StatsFields.selectable());
    }
    return names;
  }

  private StatsQuery result() {
    return new StatsQuery(
        window, operations, kind, sort, descending, limit, offset, fields, pretty);
  }
}
