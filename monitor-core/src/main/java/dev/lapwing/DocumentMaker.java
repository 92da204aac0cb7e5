// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import dev.lapwing.events.SlowOperationStore;
import dev.lapwing.http.ActiveCalls;
import dev.lapwing.http.HttpCall;
import dev.lapwing.http.StatsSource;
import dev.lapwing.recording.InFlight;
import dev.lapwing.recording.Operation;
import dev.lapwing.recording.Recording;
import dev.lapwing.stats.ActiveDocument;
import dev.lapwing.stats.ActiveQuery;
import dev.lapwing.stats.Distribution;
import dev.lapwing.stats.MetricsExport;
import dev.lapwing.stats.OperationDetails;
import dev.lapwing.stats.OperationDocument;
import dev.lapwing.stats.OperationKind;
import dev.lapwing.stats.OperationQuery;
import dev.lapwing.stats.OperationStats;
import dev.lapwing.stats.RecentSample;
import dev.lapwing.stats.SeriesDocument;
import dev.lapwing.stats.SeriesQuery;
import dev.lapwing.stats.SlowDocument;
import dev.lapwing.stats.SlowOperations;
import dev.lapwing.stats.SlowQuery;
import dev.lapwing.stats.StatsDocument;
import dev.lapwing.stats.StatsFields;
import dev.lapwing.stats.StatsQuery;
import dev.lapwing.stats.StatsWindow;
import dev.lapwing.stats.WindowSpan;
import dev.lapwing.window.SeriesStats;
import dev.lapwing.window.WindowStats;
import dev.lapwing.window.Windows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts documents together out of what the parts of a monitor know. Thread-safe. */
final class DocumentMaker implements StatsSource {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Settings settings;
  private final MonitorClock clock;
  private final Recording recording;
  private final InFlight<HttpCall> inFlight;
  private final ActiveCalls activeCalls;
  private final Windows windows;
  private final Ticker ticker;
  private final SlowOperationStore slowOperations;
  private final Supplier<StatsDocument.Self> self;
  private final Runnable clear;

  DocumentMaker(
      Settings settings,
      MonitorClock clock,
      Recording recording,
      InFlight<HttpCall> inFlight,
      Windows windows,
      Ticker ticker,
      SlowOperationStore slowOperations,
      Supplier<StatsDocument.Self> self,
      Runnable clear) {
    this.settings = settings;
    this.clock = clock;
    this.recording = recording;
    this.inFlight = inFlight;
    this.activeCalls = new ActiveCalls(inFlight, clock::wallTimeOf);
    this.windows = windows;
    this.ticker = ticker;
    this.slowOperations = slowOperations;
    this.self = self;
    this.clear = clear;
  }

  @Override
  public StatsDocument stats(StatsQuery query) {
    long now = clock.elapsedNanos();
    // First, so that a call which ends meanwhile is counted, or in flight, or both; never neither.
    int active = inFlight.active();
    WindowStats stats = windows.read(query.window(), now);
    List<OperationStats> rows =
        new ArrayList<>(stats.rows(operation -> query.matches(operation.name(), operation.kind())));
    rows.sort(StatsFields.order(query.sort(), query.descending()));
    int from = Math.min(query.offset(), rows.size());
    int to = (int) Math.min((long) from + query.limit(), rows.size());
    return new StatsDocument(
        service(now),
        clock.now(),
        span(query.window(), stats),
        active,
        stats.activePeak(),
        streams(stats.streamLifetimes()),
        stats.totals(kindOfTotals(query.kind())),
        rows.subList(from, to),
        rows.size(),
        recording.registry().overflowed(),
        ticker.memory(),
        self.get());
  }

  private static OperationKind kindOfTotals(@Nullable OperationKind asked) {
    return asked == null ? OperationKind.HTTP : asked;
  }

  @Override
  public @Nullable OperationDocument operation(OperationQuery query) {
    long now = clock.elapsedNanos();
    WindowStats stats = windows.read(query.window(), now);
    Operation operation = find(query, stats.operations().keySet());
    OperationDetails details = operation == null ? null : stats.details(operation);
    return details == null
        ? null
        : new OperationDocument(
            service(now),
            clock.now(),
            span(query.window(), stats),
            details,
            samples(each -> each == operation));
  }

  private static @Nullable Operation find(OperationQuery query, Set<Operation> operations) {
    return operations.stream()
        .filter(each -> query.kind() == null || query.kind() == each.kind())
        .filter(each -> each.name().equals(query.name()))
        .min(Comparator.comparing(Operation::kind))
        .orElse(null);
  }

