// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import dev.lapwing.stats.OperationKind;
import dev.lapwing.stats.StatsFields;
import dev.lapwing.stats.StatsQuery;
import dev.lapwing.stats.StatsWindow;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the query of a request for the stats document; makes one {@link StatsQuery}. */
final class StatsQueryParser extends QueryParser {
  private StatsWindow window = StatsQuery.DEFAULT.window();
  private @Nullable OperationKind kind = StatsQuery.DEFAULT.kind();
  private String sort = StatsQuery.DEFAULT.sort();
  private boolean descending = StatsQuery.DEFAULT.descending();
  private int limit = StatsQuery.DEFAULT.limit();
  private int offset = StatsQuery.DEFAULT.offset();
  private Set<String> fields = StatsQuery.DEFAULT.fields();

  private StatsQueryParser() {
    super(List.of("window", "operation", "kind", "sort", "limit", "offset", "fields", "pretty"));
  }

  /**
   * Returns what a query asks for; {@link StatsQuery#DEFAULT} where it says nothing.
   *
   * @param query as it was received; null for none
   * @throws BadQueryException if it holds what is not known or not allowed
   */
  static StatsQuery parse(@Nullable String query) throws BadQueryException {
    StatsQueryParser parser = new StatsQueryParser();
    parser.readAll(query);
    return new StatsQuery(
        parser.window,
        parser.operations(),
        parser.kind,
        parser.sort,
        parser.descending,
        parser.limit,
        parser.offset,
        parser.fields,
        parser.pretty());
  }

  @Override
  void set(String name, String value) throws BadQueryException {
    switch (name) {
      case "window" -> window = ParameterValues.window(name, value);
      case "kind" -> kind = ParameterValues.kind(name, value);
      case "sort" -> setSort(value);
      case "limit" -> limit = ParameterValues.whole(name, value, 0, StatsQuery.MAX_LIMIT);
      case "offset" -> offset = ParameterValues.whole(name, value, 0, Integer.MAX_VALUE);
      default -> fields = fields(value);
    }
  }

  private void setSort(String value) throws BadQueryException {
    descending = value.startsWith("-");
    sort = descending ? value.substring(1) : value;
    if (!StatsFields.sortable().contains(sort)) {
      String must = "one of these, with '-' before it for the greatest first: ";
      throw ParameterValues.notOneOf("sort", value, must, StatsFields.sortable());
    }
  }

  private static Set<String> fields(String value) throws BadQueryException {
    Set<String> names = Set.copyOf(Arrays.asList(value.split(",", -1)));
    if (!StatsFields.selectable().containsAll(names)) {
      String must = "one or more, with commas between, of ";
      throw ParameterValues.notOneOf("fields", value, must, StatsFields.selectable());
    }
    return names;
  }
}
