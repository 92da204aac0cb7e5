// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import dev.lapwing.http.StatsAccess;
import dev.lapwing.recording.Thresholds;
import dev.lapwing.spi.IntervalListener;
import dev.lapwing.spi.SlowOperationListener;
import dev.lapwing.stats.Glob;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a builder built: checked, complete, immutable. */
record Settings(
    boolean enabled,
    String service,
    String instance,
    @Nullable String version,
    Thresholds thresholds,
    List<PatternThresholds> operationThresholds,
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

  /** The thresholds of the operations whose names match a pattern. */
  record PatternThresholds(Glob pattern, Thresholds thresholds) {}

  /** Returns the thresholds of an operation: the last pattern that matches, else those of all. */
  Thresholds thresholdsOf(String operation) {
    Thresholds found = thresholds;
    for (PatternThresholds each : operationThresholds) {
      if (each.pattern().matches(operation)) {
        found = each.thresholds();
      }
    }
    return found;
  }
}
