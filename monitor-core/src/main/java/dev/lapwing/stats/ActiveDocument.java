// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.stats;

import java.time.Instant;
import java.util.List;

/**
 * The answer to an {@link ActiveQuery}: schema {@code lapwing.active/1}. Immutable.
 *
 * @param service which service this is
 * @param generatedAt when the answer was made
 * @param activeRequests HTTP requests in flight, listed or not
 * @param calls those that were asked for, oldest first
 */
public record ActiveDocument(
    StatsDocument.Service service,
    Instant generatedAt,
    long activeRequests,
    List<ActiveCall> calls) {

  /** The version of the document's form. */
  public static final String SCHEMA = "lapwing.active/1";

  /** Copies the list. */
  public ActiveDocument {
    calls = List.copyOf(calls);
  }
}
