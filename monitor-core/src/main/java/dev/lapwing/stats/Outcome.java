// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.stats;

/** How an operation ended. */
public enum Outcome {
  /** A response with a status below 500 and no failure, or an internal operation that returned. */
  SUCCESS,
  /** A status of 500 or above, no response at all, or a failure that escaped. */
  ERROR,
  /** The one who asked left first: a client that closed, a future that was cancelled. */
  ABORTED
}
