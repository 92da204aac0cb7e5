// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.window;

import dev.lapwing.stats.Buckets;
import dev.lapwing.stats.Distribution;
import dev.lapwing.stats.OperationKind;
import dev.lapwing.stats.OperationStats;
import dev.lapwing.stats.StatsWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What windows should say, reckoned the plain way: every call and every tick is kept, and a window
 * is added up call by call. Times are nanoseconds since the start.
 */
public final class NaiveHistory {
  /** From which duration on a call is slow. */
  public static final Duration SLOW = Duration.ofSeconds(1);

  /** From which duration on a call is very slow. */
  public static final Duration VERY_SLOW = Duration.ofSeconds(5);

  /** Up to which duration a call satisfies. */
  public static final Duration APDEX = Duration.ofMillis(500);

  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  private final List<Call> calls = new ArrayList<>();
  private final Steps seconds = new Steps(Duration.ofNanos(1), Duration.ofSeconds(130));
  private final Steps tens = new Steps(Duration.ofSeconds(10), Duration.ofMinutes(65));
  private final Steps fives = new Steps(Duration.ofMinutes(5), Duration.ofMinutes(24 * 60 + 5));
  private final Set<String> seen = new TreeSet<>();
  private final Map<String, Long> clearedApart = new HashMap<>();
  private final List<Integer> peaks = new ArrayList<>();
  private int active;
  private int peak;

  /** Makes the history of nothing, which starts at 0. */
  public NaiveHistory() {
    clear(0);
  }

  /** A call, in the interval that was open when it ended; that number is the tick's before it. */
  private record Call(String operation, boolean success, long nanos, int interval) {}

  /**
   * The time that a window covers.
   *
   * @param first the number of its first interval
   */
  record Span(int first, long fromNanos, long toNanos, boolean complete) {}

  /** Adds a call that ends now. */
  public void call(String operation, boolean success, long nanos) {
    seen.add(operation);
    calls.add(new Call(operation, success, nanos, peaks.size()));
  }

  /** Counts one request more that is in flight. */
  public void begin() {
    peak = Math.max(peak, ++active);
  }

  /** Counts one request less. */
  public void end() {
    active--;
  }

  /** Returns how many requests are in flight. */
  public int active() {
    return active;
  }

  /** Closes the open interval. */
  public void tick(long now) {
    peaks.add(peak);
    peak = active;
    seconds.close(now, peaks.size());
    if (tens.close(now, peaks.size())) {
      fives.close(now, peaks.size());
    }
  }

  /** Forgets everything but what is in flight. */
  public void clear(long now) {
    calls.clear();
    clearedApart.clear();
    peaks.clear();
    peak = active;
    seconds.clear(now);
    tens.clear(now);
    fives.clear(now);
  }

  /** Forgets some operations. */
  public void clear(Predicate<String> operations, long now) {
    seen.stream().filter(operations).forEach(each -> clearedApart.put(each, now));
    calls.removeIf(call -> operations.test(call.operation()));
  }

  Span span(StatsWindow window, long now) {
    Duration length = window.length();
    if (length == null) {
      return new Span(0, seconds.first(), now, true);
    }
    long to = seconds.last();
    long start = to - length.toNanos();
    Map.Entry<Long, Integer> from = null;
    for (Steps level : List.of(seconds, tens, fives)) {
      from = from == null ? level.stepHolding(start, to) : from;
    }
    from = from == null ? seconds.ends.firstEntry() : from;
    return new Span(from.getValue(), from.getKey(), to, from.getKey() <= start);
  }

  /** Returns the most requests that were in flight at one moment of a window. */
  public int peak(StatsWindow window, long now) {
    List<Integer> covered = new ArrayList<>(peaks.subList(span(window, now).first(), peaks.size()));
    if (window == StatsWindow.TOTAL) {
      covered.add(peak);
    }
    return covered.stream().mapToInt(each -> each).max().orElse(0);
  }

