// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The documents that the endpoint has after a {@link Script}. Because time is the script's alone,
 * durations and instants are the same on every server.
 */
final class ScriptDocuments {

  /** What depends on how threads meet, and on the process: its names, memory and processor. */
  private static final List<String> VARYING =
      List.of("activeRequestsPeak", "memory", "thread", "nanosPerCall", "bytesHeld", "tickMicros");

  private static final Map<String, String> PATHS = paths();

  private ScriptDocuments() {}

  private static Map<String, String> paths() {
    Map<String, String> paths = new LinkedHashMap<>();
    paths.put("total", "/stats");
    paths.put("lastMinute", "/stats?window=1m&sort=operation");
    paths.put("lastFiveMinutes", "/stats?window=5m&sort=-p99");
    paths.put("internal", "/stats?kind=internal");
    paths.put("users", "/stats/operation?name=GET%20/users/%7Bid%7D");
    paths.put("held", "/stats/operation?name=GET%20/held");
    paths.put("big", "/stats/operation?name=GET%20/big&window=5m");
    paths.put("series", "/stats/series?window=5m&points=30&operation=GET%20/*&limit=5");
    paths.put("slow", "/stats/slow?limit=20");
    return paths;
  }

  /**
   * Keeps all documents for the comparison of servers.
   *
   * @param active the list of requests in flight, read when there were some
   */
  static void keep(ContractResults results, TestedServer server, JsonNode active) {
    PATHS.forEach((name, path) -> results.keepDocument(name, normalised(read(server, path))));
    results.keepDocument("active", normalised(active));
  }

  private static JsonNode read(TestedServer server, String path) {
    Response reply = server.get(path);
    assertThat(reply.statusCode()).as("status of " + path).isEqualTo(200);
    return Replies.parse(reply.asString());
  }

  /**
   * Removes what varies. The status of a sample whose client left is how far the server had come
   * when it noticed; the client saw none.
   */
  private static JsonNode normalised(JsonNode document) {
    for (String name : VARYING) {
      for (JsonNode parent : document.findParents(name)) {
        ((ObjectNode) parent).remove(name);
      }
    }
    for (JsonNode sample : document.findParents("startedAt")) {
      if (sample.path("outcome").asString("").equals("aborted")) {
        ((ObjectNode) sample).remove("status");
      }
    }
    return document;
  }
}
