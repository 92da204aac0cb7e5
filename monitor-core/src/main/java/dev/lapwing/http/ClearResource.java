// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import dev.lapwing.json.Problem;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Zeroes the numbers, for {@code POST} of JSON from no other origin. Thread-safe. */
final class ClearResource implements Resource {
  private static final int FORBIDDEN = 403;
  private static final int UNSUPPORTED_MEDIA_TYPE = 415;

  private final Runnable clear;
  private final Replies replies;

  ClearResource(Runnable clear, Replies replies) {
    this.clear = clear;
    this.replies = replies;
  }

  @Override
  public StatsReply answer(StatsRequest request) throws BadQueryException {
    if (!request.method().equals("POST")) {
      return Resource.methodNotAllowed(replies, "POST");
    }
    StatsRequest.HeaderLookup headers = request.headers();
    if (!OwnOrigin.allows(headers.first("origin"), headers.first("host"))) {
      String detail = "Pages of other origins may not clear the statistics.";
      return replies.problem(Problem.of(FORBIDDEN, "Forbidden", detail).with("rule", "origin"));
    }
    if (!isJson(headers.first("content-type"))) {
      String detail =
          "To clear the statistics, send 'Content-Type: application/json'; the body may be empty.";
      return replies.problem(Problem.of(UNSUPPORTED_MEDIA_TYPE, "Unsupported Media Type", detail));
    }
    QueryParser.parseNothing(request.query());
    clear.run();
    return replies.done();
  }

  /** Asking for this type keeps out forms of other sites, which browsers send unasked. */
  private static boolean isJson(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    int parameters = contentType.indexOf(';');
    String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return type.strip().toLowerCase(Locale.ROOT).equals(Replies.JSON);
  }
}
