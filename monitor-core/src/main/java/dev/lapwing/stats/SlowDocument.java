// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.stats;

import java.time.Instant;

/**
 * The answer to a {@link SlowQuery}: schema {@code lapwing.slow/1}. Immutable.
 *
 * @param service which service this is
 * @param generatedAt when the answer was made
 * @param samples the slow calls that are kept
 */
public record SlowDocument(
    StatsDocument.Service service, Instant generatedAt, SlowOperations samples) {

  /** The version of the document's form. */
  public static final String SCHEMA = "lapwing.slow/1";
}