  /** Returns the row of every operation that was called since the clear, sorted by name. */
  public List<OperationStats> rows(StatsWindow window, long now) {
    Span span = span(window, now);
    int end = window == StatsWindow.TOTAL ? Integer.MAX_VALUE : peaks.size();
    Map<String, List<Call>> counted = new TreeMap<>();
    for (Call call : calls) {
      List<Call> ofOperation = counted.computeIfAbsent(call.operation(), each -> new ArrayList<>());
      if (call.interval() >= span.first() && call.interval() < end) {
        ofOperation.add(call);
      }
    }
    return counted.entrySet().stream()
        .map(each -> row(each.getKey(), each.getValue(), span))
        .toList();
  }

  /**
   * What ended between two ticks.
   *
   * @param durations of all calls: none is ever aborted here
   */
  record Step(long count, long errors, Distribution durations) {}

  /** Returns what the operations that pass did from one tick to another. */
  Step step(long fromNanos, long toNanos, Predicate<String> operations) {
    int first = seconds.ends.get(fromNanos);
    int end = seconds.ends.get(toNanos);
    List<Call> ended =
        calls.stream()
            .filter(call -> operations.test(call.operation()))
            .filter(call -> call.interval() >= first && call.interval() < end)
            .toList();
    long errors = ended.stream().filter(call -> !call.success()).count();
    long[] nanos = ended.stream().mapToLong(Call::nanos).toArray();
    return new Step(nanos.length, errors, Distribution.of(nanos));
  }

  private OperationStats row(String operation, List<Call> counted, Span span) {
    Distribution durations = Distribution.of(counted.stream().mapToLong(Call::nanos).toArray());
    long count = counted.size();
    long errors = counted.stream().filter(call -> !call.success()).count();
    long since = Math.max(span.fromNanos(), clearedApart.getOrDefault(operation, 0L));
    double measured = (span.toNanos() - since) / NANOS_PER_SECOND;
    return new OperationStats(
        operation,
        OperationKind.INTERNAL,
        null,
        null,
        count,
        count - errors,
        errors,
        0,
        0,
        count == 0 ? null : (double) errors / count,
        measured <= 0 ? null : count / measured,
        toMillis(durations.meanNanos()),
        toMillis(durations.minNanos()),
        toMillis(durations.maxNanos()),
        toMillis(durations.percentileNanos(50)),
        toMillis(durations.percentileNanos(75)),
        toMillis(durations.percentileNanos(90)),
        toMillis(durations.percentileNanos(95)),
        toMillis(durations.percentileNanos(99)),
        toMillis(durations.percentileNanos(99.9)),
        counted.stream().filter(call -> call.nanos() >= SLOW.toNanos()).count(),
        counted.stream().filter(call -> call.nanos() >= VERY_SLOW.toNanos()).count(),
        apdex(counted),
        null,
        null,
        null,
        Map.of());
  }

  private static @Nullable Double apdex(List<Call> counted) {
    double score = 0;
    for (Call call : counted) {
      int bucket = Buckets.indexOf(call.nanos());
      if (call.success() && bucket <= Buckets.indexOf(APDEX.toNanos())) {
        score += 1;
      } else if (call.success() && bucket <= Buckets.indexOf(4 * APDEX.toNanos())) {
        score += 0.5;
      }
    }
    return counted.isEmpty() ? null : score / counted.size();
  }

  private static @Nullable Double toMillis(@Nullable Number nanos) {
    return nanos == null ? null : nanos.doubleValue() / NANOS_PER_MILLI;
  }

  /** The ends of one level's steps, each with the number of the interval that begins there. */
  private static final class Steps {
    private final long step;
    private final long retention;
    private final TreeMap<Long, Integer> ends = new TreeMap<>();

    Steps(Duration step, Duration retention) {
      this.step = step.toNanos();
      this.retention = retention.toNanos();
    }

    boolean close(long now, int interval) {
      boolean due = now / step > last() / step;
      if (due) {
        ends.put(now, interval);
      }
      return due;
    }

    void clear(long now) {
      ends.clear();
      ends.put(now, 0);
    }

    long first() {
      return ends.firstKey();
    }

    long last() {
      return ends.lastKey();
    }

    /** Returns where the step begins that holds a time, if it is still kept; else null. */
    Map.@Nullable Entry<Long, Integer> stepHolding(long time, long now) {
      Map.Entry<Long, Integer> end = ends.higherEntry(time);
      boolean kept = end != null && now - end.getKey() < retention;
      return kept ? ends.floorEntry(time) : null;
    }
  }
}
