// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import dev.lapwing.json.Href;
import dev.lapwing.json.StatsJson;
import dev.lapwing.stats.StatsDocument;
import dev.lapwing.stats.StatsQuery;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** The base itself: the stats document. */
final class StatsResource extends DocumentResource<StatsQuery, StatsDocument> {
  private final StatsSource source;

  /** Leads from the base without a slash at its end to what is below it. */
  private final String intoBase;

  StatsResource(StatsSource source, String basePath, Replies replies, EntityTags tags) {
    super(replies, tags);
    this.source = source;
    this.intoBase = Href.encoded(basePath.substring(basePath.lastIndexOf('/') + 1)) + "/";
  }

  @Override
  StatsQuery parse(@Nullable String query) throws BadQueryException {
    return StatsQueryParser.parse(query);
  }

  @Override
  String version(StatsQuery query) {
    return source.version(query.window());
  }

  @Override
  StatsDocument make(StatsQuery query) {
    return source.stats(query);
  }

  @Override
  void write(StatsDocument document, StatsQuery query, String path, OutputStream target)
      throws IOException {
    StatsJson.write(document, query, path.isEmpty() ? intoBase : "", target);
  }
}
