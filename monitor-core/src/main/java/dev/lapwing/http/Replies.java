// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import dev.lapwing.json.Problem;
import dev.lapwing.json.ProblemJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes answers, with the headers that all have. Thread-safe. */
final class Replies {
  static final String JSON = "application/json";

  private static final String PROBLEM_JSON = "application/problem+json";
  private static final int OK = 200;
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;
  private static final int UNAUTHORIZED = 401;

  /** Keeps an answer from every store. */
  private static final String NOT_KEPT = "no-store";

  /** Lets the reader, and nobody between, keep an answer to ask whether it has changed. */
  private static final String ASK_AGAIN = "private, no-cache";

  private final boolean byToken;

  Replies(StatsAccess access) {
    this.byToken = access == StatsAccess.TOKEN;
  }

  /**
   * Returns a document, compressed if the request accepts that.
   *
   * @param tag what the document is known by; null when the next one is another anyway
   */
  StatsReply document(StatsRequest request, @Nullable String tag, StatsReply.Body body) {
    Map<String, String> headers = documentHeaders(tag);
    headers.put("Content-Type", JSON);
    if (!AcceptEncoding.prefersGzip(request.headers().first("accept-encoding"))) {
      return new StatsReply(OK, headers, body);
    }
    headers.put("Content-Encoding", "gzip");
    return new StatsReply(OK, headers, target -> GzipStream.write(body, target));
  }

  /** Returns that the reader has the document already. */
  StatsReply notModified(@Nullable String tag) {
    return new StatsReply(NOT_MODIFIED, documentHeaders(tag), StatsReply.Body.NONE);
  }

  /** Returns that it was done and there is nothing to say. */
  StatsReply done() {
    return new StatsReply(NO_CONTENT, headers(NOT_KEPT, List.of()), StatsReply.Body.NONE);
  }

  StatsReply problem(Problem problem) {
    return problem(problem, Map.of());
  }

  StatsReply problem(Problem problem, Map<String, String> ownHeaders) {
    Map<String, String> headers = headers(NOT_KEPT, List.of());
    headers.put("Content-Type", PROBLEM_JSON);
    if (problem.status() == UNAUTHORIZED) {
      headers.put("WWW-Authenticate", TokenRule.CHALLENGE);
    }
    headers.putAll(ownHeaders);
    return new StatsReply(problem.status(), headers, target -> ProblemJson.write(problem, target));
  }

  private Map<String, String> documentHeaders(@Nullable String tag) {
    Map<String, String> headers =
        headers(tag == null ? NOT_KEPT : ASK_AGAIN, List.of("Accept-Encoding"));
    if (tag != null) {
      headers.put("ETag", tag);
    }
    return headers;
  }

  private Map<String, String> headers(String cacheControl, List<String> vary) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Cache-Control", cacheControl);
    headers.put("X-Content-Type-Options", "nosniff");
    List<String> varying = new ArrayList<>();
    if (byToken) {
      varying.add("Authorization");
      varying.add(TokenRule.TOKEN_HEADER);
    }
    varying.addAll(vary);
    if (!varying.isEmpty()) {
      headers.put("Vary", String.join(", ", varying));
    }
    return headers;
  }
}
