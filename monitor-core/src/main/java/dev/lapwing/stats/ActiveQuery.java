// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.stats;

/**
 * What a reader asks of requests in flight. Immutable.
 *
 * @param limit the most calls to return, the oldest first, 0 to {@link #MAX_LIMIT}
 * @param pretty whether to indent
 */
public record ActiveQuery(int limit, boolean pretty) {

  /** The greatest limit: as many as have a place in the table of calls in flight. */
  public static final int MAX_LIMIT = 4_096;
}
