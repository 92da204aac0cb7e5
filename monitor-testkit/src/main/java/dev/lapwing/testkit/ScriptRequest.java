// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

/**
 * A request of the {@link Script}, with the answer that every server gives to it.
 *
 * @param target path and query, encoded
 * @param body ASCII; empty for none
 * @param text the answer's body; empty for one that servers word as they like
 * @param operation what it is recorded as
 */
record ScriptRequest(
    String method, String target, String body, int status, String text, String operation) {

  static ScriptRequest get(String target, int status, String route) {
    return new ScriptRequest("GET", target, "", status, "", "GET " + route);
  }

  static ScriptRequest post(String target, String body, String route) {
    return new ScriptRequest("POST", target, body, 200, body, "POST " + route);
  }

  ScriptRequest withText(String expected) {
    return new ScriptRequest(method, target, body, status, expected, operation);
  }

  boolean isError() {
    return status >= 500;
  }

  /** Returns what goes over the wire. */
  String bytes(String... headerLines) {
    if (body.isEmpty()) {
      return RawConnection.request(method, target, headerLines);
    }
    return RawConnection.request(
            method, target, "Content-Type: text/plain", "Content-Length: " + body.length())
        + body;
  }
}
