// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.recording.InFlight;
import dev.lapwing.recording.Measuring;
import dev.lapwing.recording.Recording;
import dev.lapwing.recording.Registry;
import dev.lapwing.recording.Thresholds;
import dev.lapwing.stats.Distribution;
import dev.lapwing.stats.DurationShape;
import dev.lapwing.stats.OperationKind;
import dev.lapwing.stats.OperationStats;
import dev.lapwing.stats.Outcome;
import dev.lapwing.stats.StatsWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The numbers of random requests, of each operation and of all together. */
class HttpTotalsTest {
  private static final Thresholds SLOW = new Thresholds(1_000_000, 100_000_000);
  private static final Thresholds SLOW_REPORTS = new Thresholds(50_000_000, 50_000_000);

  private record Call(String route, Outcome outcome, int status, long nanos) {
    boolean answered() {
      return outcome != Outcome.ABORTED;
    }

    String statusText() {
      return answered() ? Integer.toString(status) : "aborted";
    }

    Thresholds thresholds() {
      return route.startsWith("/reports") ? SLOW_REPORTS : SLOW;
    }
  }

  @Property(tries = 100)
  void numbers_areThoseOfTheRequests(
      @ForAll @IntRange(min = 0, max = 400) int count, @ForAll Random random) {
    Recording recording =
        new Recording(
            new Registry(
                10,
                10,
                route -> route,
                (kind, name) ->
                    Measuring.all(name.startsWith("GET /reports") ? SLOW_REPORTS : SLOW)),
            true);
    Windows windows = new Windows(recording, new InFlight<>(), Duration.ofMillis(5), 1 << 20);
    List<Call> calls = new ArrayList<>();
    recording.registry().internal("not.http").record(Outcome.SUCCESS, 0, 1);
    for (int i = 0; i < count; i++) {
      Call call = random(random);
      calls.add(call);
      recording
          .registry()
          .http("GET", call.route())
          .record(call.outcome(), call.status(), call.nanos());
    }
    windows.tick(1_000_000_000);

    for (StatsWindow window : List.of(StatsWindow.TOTAL, StatsWindow.ONE_HOUR)) {
      WindowStats stats = windows.read(window, 1_000_000_000);
      assertNumbers(stats.totals(OperationKind.HTTP), calls);
      for (OperationStats row : stats.rows(each -> each.kind() == OperationKind.HTTP)) {
        assertNumbers(row, calls.stream().filter(c -> c.route().equals(row.route())).toList());
      }
    }
  }

  private static Call random(Random random) {
    String route = List.of("/a", "/reports/{id}", "/c/{id}").get(random.nextInt(3));
    int[] statuses = {0, 200, 200, 200, 204, 302, 400, 404, 499, 500, 502, 599};
    int status = statuses[random.nextInt(statuses.length)];
    boolean failed = status == 0 || status >= 500 || random.nextInt(10) == 0;
    Outcome outcome =
        random.nextInt(6) == 0 ? Outcome.ABORTED : failed ? Outcome.ERROR : Outcome.SUCCESS;
    return new Call(route, outcome, status, DurationShape.MIXED.draw(random));
  }

  private static void assertNumbers(OperationStats stats, List<Call> calls) {
    assertThat(stats.count()).isEqualTo(calls.size());
    assertThat(stats.successCount()).isEqualTo(count(calls, c -> c.outcome() == Outcome.SUCCESS));
    assertThat(stats.errorCount()).isEqualTo(count(calls, c -> c.outcome() == Outcome.ERROR));
    assertThat(stats.abortedCount()).isEqualTo(count(calls, c -> !c.answered()));
    assertThat(stats.clientErrorCount())
        .isEqualTo(count(calls, c -> c.outcome() == Outcome.SUCCESS && c.status() / 100 == 4));
    assertThat(stats.count())
        .isEqualTo(stats.successCount() + stats.errorCount() + stats.abortedCount());
    assertThat(stats.statuses()).isEqualTo(statusesOf(calls));
    assertThat(stats.slowCount())
        .isEqualTo(count(calls, c -> c.nanos() >= c.thresholds().slowNanos()));
    assertThat(stats.verySlowCount())
        .isEqualTo(count(calls, c -> c.nanos() >= c.thresholds().verySlowNanos()));

    Distribution answered = distribution(calls, Call::answered);
    assertThat(stats.p50()).isEqualTo(OperationTally.toMillis(answered.percentileNanos(50)));
    assertThat(stats.p999()).isEqualTo(OperationTally.toMillis(answered.percentileNanos(99.9)));
    assertThat(stats.avgDuration()).isEqualTo(OperationTally.toMillis(answered.meanNanos()));
    assertThat(stats.minDuration()).isEqualTo(OperationTally.toMillis(answered.minNanos()));
    assertThat(stats.maxDuration()).isEqualTo(OperationTally.toMillis(answered.maxNanos()));
    Distribution aborted = distribution(calls, c -> !c.answered());
    assertThat(stats.abortedP99()).isEqualTo(OperationTally.toMillis(aborted.percentileNanos(99)));
    assertThat(stats.abortedMax()).isEqualTo(OperationTally.toMillis(aborted.maxNanos()));
  }

  private static long count(List<Call> calls, Predicate<Call> filter) {
    return calls.stream().filter(filter).count();
  }

  private static Map<String, Long> statusesOf(List<Call> calls) {
    return calls.stream().collect(Collectors.groupingBy(Call::statusText, Collectors.counting()));
  }

  private static Distribution distribution(List<Call> calls, Predicate<Call> filter) {
    return Distribution.of(calls.stream().filter(filter).mapToLong(Call::nanos).toArray());
  }
}
