// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.http.StatsEndpoint;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the stats are served, unless the application has a controller of its own there. Its
 * functions do not tell their paths, so they are known when one of them answers; the stats are left
 * what none of them does. Thread-safe.
 */
final class StatsMount {
  private static final Logger LOG = LoggerFactory.getLogger("dev.lapwing");

  private final StatsEndpoint endpoint;
  private final String base;
  private final AtomicBoolean shared = new AtomicBoolean();
  private volatile boolean open = true;
  private volatile boolean certain;

  StatsMount(PerformanceMonitor monitor) {
    this.endpoint = monitor.http().endpoint();
    this.base = endpoint.basePath();
  }

  /** Returns whether the path of a request, below whatever base, can be one of the endpoint's. */
  boolean mayHave(String path) {
    return path.contains(base);
  }

  /**
   * Returns the rest of a path below the base, empty for the base itself; null for a path that is
   * not the endpoint's.
   *
   * @param path below the application's own base
   */
  @Nullable String below(String path) {
    if (!open || !path.startsWith(base)) {
      return null;
    }
    String rest = path.substring(base.length());
    return rest.isEmpty() || rest.charAt(0) == '/' ? rest : null;
  }

  /** Returns whether a request to a path is left out from the beginning, as readers are. */
  boolean isForReaders(String path) {
    return certain && !shared.get() && below(path) != null;
  }

  /** Notes that a request to the endpoint came through to it. */
  void served() {
    certain = true;
  }

  /**
   * Leaves the base to the application if one of its patterns is there or below.
   *
   * @param complete whether these are all patterns; else a request is known to be for the stats
   *     only once one has come through to there
   */
  void giveWayTo(Stream<String> patterns, boolean complete) {
    certain = complete;
    patterns.filter(pattern -> below(pattern) != null).findFirst().ifPresent(this::giveWay);
  }

  private void giveWay(String pattern) {
    open = false;
    endpoint.yieldTo(pattern);
  }

  /**
   * Notes that a function of the application, which is asked first, answers at a path. From now on
   * every request there is measured until it comes through to the endpoint.
   */
  void answeredByApplication(String path) {
    if (below(path) != null && shared.compareAndSet(false, true)) {
      LOG.warn(
          "A function of the application answers requests at {}: they are recorded from now on, and"
              + " the stats endpoint serves only those that it leaves. Set lapwing.path to a path"
              + " that is free.",
          path);
    }
  }
}
