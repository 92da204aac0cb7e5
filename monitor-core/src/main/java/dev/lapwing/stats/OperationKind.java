// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.stats;

import java.util.Locale;

/** What sort of work an operation is. */
public enum OperationKind {
  /** A route of the service's own HTTP interface, {@code GET /users/{id}}. */
  HTTP,
  /** A name of the user's own, {@code database.query}. */
  INTERNAL;

  private final String text = name().toLowerCase(Locale.ROOT);

  /** Returns the name that documents and queries use: {@code http}, {@code internal}. */
  public String text() {
    return text;
  }
}
