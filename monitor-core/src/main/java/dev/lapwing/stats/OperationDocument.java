// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.stats;

import java.time.Instant;

/**
 * The answer to an {@link OperationQuery}: schema {@code lapwing.operation/1}. Immutable.
 *
 * @param service which service this is
 * @param generatedAt when the answer was made
 * @param window the time that all numbers are of
 * @param details the operation's numbers
 * @param samples its slow calls that are kept, whatever the window
 */
public record OperationDocument(
    StatsDocument.Service service,
    Instant generatedAt,
    WindowSpan window,
    OperationDetails details,
    SlowOperations samples) {

  /** The version of the document's form. */
  public static final String SCHEMA = "lapwing.operation/1";
}
