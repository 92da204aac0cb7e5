// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import dev.lapwing.json.Problem;
import java.util.Map;

/** What there is at a path below the base. Thread-safe. */
interface Resource {
  int METHOD_NOT_ALLOWED = 405;

  /**
   * Returns the answer to a request that may be answered.
   *
   * @throws BadQueryException if the query asks for what there is not
   */
  StatsReply answer(StatsRequest request) throws BadQueryException;

  /** Returns that there is no such method here. */
  static StatsReply methodNotAllowed(Replies replies, String allowed) {
    String detail = "The methods allowed here: " + allowed + ".";
    return replies.problem(
        Problem.of(METHOD_NOT_ALLOWED, "Method Not Allowed", detail), Map.of("Allow", allowed));
  }
}
