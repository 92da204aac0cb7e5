// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import dev.lapwing.json.SamplesJson;
import dev.lapwing.stats.SlowDocument;
import dev.lapwing.stats.SlowQuery;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The document of slow calls. */
final class SlowResource extends DocumentResource<SlowQuery, SlowDocument> {
  private final StatsSource source;

  SlowResource(StatsSource source, Replies replies, EntityTags tags) {
    super(replies, tags);
    this.source = source;
  }

  @Override
  SlowQuery parse(@Nullable String query) throws BadQueryException {
    return Parser.parse(query);
  }

  @Override
  String version(SlowQuery query) {
    return source.slowVersion();
  }

  @Override
  SlowDocument make(SlowQuery query) {
    return source.slow(query);
  }

  @Override
  void write(SlowDocument document, SlowQuery query, String path, OutputStream target)
      throws IOException {
    SamplesJson.write(document, query.pretty(), target);
  }

  /** Reads the query. */
  private static final class Parser extends QueryParser {
    private int limit = SlowQuery.MAX_LIMIT;

    private Parser() {
      super(List.of("operation", "limit", "pretty"));
    }

    static SlowQuery parse(@Nullable String query) throws BadQueryException {
      Parser parser = new Parser();
      parser.readAll(query);
      return new SlowQuery(parser.operations(), parser.limit, parser.pretty());
    }

    @Override
    void set(String name, String value) throws BadQueryException {
      limit = ParameterValues.whole(name, value, 0, SlowQuery.MAX_LIMIT);
    }
  }
}
