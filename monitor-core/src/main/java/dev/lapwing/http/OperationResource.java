// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import dev.lapwing.json.OperationJson;
import dev.lapwing.json.Problem;
import dev.lapwing.stats.OperationDocument;
import dev.lapwing.stats.OperationKind;
import dev.lapwing.stats.OperationQuery;
import dev.lapwing.stats.StatsWindow;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The document of one operation. */
final class OperationResource extends DocumentResource<OperationQuery, OperationDocument> {
  private static final String MISSING = "tag:lapwing.dev,2026:operation";
  private static final int NOT_FOUND = 404;

  private final StatsSource source;

  OperationResource(StatsSource source, Replies replies, EntityTags tags) {
    super(replies, tags);
    this.source = source;
  }

  @Override
  OperationQuery parse(@Nullable String query) throws BadQueryException {
    return Parser.parse(query);
  }

  @Override
  String version(OperationQuery query) {
    return source.version(query.window()) + "." + source.slowVersion();
  }

  @Override
  @Nullable OperationDocument make(OperationQuery query) {
    return source.operation(query);
  }

  @Override
  Problem missing(OperationQuery query) {
    String name = BadQueryException.cut(query.name());
    String kind = query.kind() == null ? "" : " of kind " + query.kind().text();
    String detail =
        "There is no operation '%s'%s: nothing was recorded of it since the start or the last clear."
            .formatted(name, kind);
    return new Problem(MISSING, "No such operation", NOT_FOUND, detail, Map.of())
        .with("operation", name);
  }

  @Override
  void write(OperationDocument document, OperationQuery query, String path, OutputStream target)
      throws IOException {
    OperationJson.write(document, query.pretty(), target);
  }

  /** Reads the query. */
  private static final class Parser extends QueryParser {
    private @Nullable String operation;
    private @Nullable OperationKind kind;
    private StatsWindow window = StatsWindow.TOTAL;

    private Parser() {
      super(List.of("name", "kind", "window", "pretty"));
    }

    static OperationQuery parse(@Nullable String query) throws BadQueryException {
      Parser parser = new Parser();
      parser.readAll(query);
      if (parser.operation == null || parser.operation.isEmpty()) {
        String must = "the name of an operation";
        throw BadQueryException.value("name", "", must, List.of(must));
      }
      return new OperationQuery(parser.operation, parser.kind, parser.window, parser.pretty());
    }

    @Override
    void set(String name, String value) throws BadQueryException {
      switch (name) {
        case "kind" -> kind = ParameterValues.kind(name, value);
        case "window" -> window = ParameterValues.window(name, value);
        default -> operation = value;
      }
    }
  }
}
