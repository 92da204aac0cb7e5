// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.recording.InFlight;
import dev.lapwing.recording.Measuring;
import dev.lapwing.recording.Operation;
import dev.lapwing.recording.Recording;
import dev.lapwing.recording.Registry;
import dev.lapwing.recording.Thresholds;
import dev.lapwing.stats.DurationShape;
import dev.lapwing.stats.OperationKind;
import dev.lapwing.stats.OperationStats;
import dev.lapwing.stats.Outcome;
import dev.lapwing.stats.Series;
import dev.lapwing.stats.StatsWindow;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Windows, and the naive history of the same calls and ticks. */
final class TwinWindows {
  private static final String[] OPERATIONS = {"api.read", "api.write", "db.query", "job"};

  private final Recording recording =
      new Recording(
          new Registry(10, 10, route -> route, (kind, name) -> Measuring.all(thresholds())), true);
  private final InFlight<Object> inFlight = new InFlight<>();
  private final Windows windows = new Windows(recording, inFlight, NaiveHistory.APDEX, 1L << 30);
  private final NaiveHistory naive = new NaiveHistory();
  private final Deque<Integer> places = new ArrayDeque<>();
  private final Random random;
  private long now;

  TwinWindows(Random random) {
    this.random = random;
  }

  private static Thresholds thresholds() {
    return new Thresholds(NaiveHistory.SLOW.toNanos(), NaiveHistory.VERY_SLOW.toNanos());
  }

  /** Lets any operation be called, with any duration. */
  void call() {
    String operation = OPERATIONS[random.nextInt(OPERATIONS.length)];
    long nanos = DurationShape.MIXED.draw(random);
    boolean success = random.nextInt(8) > 0;
    naive.call(operation, success, nanos);
    recording
        .registry()
        .internal(operation)
        .record(success ? Outcome.SUCCESS : Outcome.ERROR, 0, nanos);
  }

  /** Lets a request begin or end. */
  void request() {
    if (places.isEmpty() || random.nextInt(5) < 3) {
      naive.begin();
      places.push(inFlight.begin(this));
    } else {
      naive.end();
      inFlight.end(places.pop());
    }
  }

  void tickAfter(Duration gap) {
    now += gap.toNanos();
    naive.tick(now);
    windows.tick(now);
  }

  void clearAfter(Duration gap) {
    now += gap.toNanos();
    naive.clear(now);
    windows.clear(now);
  }

  void clearApiAfter(Duration gap) {
    now += gap.toNanos();
    naive.clear(each -> each.startsWith("api."), now);
    windows.clear(each -> each.name().startsWith("api."), now);
  }

  /** Reads the total first, so that every call that ended is folded and its operation known. */
  void assertEqual() {
    assertEqual(StatsWindow.TOTAL);
    for (StatsWindow window : StatsWindow.values()) {
      assertEqual(window);
    }
  }

  /**
   * Asserts that the series of a window begins and ends as the window does, says in each step what
   * the naive history says of the same time, and adds up to the window.
   */
  void assertSeriesEqual(StatsWindow window, int points) {
    WindowStats whole = windows.read(window, now);
    List<Operation> operations = whole.mostCounted(each -> each.name().startsWith("api."));
    SeriesStats series = windows.readSeries(window, points, OperationKind.INTERNAL, operations);
    List<Long> starts = new ArrayList<>(series.fromNanos());
    starts.add(series.toNanos());
    assertThat(series.startNanos()).isEqualTo(whole.fromNanos()).isEqualTo(starts.get(0));
    assertThat(series.toNanos()).isEqualTo(whole.toNanos());
    assertThat(series.complete()).isEqualTo(whole.complete());
    assertThat(series.stepNanos() * points).isGreaterThanOrEqualTo(window.length().toNanos());
    assertStepsEqual(series.totals(), starts, each -> true);
    assertThat(IntStream.range(0, series.totals().steps()).mapToLong(series.totals()::count).sum())
        .isEqualTo(whole.totals(OperationKind.INTERNAL).count());
    assertThat(List.copyOf(series.operations().keySet())).isEqualTo(operations);
    series
        .operations()
        .forEach(
            (operation, numbers) ->
                assertStepsEqual(numbers, starts, each -> each.equals(operation.name())));
  }

  private void assertStepsEqual(Series actual, List<Long> starts, Predicate<String> operations) {
    assertThat(actual.steps()).isEqualTo(starts.size() - 1);
    for (int i = 0; i < actual.steps(); i++) {
      NaiveHistory.Step step = naive.step(starts.get(i), starts.get(i + 1), operations);
      assertThat(actual.count(i)).isEqualTo(step.count());
      assertThat(actual.errors(i)).isEqualTo(step.errors());
      assertThat(actual.p50Nanos(i)).isEqualTo(step.durations().percentileNanos(50));
      assertThat(actual.p95Nanos(i)).isEqualTo(step.durations().percentileNanos(95));
      assertThat(actual.p99Nanos(i)).isEqualTo(step.durations().percentileNanos(99));
      assertThat(actual.maxNanos(i)).isEqualTo(step.durations().maxNanos());
    }
  }

  WindowStats assertEqual(StatsWindow window) {
    WindowStats actual = windows.read(window, now);
    NaiveHistory.Span span = naive.span(window, now);
    assertThat(actual.fromNanos()).as("from of %s", window).isEqualTo(span.fromNanos());
    assertThat(actual.toNanos()).as("to of %s", window).isEqualTo(span.toNanos());
    assertThat(actual.complete()).as("completeness of %s", window).isEqualTo(span.complete());
    assertThat(actual.activePeak()).as("peak of %s", window).isEqualTo(naive.peak(window, now));
    List<OperationStats> rows = new ArrayList<>(actual.rows(each -> true));
    rows.sort(Comparator.comparing(OperationStats::operation));
    assertThat(rows).as("rows of %s", window).isEqualTo(naive.rows(window, now));
    return actual;
  }
}
