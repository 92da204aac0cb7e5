// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.orders;

import java.util.Map;

/** A statement with the name under which the monitor knows it. */
record Query(String operation, Map<String, String> metadata, String sql) {

  static Query of(String operation, String table, String sql) {
    return new Query(operation, Map.of("table", table), sql);
  }
}
