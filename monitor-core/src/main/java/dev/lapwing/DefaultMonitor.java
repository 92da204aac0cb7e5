// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import dev.lapwing.events.EventQueue;
import dev.lapwing.events.SlowOperationLog;
import dev.lapwing.events.SlowOperationStore;
import dev.lapwing.http.HttpCall;
import dev.lapwing.http.HttpMonitor;
import dev.lapwing.http.LostCalls;
import dev.lapwing.http.RouteTemplate;
import dev.lapwing.http.StatsAccess;
import dev.lapwing.http.StatsEndpoint;
import dev.lapwing.recording.InFlight;
import dev.lapwing.recording.Operation;
import dev.lapwing.recording.Recording;
import dev.lapwing.recording.Registry;
import dev.lapwing.runtime.Faults;
import dev.lapwing.runtime.GuardedClock;
import dev.lapwing.spi.IntervalListener;
import dev.lapwing.spi.SlowOperationListener;
import dev.lapwing.stats.IntervalStats;
import dev.lapwing.stats.MetricsExport;
import dev.lapwing.stats.OperationStats;
import dev.lapwing.stats.Outcome;
import dev.lapwing.stats.SlowOperation;
import dev.lapwing.stats.SlowOperations;
import dev.lapwing.stats.StatsDocument;
import dev.lapwing.stats.StatsFields;
import dev.lapwing.stats.StatsWindow;
import dev.lapwing.window.Windows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The monitor itself: makes its parts and joins them. */
final class DefaultMonitor implements PerformanceMonitor {
  private static final Logger LOG = LoggerFactory.getLogger("dev.lapwing");
  private static final Duration TICK = Duration.ofSeconds(1);

  private final Faults faults = new Faults();
  private final InFlight<HttpCall> inFlight = new InFlight<>();
  private final MonitorClock clock;
  private final Recording recording;
  private final InternalOperations internals;
  private final Windows windows;
  private final SlowOperationStore slowOperations;
  private final List<EventQueue<SlowOperation>> slowListeners = new ArrayList<>();
  private final List<EventQueue<IntervalStats>> intervalListeners = new ArrayList<>();
  private final Ticker ticker;
  private final DocumentMaker documents;
  private final HttpMonitor http;
  private TimeSource.@Nullable Beat beat;

  private DefaultMonitor(Settings settings) {
    TimeSource time = settings.timeSource();
    clock = new MonitorClock(time, faults);
    Registry registry =
        new Registry(
            settings.maxHttpOperations(),
            settings.maxInternalOperations(),
            RouteTemplate::normalise,
            settings::measuringOf);
    recording = new Recording(registry, settings.enabled());
    // Without the detour: begin and end wait for every load before they can read the clock.
    boolean ofMachine = time == TimeSource.system();
    LongSupplier nanoTime = ofMachine ? System::nanoTime : time::nanoTime;
    GuardedClock guarded = new GuardedClock(nanoTime, faults);
    internals = new InternalOperations(recording, guarded, faults);
    windows = new Windows(recording, inFlight, settings.apdexThreshold(), settings.historyBytes());
    slowOperations = new SlowOperationStore(recording.slowCalls(), clock::wallTimeOf);
    ticker =
        new Ticker(
            time,
            clock,
            windows,
            new LostCalls(inFlight, recording, settings.lostCallAfter().toNanos()),
            slowOperations,
            slowListeners,
            intervalListeners,
            faults);
    documents =
        new DocumentMaker(
            settings,
            clock,
            recording,
            inFlight,
            windows,
            ticker,
            slowOperations,
            this::self,
            this::clear);
    StatsEndpoint endpoint =
        new StatsEndpoint(settings.path(), settings.access(), settings.token(), documents, faults);
    http = new HttpMonitor(recording, inFlight, guarded, faults, settings.ignored(), endpoint);
  }

  /** Makes a monitor and starts its threads; a disabled one has none. */
  static DefaultMonitor start(Settings settings) {
    DefaultMonitor monitor = new DefaultMonitor(settings);
    if (settings.enabled()) {
      logReaders(settings);
      monitor.startListeners(settings);
      monitor.beat = settings.timeSource().every(TICK, monitor.ticker);
    }
    return monitor;
  }

  private static void logReaders(Settings settings) {
    LOG.atLevel(settings.access() == StatsAccess.OPEN ? Level.WARN : Level.INFO)
        .log("{} may be read by {}", settings.path(), readersOf(settings.access()));
  }