  MetricsExport export(Predicate<Operation> filter) {
    long now = clock.elapsedNanos();
    WindowStats stats = windows.read(StatsWindow.TOTAL, now);
    List<MetricsExport.OperationExport> operations = new ArrayList<>();
    stats.operations().keySet().stream()
        .filter(filter)
        .sorted(Comparator.comparing(Operation::name).thenComparing(Operation::kind))
        .forEach(
            operation -> {
              OperationDetails details = stats.details(operation);
              if (details != null) {
                operations.add(
                    new MetricsExport.OperationExport(details, recentSamples(operation)));
              }
            });
    return new MetricsExport(service(now), clock.now(), span(StatsWindow.TOTAL, stats), operations);
  }

  private List<RecentSample> recentSamples(Operation operation) {
    return operation.recentCalls().stream()
        .map(
            call ->
                new RecentSample(
                    clock.wallTimeOf(call.startNanos()),
                    call.nanos() / NANOS_PER_MILLI,
                    call.success()))
        .toList();
  }

  @Override
  public SeriesDocument series(SeriesQuery query) {
    long now = clock.elapsedNanos();
    List<Operation> matching = matching(query, now);
    List<Operation> chosen = matching.subList(0, Math.min(query.limit(), matching.size()));
    SeriesStats series =
        windows.readSeries(query.window(), query.points(), kindOfTotals(query.kind()), chosen);
    List<SeriesDocument.OfOperation> operations = new ArrayList<>();
    series
        .operations()
        .forEach(
            (operation, numbers) ->
                operations.add(
                    new SeriesDocument.OfOperation(operation.name(), operation.kind(), numbers)));
    // One reading of the clocks for all, so that no step begins beside the end of another.
    Instant origin = clock.wallTimeOfElapsed(0);
    return new SeriesDocument(
        service(now),
        clock.now(),
        new WindowSpan(
            query.window(),
            origin.plusNanos(series.startNanos()),
            origin.plusNanos(series.toNanos()),
            series.complete()),
        (long) (series.stepNanos() / NANOS_PER_SECOND),
        series.fromNanos().stream().map(origin::plusNanos).toList(),
        series.totals(),
        operations,
        matching.size());
  }

  private List<Operation> matching(SeriesQuery query, long now) {
    return query.operations().isEmpty()
        ? List.of()
        : windows
            .read(query.window(), now)
            .mostCounted(operation -> query.matches(operation.name(), operation.kind()));
  }

  @Override
  public SlowDocument slow(SlowQuery query) {
    SlowOperations samples = samples(operation -> query.matches(operation.name()));
    return new SlowDocument(
        service(clock.elapsedNanos()),
        clock.now(),
        new SlowOperations(
            first(samples.slowest(), query.limit()), first(samples.latest(), query.limit())));
  }

  private static <T> List<T> first(List<T> all, int limit) {
    return all.subList(0, Math.min(limit, all.size()));
  }

  private SlowOperations samples(Predicate<Operation> filter) {
    ticker.handOnSlowOperations();
    return slowOperations.samples(filter);
  }

  @Override
  public ActiveDocument active(ActiveQuery query) {
    return new ActiveDocument(
        service(clock.elapsedNanos()),
        clock.now(),
        inFlight.active(),
        activeCalls.oldestFirst(clock.nanoTime(), query.limit()));
  }

  @Override
  public String version(StatsWindow window) {
    return windows.version(window)
        + "-"
        + inFlight.active()
        + "."
        + inFlight.peak()
        + "."
        + recording.streams().open();
  }

  @Override
  public String slowVersion() {
    ticker.handOnSlowOperations();
    return Long.toString(slowOperations.version());
  }

  @Override
  public void clear() {
    clear.run();
  }

  private StatsDocument.Service service(long now) {
    return new StatsDocument.Service(
        settings.service(),
        settings.instance(),
        settings.version(),
        clock.startedAt(),
        now / NANOS_PER_SECOND);
  }

  private WindowSpan span(StatsWindow window, WindowStats stats) {
    return new WindowSpan(
        window,
        clock.wallTimeOfElapsed(stats.fromNanos()),
        clock.wallTimeOfElapsed(stats.toNanos()),
        stats.complete());
  }

  private StatsDocument.Streams streams(Distribution lifetimes) {
    return new StatsDocument.Streams(
        recording.streams().open(),
        lifetimes.count(),
        toMillis(lifetimes.percentileNanos(50)),
        toMillis(lifetimes.maxNanos()));
  }

  private static @Nullable Double toMillis(@Nullable Long nanos) {
    return nanos == null ? null : nanos / NANOS_PER_MILLI;
  }
}
