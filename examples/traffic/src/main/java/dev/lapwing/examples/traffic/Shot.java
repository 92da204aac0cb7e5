// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.traffic;

import org.jspecify.annotations.Nullable;

/**
 * One request to send.
 *
 * @param json the body; null for none
 * @param ending how the client takes the response
 */
record Shot(String method, String path, @Nullable String json, Ending ending) {

  /** How the client takes a response. */
  enum Ending {
    /** Reads all of it. */
    READ,
    /** Listens to a stream for a while and then goes, as a browser does that closes a page. */
    LISTEN,
    /** Goes at the first bytes of a response that has an end. */
    LEAVE
  }

  static Shot get(String path) {
    return new Shot("GET", path, null, Ending.READ);
  }

  static Shot post(String path, String json) {
    return new Shot("POST", path, json, Ending.READ);
  }

  static Shot ending(String path, Ending ending) {
    return new Shot("GET", path, null, ending);
  }
}
