// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.stats;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link StatsQuery}: schema {@code lapwing.stats/1}. Immutable.
 *
 * @param service which service this is
 * @param generatedAt when the answer was made
 * @param window the time that all numbers are of
 * @param activeRequests HTTP requests in flight, as read before the counts: in the total, one that
 *     has begun is in flight, or counted, or both when it ended meanwhile
 * @param activeRequestsPeak the most that were in flight at one moment of the window
 * @param streams open-ended responses
 * @param totals all operations of a kind together
 * @param operations the operations that were asked for, sorted and cut
 * @param operationCount how many operations match, whether returned or not
 * @param overflowed whether calls went to {@code (other)} because a limit was reached
 * @param memory the memory of the JVM
 * @param self the monitor's own cost
 */
public record StatsDocument(
    Service service,
    Instant generatedAt,
    WindowSpan window,
    long activeRequests,
    long activeRequestsPeak,
    Streams streams,
    OperationStats totals,
    List<OperationStats> operations,
    int operationCount,
    boolean overflowed,
    Memory memory,
    Self self) {

  /** The version of the document's form. */
  public static final String SCHEMA = "lapwing.stats/1";

  /** Copies the operations. */
  public StatsDocument {
    operations = List.copyOf(operations);
  }

  /**
   * Which service a document is of.
   *
   * @param name the service's name
   * @param instance what tells this process from others of the service
   * @param version the service's version; null when not told
   * @param startedAt when the monitor started
   * @param uptimeSeconds seconds since then
   */
  public record Service(
      String name,
      String instance,
      @Nullable String version,
      Instant startedAt,
      double uptimeSeconds) {}

  /**
   * Open-ended responses: server-sent events, and upgraded connections whose adapter sees their
   * end.
   *
   * @param open how many are open now
   * @param ended how many ended in the window
   * @param p50Lifetime the median lifetime of those, in milliseconds; null when none ended
   * @param maxLifetime the longest lifetime of those, in milliseconds; null when none ended
   */
  public record Streams(
      long open, long ended, @Nullable Double p50Lifetime, @Nullable Double maxLifetime) {}

  /**
   * The memory of the JVM at the last tick, in bytes. What is not known is null.
   *
   * @param heapUsed heap in use
   * @param heapCommitted heap that the JVM holds
   * @param heapMax the most heap there can be
   * @param nonHeapUsed metaspace, compiled code and the like, in use
   * @param directUsed direct byte buffers
   * @param rss what the process holds of the machine's memory
   */
  public record Memory(
      @Nullable Long heapUsed,
      @Nullable Long heapCommitted,
      @Nullable Long heapMax,
      @Nullable Long nonHeapUsed,
      @Nullable Long directUsed,
      @Nullable Long rss) {}

  /**
   * What the monitor says of itself, since its start.
   *
   * @param calls calls that were recorded
   * @param nanosPerCall the median of what one HTTP call costs, in nanoseconds, from a sample; null
   *     until there is one
   * @param bytesHeld about how many bytes of heap recorders, history and merged windows hold
   * @param tickMicros how long the last tick took, in microseconds; null before the first
   * @param swallowedErrors failures that were kept from the service
   * @param droppedEvents slow calls and intervals that a full queue lost
   * @param slotless calls that found no place in the table of calls in flight
   * @param lostCalls calls that lost their place because they never ended
   * @param negativeDurations calls that were not recorded because their clock failed or ran
   *     backwards
   */
  public record Self(
      long calls,
      @Nullable Long nanosPerCall,
      long bytesHeld,
      @Nullable Long tickMicros,
      long swallowedErrors,
      long droppedEvents,
      long slotless,
      long lostCalls,
      long negativeDurations) {}
}
