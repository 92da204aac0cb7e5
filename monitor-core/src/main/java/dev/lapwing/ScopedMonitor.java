// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import dev.lapwing.http.HttpMonitor;
import dev.lapwing.recording.Operation;
import dev.lapwing.stats.MetricsExport;
import dev.lapwing.stats.OperationKind;
import dev.lapwing.stats.OperationStats;
import dev.lapwing.stats.SlowOperations;
import dev.lapwing.stats.StatsWindow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A view of a monitor that sees and makes only internal operations whose names have a prefix. */
final class ScopedMonitor implements PerformanceMonitor {
  /** More than a monitor has internal operations by default. */
  private static final int MAX_KNOWN_NAMES = 512;

  private final DefaultMonitor monitor;
  private final String prefix;

  /** Names with their prefix, so that a known one costs a lookup alone. */
  private final Map<String, String> prefixedNames = new ConcurrentHashMap<>();

  /**
   * @param prefix with the dot at its end
   */
  ScopedMonitor(DefaultMonitor monitor, String prefix) {
    this.monitor = monitor;
    this.prefix = prefix;
  }

  private String prefixed(String operation) {
    String known = prefixedNames.get(Objects.requireNonNull(operation, "operation name == null"));
    if (known != null) {
      return known;
    }
    String name = prefix + Checks.name("operation name", operation);
    if (prefixedNames.size() < MAX_KNOWN_NAMES) {
      prefixedNames.put(operation, name);
    }
    return name;
  }

  private boolean isMine(Operation operation) {
    return operation.kind() == OperationKind.INTERNAL && operation.name().startsWith(prefix);
  }

  @Override
  public <T extends @Nullable Object, E extends Exception> T trackOperation(
      String operation, TrackedCall<T, E> work, Map<String, String> metadata) throws E {
    return monitor.trackOperation(prefixed(operation), work, metadata);
  }

  @Override
  public <S extends CompletionStage<?>> S trackOperationAsync(
      String operation, Supplier<S> work, Map<String, String> metadata) {
    return monitor.trackOperationAsync(prefixed(operation), work, metadata);
  }

  @Override
  public Timer startTimer(String operation) {
    return monitor.startTimer(prefixed(operation));
  }

  @Override
  public void record(String operation, Duration duration, boolean success) {
    monitor.record(prefixed(operation), duration, success);
  }

  @Override
  public @Nullable OperationStats getStats(String operation) {
    return monitor.getStats(prefix + Objects.requireNonNull(operation, "operation == null"));
  }

  @Override
  public List<OperationStats> getStats(StatsWindow window) {
    return monitor.getStats(window, this::isMine);
  }

  @Override
  public MetricsExport exportMetrics() {
    return monitor.exportMetrics(this::isMine);
  }

  @Override
  public <T> T instrument(Class<T> type, T target) {
    return TrackedProxy.make(this, prefix, type, target);
  }

  @Override
  public SlowOperations getSlowOperations() {
    return monitor.getSlowOperations(this::isMine);
  }

  @Override
  public PerformanceMonitor scope(String inner) {
    return new ScopedMonitor(monitor, prefix + Checks.name("scope", inner) + ".");
  }

  @Override
  public void clear() {
    monitor.clear(this::isMine);
  }

  @Override
  public HttpMonitor http() {
    return monitor.http();
  }

  @Override
  public void close() {
    // The monitor is closed by whoever built it.
  }
}
