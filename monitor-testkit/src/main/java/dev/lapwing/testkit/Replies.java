// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Reads replies of the stats endpoint. */
final class Replies {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Replies() {}

  /** Returns a reply's body as a tree. */
  static JsonNode valid(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError("the stats endpoint's reply is no JSON: " + body, e);
    }
  }
}
