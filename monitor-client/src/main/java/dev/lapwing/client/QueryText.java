// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.client;

import dev.lapwing.stats.Glob;
import dev.lapwing.stats.StatsQuery;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes a query as the endpoint reads it. */
final class QueryText {
  private QueryText() {}

  /**
   * Returns the query of an address, with its question mark; empty when everything is as the
   * endpoint has it anyway. What concerns only the writing of a document is left out.
   */
  static String of(StatsQuery query) {
    StatsQuery usual = StatsQuery.DEFAULT;
    List<String> parameters = new ArrayList<>();
    if (query.window() != usual.window()) {
      parameters.add("window=" + query.window().text());
    }
    for (Glob pattern : query.operations()) {
      parameters.add("operation=" + encoded(pattern.toString()));
    }
    if (query.kind() != null) {
      parameters.add("kind=" + query.kind().text());
    }
    if (!query.sort().equals(usual.sort()) || query.descending() != usual.descending()) {
      parameters.add("sort=" + (query.descending() ? "-" : "") + encoded(query.sort()));
    }
    if (query.limit() != usual.limit()) {
      parameters.add("limit=" + query.limit());
    }
    if (query.offset() != usual.offset()) {
      parameters.add("offset=" + query.offset());
    }
    return parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
