// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.window;

import dev.lapwing.stats.StatsWindow;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** Windows say the same as a history that keeps every call, whatever happens in whatever order. */
class WindowModelTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private static final StatsWindow[] WINDOWS_WITH_STEPS =
      Arrays.stream(StatsWindow.values())
          .filter(window -> window.length() != null)
          .toArray(StatsWindow[]::new);

  /** Something that happens. */
  enum Event {
    CALLS,
    TICKS_ON_TIME,
    TICKS_A_LITTLE_LATE,
    TICK_AFTER_SECONDS,
    TICK_AFTER_MINUTES,
    TICK_AFTER_HOURS,
    IDLE_HOUR,
    REQUESTS,
    CLEAR,
    CLEAR_API
  }

  @Property(tries = 300)
  void windows_equalTheNaiveHistoryAfterEveryEvent(
      @ForAll("histories") List<Tuple.Tuple2<Event, Integer>> history, @ForAll Random random) {
    TwinWindows twins = new TwinWindows(random);
    for (Tuple.Tuple2<Event, Integer> each : history) {
      let(each.get1(), each.get2(), twins, random);
      twins.assertEqual();
    }
  }

  @Property(tries = 100)
  void series_addUpToTheWindowAndSayOfEachStepWhatTheNaiveHistorySays(
      @ForAll("histories") List<Tuple.Tuple2<Event, Integer>> history,
      @ForAll @IntRange(min = 1, max = 360) int points,
      @ForAll Random random) {
    TwinWindows twins = new TwinWindows(random);
    for (Tuple.Tuple2<Event, Integer> each : history) {
      let(each.get1(), each.get2(), twins, random);
      StatsWindow window = WINDOWS_WITH_STEPS[random.nextInt(WINDOWS_WITH_STEPS.length)];
      twins.assertSeriesEqual(window, points);
    }
  }

  @Provide
  Arbitrary<List<Tuple.Tuple2<Event, Integer>>> histories() {
    Arbitrary<Event> event =
        Arbitraries.frequency(
            Tuple.of(8, Event.CALLS),
            Tuple.of(8, Event.TICKS_ON_TIME),
            Tuple.of(6, Event.TICKS_A_LITTLE_LATE),
            Tuple.of(4, Event.TICK_AFTER_SECONDS),
            Tuple.of(2, Event.TICK_AFTER_MINUTES),
            Tuple.of(1, Event.TICK_AFTER_HOURS),
            Tuple.of(1, Event.IDLE_HOUR),
            Tuple.of(3, Event.REQUESTS),
            Tuple.of(1, Event.CLEAR),
            Tuple.of(2, Event.CLEAR_API));
    return Combinators.combine(event, Arbitraries.integers().between(1, 300))
        .as(Tuple::of)
        .list()
        .ofMinSize(1)
        .ofMaxSize(40);
  }

  private static void let(Event event, int times, TwinWindows twins, Random random) {
    switch (event) {
      case CALLS -> repeat(times, twins::call);
      case TICKS_ON_TIME -> repeat(times, () -> callAndTick(twins, SECOND, random));
      case TICKS_A_LITTLE_LATE ->
          repeat(times, () -> callAndTick(twins, SECOND.plusMillis(random.nextInt(400)), random));
      case TICK_AFTER_SECONDS ->
          callAndTick(twins, SECOND.multipliedBy(times).dividedBy(5), random);
      case TICK_AFTER_MINUTES -> callAndTick(twins, SECOND.multipliedBy(10L * times), random);
      case TICK_AFTER_HOURS -> callAndTick(twins, Duration.ofHours(times % 30 + 1), random);
      case IDLE_HOUR -> repeat(3_600, () -> twins.tickAfter(SECOND));
      case REQUESTS -> repeat(times, twins::request);
      case CLEAR -> twins.clearAfter(Duration.ofNanos(random.nextInt(2_000_000_000)));
      case CLEAR_API -> twins.clearApiAfter(Duration.ofNanos(random.nextInt(2_000_000_000)));
    }
  }

  private static void callAndTick(TwinWindows twins, Duration gap, Random random) {
    repeat(random.nextInt(3), twins::call);
    if (random.nextInt(10) == 0) {
      twins.request();
    }
    twins.tickAfter(gap);
  }

  private static void repeat(int times, Runnable action) {
    for (int i = 0; i < times; i++) {
      action.run();
    }
  }
}
