// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import dev.lapwing.http.StatsAccess;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * The settings of the monitor; what is not set keeps its default. The monitor's builder checks
 * them.
 *
 * @param enabled whether anything is recorded and served
 * @param service name of the service; spring.application.name by default
 * @param instance what tells this process from others of the service; host name and process id by
 *     default
 * @param version version of the service; not told by default
 * @param slowOperationThreshold duration from which on a call is slow
 * @param verySlowOperationThreshold duration from which on a call is very slow; 5 times the slow
 *     one by default
 * @param operationThresholds slow and very slow by pattern of the operation's name, such as "GET
 *     /reports/*=2s:10s"; the last that matches counts
 * @param sampleRatio which part of the calls of internal operations is measured, 0 to 1, by pattern
 *     of the operation's name, such as "cache.*=0.01"; the last that matches counts
 * @param recentSamples how many of the latest calls of each operation are kept for exports, 0 to
 *     1,000; none by default
 * @param apdexThreshold duration up to which a call satisfies
 * @param ignore patterns of paths that are not recorded, such as "/internal/**"
 * @param path where the stats are served; no slash at the end
 * @param access who may read the stats; by default whoever is on the same machine, with Spring
 *     Security also whoever is authenticated, or with a token whoever shows it
 * @param token what readers show where access is by token, 16 to 256 visible ASCII characters
 * @param maxHttpOperations how many HTTP operations are told apart, 1 to 10,000
 * @param maxInternalOperations how many internal operations are told apart, 1 to 10,000
 * @param historyMemory the most that the history may hold, 1MB to 4GB
 * @param lostCallAfter duration after which a call that never ended leaves the calls in flight
 * @param logSlowOperations whether slow operations are logged, at most 10 in 10 seconds
 */
@ConfigurationProperties("lapwing")
record LapwingProperties(
    @Nullable Boolean enabled,
    @Nullable String service,
    @Nullable String instance,
    @Nullable String version,
    @Nullable Duration slowOperationThreshold,
    @Nullable Duration verySlowOperationThreshold,
    @Nullable List<String> operationThresholds,
    @Nullable List<String> sampleRatio,
    @Nullable Integer recentSamples,
    @Nullable Duration apdexThreshold,
    @Nullable List<String> ignore,
    @Nullable String path,
    @Nullable StatsAccess access,
    @Nullable String token,
    @Nullable Integer maxHttpOperations,
    @Nullable Integer maxInternalOperations,
    @Nullable DataSize historyMemory,
    @Nullable Duration lostCallAfter,
    @Nullable Boolean logSlowOperations) {

  /**
   * Returns what is set, as text and by the names that the monitor's builder knows from the
   * environment. Spring has read the environment by now, in its own order of precedence.
   */
  Map<String, String> asEnvironment() {
    Map<String, String> texts = new LinkedHashMap<>();
    put(texts, "enabled", enabled);
    put(texts, "service", service);
    put(texts, "instance", instance);
    put(texts, "version", version);
    put(texts, "slow-operation-threshold", slowOperationThreshold);
    put(texts, "very-slow-operation-threshold", verySlowOperationThreshold);
    put(texts, "operation-thresholds", joined(operationThresholds));
    put(texts, "sample-ratio", joined(sampleRatio));
    put(texts, "recent-samples", recentSamples);
    put(texts, "apdex-threshold", apdexThreshold);
    put(texts, "ignore", joined(ignore));
    put(texts, "path", path);
    put(texts, "access", access);
    put(texts, "token", token);
    put(texts, "max-http-operations", maxHttpOperations);
    put(texts, "max-internal-operations", maxInternalOperations);
    put(texts, "history-memory", historyMemory == null ? null : historyMemory.toBytes());
    put(texts, "lost-call-after", lostCallAfter);
    put(texts, "log-slow-operations", logSlowOperations);
    return texts;
  }

  private static void put(Map<String, String> texts, String property, @Nullable Object value) {
    if (value != null) {
      String name = "LAPWING_" + property.toUpperCase(Locale.ROOT).replace('-', '_');
      texts.put(name, value.toString());
    }
  }

  private static @Nullable String joined(@Nullable List<String> texts) {
    return texts == null || texts.isEmpty() ? null : String.join(",", texts);
  }
}
