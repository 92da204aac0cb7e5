// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

/** Asks for many different paths that match nothing. */
final class UnmatchedPaths {
  private UnmatchedPaths() {}

  static void ask(TestedServer server, int from, int to) {
    RawConnection connection = server.connect();
    try {
      for (int i = from; i < to; i++) {
        connection.send("GET", "/nowhere/" + i + "/x" + i);
        Answer answer = connection.read();
        assertThat(answer.status()).isEqualTo(404);
        if (answer.isLast()) {
          connection.close();
          connection = server.connect();
        }
      }
    } finally {
      connection.close();
    }
  }
}
