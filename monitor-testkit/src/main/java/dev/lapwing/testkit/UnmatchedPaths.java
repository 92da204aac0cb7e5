// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

/** Asks for many different paths that match nothing. */
final class UnmatchedPaths {
  private UnmatchedPaths() {}

  static void ask(TestedServer server, int from, int to) {
    try (KeptConnection connection = new KeptConnection(server)) {
      for (int i = from; i < to; i++) {
        String request = RawConnection.request("GET", "/nowhere/" + i + "/x" + i);
        assertThat(connection.ask(request).status()).isEqualTo(404);
      }
    }
  }
}
