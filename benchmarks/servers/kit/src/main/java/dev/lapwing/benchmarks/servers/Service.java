// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers;

/** What a measured server serves, the same on every framework. */
public enum Service {
  /** {@code GET /hello/{name}} answers {@code hello NAME} as plain text. */
  TRIVIAL,

  /**
   * {@code GET /orders/{id}}, {@code GET /orders?status=&q=&limit=} and {@code POST /orders}, as
   * {@link OrdersBackend} answers them.
   */
  REALISTIC
}
