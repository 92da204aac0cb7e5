// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import dev.lapwing.http.StatsAccess;
import dev.lapwing.spi.IntervalListener;
import dev.lapwing.spi.SlowOperationListener;
import dev.lapwing.stats.Glob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Makes a {@link PerformanceMonitor}. Every setter checks its argument at once and throws {@link
 * IllegalArgumentException} with a sentence that names the setting, the value and what is allowed;
 * null is refused with {@link NullPointerException}.
 *
 * <p>{@link #build()} then lets the environment ({@code LAPWING_...}) and, above it, system
 * properties ({@code lapwing....}) override what the code set, so that whoever runs a service has
 * the last word. Not thread-safe.
 */
public final class PerformanceMonitorBuilder {
  private static final int MAX_RECENT_SAMPLES = 1_000;
  private static final int MAX_OPERATIONS = 10_000;
  private static final long MIN_HISTORY_BYTES = 1L << 20;
  private static final long MAX_HISTORY_BYTES = 4L << 30;
  private static final int MIN_TOKEN_LENGTH = 16;
  private static final int VERY_SLOW_FACTOR = 5;
  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

  private boolean enabled = true;
  private String service = "unknown_service:java";
  private @Nullable String instance;
  private @Nullable String version;
  private Duration slow = Duration.ofSeconds(1);
  private @Nullable Duration verySlow;
  private final List<Settings.PatternThresholds> operationThresholds = new ArrayList<>();
  private final List<Settings.PatternRatio> sampleRatios = new ArrayList<>();
  private int recentSamples;
  private Duration apdexThreshold = Duration.ofMillis(500);
  private final List<Glob> ignored = new ArrayList<>();
  private String path = "/stats";
  private @Nullable StatsAccess access;
  private @Nullable String token;
  private int maxHttpOperations = 700;
  private int maxInternalOperations = 200;
  private long historyBytes = 32L << 20;
  private Duration lostCallAfter = Duration.ofMinutes(15);
  private boolean logSlowOperations = true;
  private final List<SlowOperationListener> slowOperationListeners = new ArrayList<>();
  private final List<IntervalListener> intervalListeners = new ArrayList<>();
  private TimeSource timeSource = TimeSource.system();
  private Map<String, String> environment = System.getenv();

  PerformanceMonitorBuilder() {}

  /** Sets whether anything is recorded at all; default true. */
  public PerformanceMonitorBuilder enabled(boolean value) {
    enabled = value;
    return this;
  }

  /** Sets the name of the service; default {@code unknown_service:java}. */
  public PerformanceMonitorBuilder service(String name) {
    service = Checks.name("service", name);
    return this;
  }

  /** Sets what tells this process from others of the service; default host name and process id. */
  public PerformanceMonitorBuilder instance(String name) {
    instance = Checks.name("instance", name);
    return this;
  }

  /** Sets the version of the service; not told by default. */
  public PerformanceMonitorBuilder version(String name) {
    version = Checks.name("version", name);
    return this;
  }

  /** Sets from which duration on a call is slow: 1 ns to 365 days; default 1 s. */
  public PerformanceMonitorBuilder slowOperationThreshold(Duration threshold) {
    slow = Checks.positive("slowOperationThreshold", threshold);
    return this;
  }

  /**
   * Sets from which duration on a call is very slow: 1 ns to 365 days, not below the slow
   * threshold; default 5 times that.
   */
  public PerformanceMonitorBuilder verySlowOperationThreshold(Duration threshold) {
    verySlow = Checks.positive("verySlowOperationThreshold", threshold);
    return this;
  }

  /**
   * Sets other thresholds for the operations whose names match a {@link Glob}. Where several match,
   * the one that was set last counts.
   */
  public PerformanceMonitorBuilder operationThresholds(
      String pattern, Duration slow, Duration verySlow) {
    Glob names = Checks.glob("operationThresholds", pattern);
    Checks.positive("operationThresholds", slow);
    Checks.positive("operationThresholds", verySlow);
    operationThresholds.add(
        new Settings.PatternThresholds(
            names, Checks.thresholds("operationThresholds of " + pattern, slow, verySlow)));
    return this;
  }

  /**
   * Sets which part of the calls is measured of the internal operations whose names match a {@link
   * Glob}: 0 to 1. The others are counted, with their outcome, but no clock is read for them; so
   * durations, slow calls and Apdex come from the part that is measured, while counts stay exact.
   * Timers and durations that are recorded ready are always measured. Where several patterns match,
   * the one that was set last counts. By default every call is measured.
   */
  public PerformanceMonitorBuilder sampleRatio(String pattern, double ratio) {
    Glob names = Checks.glob("sampleRatio", pattern);
    Checks.require(ratio >= 0 && ratio <= 1, "sampleRatio must be 0 to 1", ratio);
    sampleRatios.add(new Settings.PatternRatio(names, ratio));
    return this;
  }

  /**
   * Sets how many of the latest calls of each operation are kept for {@link
   * PerformanceMonitor#exportMetrics}: 0 to 1,000; default 0. Each takes about 48 bytes.
   */
  public PerformanceMonitorBuilder recentSamples(int count) {
    recentSamples = Checks.inRange("recentSamples", count, 0, MAX_RECENT_SAMPLES);
    return this;
  }

  /** Sets the Apdex threshold, up to which a call satisfies: 1 ns to 365 days; default 500 ms. */
  public PerformanceMonitorBuilder apdexThreshold(Duration threshold) {
    apdexThreshold = Checks.positive("apdexThreshold", threshold);
    return this;
  }

  /** Adds patterns of paths whose requests are not recorded, each a {@link Glob}. */
  public PerformanceMonitorBuilder ignore(String... patterns) {
    for (String pattern : patterns) {
      ignored.add(Checks.glob("ignore", pattern));
    }
    return this;
  }

  /** Sets where adapters serve the stats; default {@code /stats}. */
  public PerformanceMonitorBuilder path(String basePath) {
    Checks.require(
        PATH.matcher(Objects.requireNonNull(basePath, "path == null")).matches(),
        "path must be segments of letters, digits and ._~- each after a slash, such as /stats",
        basePath);
    path = basePath;
    return this;
  }

  /** Sets who may read the stats; default {@link StatsAccess#LOOPBACK}, or token if one is set. */
  public PerformanceMonitorBuilder access(StatsAccess mode) {
    access = Objects.requireNonNull(mode, "access == null");
    return this;
  }

  /**
   * Sets the token that {@link StatsAccess#TOKEN} asks for: 16 visible ASCII characters or more.
   */
  public PerformanceMonitorBuilder token(String secret) {
    Objects.requireNonNull(secret, "token == null");
    boolean visible = secret.chars().allMatch(character -> character > ' ' && character < 0x7f);
    if (secret.length() < MIN_TOKEN_LENGTH
        || secret.length() > Checks.MAX_NAME_LENGTH
        || !visible) {
      throw new IllegalArgumentException(
          "token must be %d to %d visible ASCII characters, but was one of %d (not shown)"
              .formatted(MIN_TOKEN_LENGTH, Checks.MAX_NAME_LENGTH, secret.length()));
    }
    token = secret;
    return this;
  }

  /** Sets how many HTTP operations are told apart: 1 to 10,000; default 700. */
  public PerformanceMonitorBuilder maxHttpOperations(int limit) {
    maxHttpOperations = Checks.inRange("maxHttpOperations", limit, 1, MAX_OPERATIONS);
    return this;
  }

  /** Sets how many internal operations are told apart: 1 to 10,000; default 200. */
  public PerformanceMonitorBuilder maxInternalOperations(int limit) {
    maxInternalOperations = Checks.inRange("maxInternalOperations", limit, 1, MAX_OPERATIONS);
    return this;
  }

  /** Sets the most bytes that history may hold: 1 MB to 4 GB; default 32 MB. */
  public PerformanceMonitorBuilder historyMemory(long bytes) {
    Checks.require(
        bytes >= MIN_HISTORY_BYTES && bytes <= MAX_HISTORY_BYTES,
        "historyMemory must be 1 MB to 4 GB in bytes",
        bytes);
    historyBytes = bytes;
    return this;
  }

  /** Sets the age from which on a call counts as lost: 1 ns to 365 days; default 15 minutes. */
  public PerformanceMonitorBuilder lostCallAfter(Duration age) {
    lostCallAfter = Checks.positive("lostCallAfter", age);
    return this;
  }

  /** Sets whether slow operations are logged, at most 10 in 10 seconds; default true. */
  public PerformanceMonitorBuilder logSlowOperations(boolean value) {
    logSlowOperations = value;
    return this;
  }

  /** Adds a listener of slow operations. */
  public PerformanceMonitorBuilder onSlowOperation(SlowOperationListener listener) {
    slowOperationListeners.add(Objects.requireNonNull(listener, "listener == null"));
    return this;
  }

  /** Adds a listener of intervals. */
  public PerformanceMonitorBuilder onInterval(IntervalListener listener) {
    intervalListeners.add(Objects.requireNonNull(listener, "listener == null"));
    return this;
  }

  /** Sets where time comes from; default the machine's clocks. */
  public PerformanceMonitorBuilder timeSource(TimeSource source) {
    timeSource = Objects.requireNonNull(source, "timeSource == null");
    return this;
  }

  /** Replaces the environment that {@link #build()} reads; default that of the process. */
  public PerformanceMonitorBuilder environment(Map<String, String> variables) {
    environment = Map.copyOf(variables);
    return this;
  }

  /**
   * Builds the monitor and starts its threads, which are daemons.
   *
   * @throws IllegalArgumentException if the environment or a system property holds a value that is
   *     not allowed, or settings contradict each other
   */
  public PerformanceMonitor build() {
    Set<String> unknown = Setting.unknownAmong(environment.keySet());
    if (!unknown.isEmpty()) {
      LoggerFactory.getLogger("dev.lapwing")
          .warn("unknown settings in the environment: {}", unknown);
    }
    Setting.applyAll(this, environment);
    return DefaultMonitor.start(settings());
  }

  private Settings settings() {
    if (access == StatsAccess.TOKEN && token == null) {
      throw new IllegalArgumentException("access is token, but no token is set");
    }
    if (access != null && access != StatsAccess.TOKEN && token != null) {
      throw new IllegalArgumentException(
          "a token is set, but access is " + access + "; set one of them, or access to token");
    }
    Duration effectiveVerySlow =
        verySlow == null ? Duration.ofNanos(slow.toNanos() * VERY_SLOW_FACTOR) : verySlow;
    return new Settings(
        enabled,
        service,
        instance,
        version,
        Checks.thresholds("verySlowOperationThreshold", slow, effectiveVerySlow),
        List.copyOf(operationThresholds),
        List.copyOf(sampleRatios),
        recentSamples,
        apdexThreshold,
        List.copyOf(ignored),
        path,
        access != null ? access : token != null ? StatsAccess.TOKEN : StatsAccess.LOOPBACK,
        token,
        maxHttpOperations,
        maxInternalOperations,
        historyBytes,
        lostCallAfter,
        logSlowOperations,
        List.copyOf(slowOperationListeners),
        List.copyOf(intervalListeners),
        timeSource);
  }
}