  private static String readersOf(StatsAccess access) {
    return switch (access) {
      case LOOPBACK ->
          "programs on this machine alone; a proxy on it that adds no forwarded header cannot be"
              + " told apart: behind one, set lapwing.token";
      case AUTHENTICATED ->
          "programs on this machine, and whomever the service's own security has authenticated";
      case TOKEN -> "whoever shows the token";
      case DELEGATED -> "whomever the service's own security lets through";
      case OPEN -> "everybody, because lapwing.access is open";
    };
  }

  private void startListeners(Settings settings) {
    List<SlowOperationListener> listeners = new ArrayList<>(settings.slowOperationListeners());
    if (settings.logSlowOperations()) {
      listeners.add(new SlowOperationLog(settings.timeSource()::nanoTime));
    }
    for (SlowOperationListener each : listeners) {
      String name = "slow-listener-" + (slowListeners.size() + 1);
      slowListeners.add(new EventQueue<>(name, each::onSlowOperation, faults));
    }
    for (IntervalListener each : settings.intervalListeners()) {
      String name = "interval-listener-" + (intervalListeners.size() + 1);
      intervalListeners.add(new EventQueue<>(name, each::onInterval, faults));
    }
  }

  @Override
  public <T extends @Nullable Object, E extends Exception> T trackOperation(
      String operation, TrackedCall<T, E> work, Map<String, String> metadata) throws E {
    return internals.track(operation, work, metadata);
  }

  @Override
  public <S extends CompletionStage<?>> S trackOperationAsync(
      String operation, Supplier<S> work, Map<String, String> metadata) {
    return internals.trackAsync(operation, work, metadata);
  }

  @Override
  public Timer startTimer(String operation) {
    return internals.startTimer(operation);
  }

  @Override
  public void record(String operation, Duration duration, boolean success) {
    Objects.requireNonNull(duration, "duration == null");
    internals.record(operation, duration, success ? Outcome.SUCCESS : Outcome.ERROR);
  }

  @Override
  public @Nullable OperationStats getStats(String operation) {
    Objects.requireNonNull(operation, "operation == null");
    return getStats(StatsWindow.TOTAL, each -> each.name().equals(operation)).stream()
        .findFirst()
        .orElse(null);
  }

  @Override
  public List<OperationStats> getStats(StatsWindow window) {
    return getStats(window, each -> true);
  }

  List<OperationStats> getStats(StatsWindow window, Predicate<Operation> filter) {
    List<OperationStats> rows = windows.read(window, clock.elapsedNanos()).rows(filter);
    rows.sort(StatsFields.order("operation", false));
    return rows;
  }

  @Override
  public MetricsExport exportMetrics() {
    return exportMetrics(each -> true);
  }

  MetricsExport exportMetrics(Predicate<Operation> filter) {
    return documents.export(filter);
  }

  @Override
  public SlowOperations getSlowOperations() {
    return getSlowOperations(each -> true);
  }

  SlowOperations getSlowOperations(Predicate<Operation> filter) {
    ticker.handOnSlowOperations();
    return slowOperations.samples(filter);
  }

  @Override
  public PerformanceMonitor scope(String prefix) {
    return new ScopedMonitor(this, Checks.name("scope", prefix) + ".");
  }

  @Override
  public void clear() {
    windows.clear(clock.elapsedNanos());
    forgetSamples(each -> true);
  }

  void clear(Predicate<Operation> filter) {
    windows.clear(filter, clock.elapsedNanos());
    forgetSamples(filter);
  }

  private void forgetSamples(Predicate<Operation> filter) {
    recording.registry().operations().stream().filter(filter).forEach(Operation::clearRecentCalls);
    ticker.handOnSlowOperations();
    slowOperations.clear(filter);
  }

  @Override
  public HttpMonitor http() {
    return http;
  }

  @Override
  public void close() {
    if (!recording.isRunning()) {
      return;
    }
    recording.stop();
    if (beat != null) {
      beat.close();
    }
    ticker.run();
    slowListeners.forEach(EventQueue::close);
    intervalListeners.forEach(EventQueue::close);
  }

  private StatsDocument.Self self() {
    long dropped =
        recording.slowCalls().dropped()
            + slowListeners.stream().mapToLong(EventQueue::dropped).sum()
            + intervalListeners.stream().mapToLong(EventQueue::dropped).sum();
    return new StatsDocument.Self(
        windows.recordedCalls(),
        windows.ownCostNanos(),
        windows.bytesHeld(),
        ticker.tickMicros(),
        faults.swallowed(),
        dropped,
        inFlight.withoutPlace(),
        recording.lostCalls().sum(),
        recording.negativeDurations().sum());
  }
}
