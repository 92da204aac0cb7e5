// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import dev.lapwing.PerformanceMonitor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the stats are served, unless the application has a route of its own there. Its controllers
 * are known from the start; its functions do not tell their paths, so they are known when one of
 * them answers. Thread-safe.
 */
final class StatsMount {
  private static final Logger LOG = LoggerFactory.getLogger("dev.lapwing");

  private final String base;
  private final AtomicBoolean open = new AtomicBoolean(true);
  private volatile boolean certain;

  StatsMount(PerformanceMonitor monitor) {
    this.base = monitor.http().endpoint().basePath();
  }

  /**
   * Returns the rest of a path below the base, empty for the base itself; null for a path that is
   * not the endpoint's.
   *
   * @param path below the application's own base
   */
  @Nullable String below(String path) {
    if (!open.get() || !path.startsWith(base)) {
      return null;
    }
    String rest = path.substring(base.length());
    return rest.isEmpty() || rest.charAt(0) == '/' ? rest : null;
  }

  /** Returns whether a request to a path is left out from the beginning, as readers are. */
  boolean isForReaders(String path) {
    return certain && below(path) != null;
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

  /** Notes that a function of the application, which is asked first, answers at a path. */
  void answeredByApplication(String path) {
    if (below(path) != null) {
      giveWay(path);
    }
  }

  private void giveWay(String place) {
    if (open.compareAndSet(true, false)) {
      LOG.warn(
          "The application has a route of its own at {}: the stats endpoint is not served,"
              + " requests are recorded all the same. Set lapwing.path to a path that is free.",
          place);
    }
  }
}
