// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import dev.lapwing.http.StatsAccess;
import dev.lapwing.recording.Measuring;
import dev.lapwing.recording.Thresholds;
import dev.lapwing.spi.IntervalListener;
import dev.lapwing.spi.SlowOperationListener;
import dev.lapwing.stats.Glob;
import dev.lapwing.stats.OperationKind;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a builder built: checked, complete, immutable. */
record Settings(
    boolean enabled,
    String service,
    @Nullable String chosenInstance,
    @Nullable String version,
    Thresholds thresholds,
    List<PatternThresholds> operationThresholds,
    List<PatternRatio> sampleRatios,
    int recentSamples,
    Duration apdexThreshold,
    List<Glob> ignored,
    String path,
    StatsAccess access,
    @Nullable String token,
    int maxHttpOperations,
    int maxInternalOperations,
    long historyBytes,
    Duration lostCallAfter,
    boolean logSlowOperations,
    List<SlowOperationListener> slowOperationListeners,
    List<IntervalListener> intervalListeners,
    TimeSource timeSource) {

  /**
   * The host name and process id. Made when a document first needs it: to ask for the id loads much
   * of the JDK, which would take a part of every service's start.
   */
  private static final class DefaultInstance {
    private static final String NAME =
        System.getenv().getOrDefault("HOSTNAME", "localhost") + "-" + ProcessHandle.current().pid();
  }

  /** Returns what tells this process from others of the service. */
  String instance() {
    return chosenInstance == null ? DefaultInstance.NAME : chosenInstance;
  }

  /** The thresholds of the operations whose names match a pattern. */
  record PatternThresholds(Glob pattern, Thresholds thresholds) {}

  /** The part that is measured of the calls of the operations whose names match a pattern. */
  record PatternRatio(Glob pattern, double ratio) {}

  /** Returns how an operation is measured: as the last pattern says that matches. */
  Measuring measuringOf(OperationKind kind, String operation) {
    return new Measuring(
        thresholdsOf(operation),
        kind == OperationKind.INTERNAL ? sampleRatioOf(operation) : 1,
        recentSamples);
  }

  private double sampleRatioOf(String operation) {
    double found = 1;
    for (PatternRatio each : sampleRatios) {
      if (each.pattern().matches(operation)) {
        found = each.ratio();
      }
    }
    return found;
  }

  private Thresholds thresholdsOf(String operation) {
    Thresholds found = thresholds;
    for (PatternThresholds each : operationThresholds) {
      if (each.pattern().matches(operation)) {
        found = each.thresholds();
      }
    }
    return found;
  }
}
