// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import dev.lapwing.json.SeriesJson;
import dev.lapwing.stats.OperationKind;
import dev.lapwing.stats.SeriesDocument;
import dev.lapwing.stats.SeriesQuery;
import dev.lapwing.stats.StatsWindow;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The document of numbers over time. */
final class SeriesResource extends DocumentResource<SeriesQuery, SeriesDocument> {
  private final StatsSource source;

  SeriesResource(StatsSource source, Replies replies, EntityTags tags) {
    super(replies, tags);
    this.source = source;
  }

  @Override
  SeriesQuery parse(@Nullable String query) throws BadQueryException {
    return Parser.parse(query);
  }

  @Override
  String version(SeriesQuery query) {
    return source.version(query.window());
  }

  @Override
  SeriesDocument make(SeriesQuery query) {
    return source.series(query);
  }

  @Override
  void write(SeriesDocument document, SeriesQuery query, String path, OutputStream target)
      throws IOException {
    SeriesJson.write(document, query.pretty(), target);
  }

  /** Reads the query. */
  private static final class Parser extends QueryParser {
    private static final List<StatsWindow> WINDOWS =
        Arrays.stream(StatsWindow.values()).filter(each -> each.length() != null).toList();

    private StatsWindow window = StatsWindow.ONE_HOUR;
    private @Nullable OperationKind kind;
    private int points = SeriesQuery.MAX_POINTS;
    private int limit = SeriesQuery.MAX_LIMIT;

    private Parser() {
      super(List.of("window", "operation", "kind", "points", "limit", "pretty"));
    }

    static SeriesQuery parse(@Nullable String query) throws BadQueryException {
      Parser parser = new Parser();
      parser.readAll(query);
      return new SeriesQuery(
          parser.window,
          parser.operations(),
          parser.kind,
          parser.points,
          parser.limit,
          parser.pretty());
    }

    @Override
    void set(String name, String value) throws BadQueryException {
      switch (name) {
        case "window" -> window = ParameterValues.oneOf(name, value, WINDOWS, StatsWindow::text);
        case "kind" -> kind = ParameterValues.kind(name, value);
        case "points" -> points = ParameterValues.whole(name, value, 1, SeriesQuery.MAX_POINTS);
        default -> limit = ParameterValues.whole(name, value, 0, SeriesQuery.MAX_LIMIT);
      }
    }
  }
}
