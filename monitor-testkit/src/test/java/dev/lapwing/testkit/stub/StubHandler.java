// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit.stub;

import java.io.IOException;
import java.util.List;

/** What answers at a route. */
@FunctionalInterface
interface StubHandler {
  /**
   * Answers, or goes async.
   *
   * @param parameters of the path, in their order
   */
  void handle(StubExchange exchange, List<String> parameters) throws IOException;
}
