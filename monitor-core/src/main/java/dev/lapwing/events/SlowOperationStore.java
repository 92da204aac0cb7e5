// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.events;

import dev.lapwing.recording.Operation;
import dev.lapwing.recording.SlowCall;
import dev.lapwing.recording.SlowRing;
import dev.lapwing.stats.OperationKind;
import dev.lapwing.stats.SlowOperation;
import dev.lapwing.stats.SlowOperations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/**
 * Collects slow calls and keeps the 100 slowest and the 100 latest. Thread-safe; its lock is never
 * taken by a request.
 */
public final class SlowOperationStore {
  private static final int KEPT = 100;

  private static final Comparator<Kept> BY_DURATION =
      (a, b) -> a.sample.duration().compareTo(b.sample.duration());

  private final SlowRing source;
  private final LongFunction<Instant> wallTime;
  private final PriorityQueue<Kept> slowest = new PriorityQueue<>(BY_DURATION);
  private final ArrayDeque<Kept> latest = new ArrayDeque<>();
  private long changes;

  /**
   * @param source where requests leave slow calls
   * @param wallTime makes a wall time of a monotonic one
   */
  public SlowOperationStore(SlowRing source, LongFunction<Instant> wallTime) {
    this.source = source;
    this.wallTime = wallTime;
  }

  /** Moves what requests left into the store, and returns it in the order of the calls' ends. */
  public synchronized List<SlowOperation> collect() {
    List<SlowCall> calls = new ArrayList<>();
    source.drainTo(calls::add);
    calls.sort((a, b) -> Long.compare(endOf(a) - endOf(b), 0));
    List<SlowOperation> samples = new ArrayList<>(calls.size());
    for (SlowCall call : calls) {
      Kept kept = new Kept(call.operation(), sampleOf(call));
      samples.add(kept.sample);
      keep(kept);
    }
    return samples;
  }

  private static long endOf(SlowCall call) {
    return call.startNanos() + call.nanos();
  }

  private void keep(Kept kept) {
    changes++;
    latest.addFirst(kept);
    if (latest.size() > KEPT) {
      latest.removeLast();
    }
    slowest.add(kept);
    if (slowest.size() > KEPT) {
      slowest.remove();
    }
  }

  private SlowOperation sampleOf(SlowCall call) {
    Operation operation = call.operation();
    boolean http = operation.kind() == OperationKind.HTTP;
    return new SlowOperation(
        operation.name(),
        operation.kind(),
        call.method(),
        call.path(),
        call.outcome(),
        http ? (Integer) call.status() : null,
        wallTime.apply(call.startNanos()),
        Duration.ofNanos(call.nanos()),
        operation.isVerySlow(call.nanos()),
        call.thread(),
        call.metadata(),
        call.traceId());
  }

  /** Returns the kept samples of the operations that pass. */
  public synchronized SlowOperations samples(Predicate<Operation> filter) {
    return new SlowOperations(
        slowest.stream()
            .filter(kept -> filter.test(kept.operation))
            .sorted(BY_DURATION.reversed())
            .map(kept -> kept.sample)
            .toList(),
        latest.stream()
            .filter(kept -> filter.test(kept.operation))
            .map(kept -> kept.sample)
            .toList());
  }

  /** Returns a number that is another one whenever other samples are kept. */
  public synchronized long version() {
    return changes;
  }

  /** Forgets the samples of the operations that pass. */
  public synchronized void clear(Predicate<Operation> filter) {
    changes++;
    slowest.removeIf(kept -> filter.test(kept.operation));
    latest.removeIf(kept -> filter.test(kept.operation));
  }

  private record Kept(Operation operation, SlowOperation sample) {}
}
