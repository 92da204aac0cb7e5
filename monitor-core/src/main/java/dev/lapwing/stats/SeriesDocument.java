// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.stats;

import java.time.Instant;
import java.util.List;

/**
 * The answer to a {@link SeriesQuery}: schema {@code lapwing.series/1}. Immutable.
 *
 * @param service which service this is
 * @param generatedAt when the answer was made
 * @param window the time that is covered
 * @param stepSeconds how long a step is to be; see {@link #from}
 * @param from where each step begins. It ends where the next begins, the last where the window
 *     ends. The first and the last may be shorter than the others, and one is longer where a tick
 *     came late or only coarser steps are held
 * @param totals all operations of the kind together
 * @param operations the operations that were asked for, the most counted first
 * @param operationCount how many operations match, whether returned or not
 */
public record SeriesDocument(
    StatsDocument.Service service,
    Instant generatedAt,
    WindowSpan window,
    long stepSeconds,
    List<Instant> from,
    Series totals,
    List<OfOperation> operations,
    int operationCount) {

  /** The version of the document's form. */
  public static final String SCHEMA = "lapwing.series/1";

  /** Copies the lists. */
  public SeriesDocument {
    from = List.copyOf(from);
    operations = List.copyOf(operations);
  }

  /**
   * The series of one operation.
   *
   * @param operation the operation's name
   * @param kind what sort of work it is
   * @param series its numbers, in the steps of the document
   */
  public record OfOperation(String operation, OperationKind kind, Series series) {}
}
