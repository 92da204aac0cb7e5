// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.micronaut;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings that can be made by property, as text; the monitor's builder checks them.
 *
 * @param enabled whether anything is recorded and served: true (the default) or false
 * @param service the name of the service; micronaut.application.name by default
 * @param instance what tells this process from others of the service; host name and process id by
 *     default
 * @param version the version of the service; not told by default
 * @param slowOperationThreshold the duration from which on a call is slow; 1s by default
 * @param verySlowOperationThreshold the duration from which on a call is very slow; 5 times the
 *     slow one by default
 * @param operationThresholds thresholds by pattern of the operation's name, such as GET
 *     /reports/*=2s:10s; the last that matches counts
 * @param sampleRatio which part of an internal operation's calls is measured, by pattern of its
 *     name, such as cache.*=0.01; all are counted
 * @param recentSamples how many of the latest calls of each operation an export gives, 0 to 1000; 0
 *     by default
 * @param apdexThreshold the duration up to which a call satisfies; 500ms by default
 * @param ignore patterns of paths that are not recorded, such as /internal/**
 * @param path where the stats are served; /stats by default
 * @param access who may read the stats: loopback (the default), authenticated, token, delegated or
 *     open
 * @param token what readers show where access is by token: 16 to 256 visible ASCII characters
 * @param maxHttpOperations how many HTTP operations are told apart, 1 to 10000; 700 by default
 * @param maxInternalOperations how many internal operations are told apart, 1 to 10000; 200 by
 *     default
 * @param historyMemory the most that the history may hold, 1MB to 4GB; 32MB by default
 * @param lostCallAfter the duration after which a call that never ended leaves the calls in flight;
 *     15m by default
 * @param logSlowOperations whether slow operations are logged: true (the default) or false
 */
@ConfigurationProperties("lapwing")
record LapwingProperties(
    @Nullable String enabled,
    @Nullable String service,
    @Nullable String instance,
    @Nullable String version,
    @Nullable String slowOperationThreshold,
    @Nullable String verySlowOperationThreshold,
    @Nullable List<String> operationThresholds,
    @Nullable List<String> sampleRatio,
    @Nullable String recentSamples,
    @Nullable String apdexThreshold,
    @Nullable List<String> ignore,
    @Nullable String path,
    @Nullable String access,
    @Nullable String token,
    @Nullable String maxHttpOperations,
    @Nullable String maxInternalOperations,
    @Nullable String historyMemory,
    @Nullable String lostCallAfter,
    @Nullable String logSlowOperations) {

  /** Returns what is set, by the names that it has in the environment. */
  Map<String, String> asEnvironment() {
    Map<String, String> texts = new LinkedHashMap<>();
    put(texts, "ENABLED", enabled);
    put(texts, "SERVICE", service);
    put(texts, "INSTANCE", instance);
    put(texts, "VERSION", version);
    put(texts, "SLOW_OPERATION_THRESHOLD", slowOperationThreshold);
    put(texts, "VERY_SLOW_OPERATION_THRESHOLD", verySlowOperationThreshold);
    put(texts, "OPERATION_THRESHOLDS", joined(operationThresholds));
    put(texts, "SAMPLE_RATIO", joined(sampleRatio));
    put(texts, "RECENT_SAMPLES", recentSamples);
    put(texts, "APDEX_THRESHOLD", apdexThreshold);
    put(texts, "IGNORE", joined(ignore));
    put(texts, "PATH", path);
    put(texts, "ACCESS", access);
    put(texts, "TOKEN", token);
    put(texts, "MAX_HTTP_OPERATIONS", maxHttpOperations);
    put(texts, "MAX_INTERNAL_OPERATIONS", maxInternalOperations);
    put(texts, "HISTORY_MEMORY", historyMemory);
    put(texts, "LOST_CALL_AFTER", lostCallAfter);
    put(texts, "LOG_SLOW_OPERATIONS", logSlowOperations);
    return texts;
  }

  private static void put(Map<String, String> texts, String name, @Nullable String text) {
    if (text != null) {
      texts.put(LapwingFactory.ENVIRONMENT_PREFIX + name, text);
    }
  }

  private static @Nullable String joined(@Nullable List<String> texts) {
    return texts == null ? null : String.join(",", texts);
  }
}
