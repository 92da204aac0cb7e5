// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import dev.lapwing.json.ActiveJson;
import dev.lapwing.stats.ActiveDocument;
import dev.lapwing.stats.ActiveQuery;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The document of requests in flight. */
final class ActiveResource extends DocumentResource<ActiveQuery, ActiveDocument> {
  private static final int DEFAULT_LIMIT = 100;

  private final StatsSource source;

  ActiveResource(StatsSource source, Replies replies, EntityTags tags) {
    super(replies, tags);
    this.source = source;
  }

  @Override
  ActiveQuery parse(@Nullable String query) throws BadQueryException {
    return Parser.parse(query);
  }

  /** Ages change with every look. */
  @Override
  @Nullable String version(ActiveQuery query) {
    return null;
  }

  @Override
  ActiveDocument make(ActiveQuery query) {
    return source.active(query);
  }

  @Override
  void write(ActiveDocument document, ActiveQuery query, String path, OutputStream target)
      throws IOException {
    ActiveJson.write(document, query.pretty(), target);
  }

  /** Reads the query. */
  private static final class Parser extends QueryParser {
    private int limit = DEFAULT_LIMIT;

    private Parser() {
      super(List.of("limit", "pretty"));
    }

    static ActiveQuery parse(@Nullable String query) throws BadQueryException {
      Parser parser = new Parser();
      parser.readAll(query);
      return new ActiveQuery(parser.limit, parser.pretty());
    }

    @Override
    void set(String name, String value) throws BadQueryException {
      limit = ParameterValues.whole(name, value, 0, ActiveQuery.MAX_LIMIT);
    }
  }
}
