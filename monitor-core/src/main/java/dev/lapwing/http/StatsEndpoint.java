// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import dev.lapwing.stats.StatsDocument;
import dev.lapwing.stats.StatsQuery;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers requests to the stats endpoint, whatever the framework. Thread-safe. */
@SuppressWarnings("UnusedVariable")
public final class StatsEndpoint {
  private final String basePath;
  private final StatsAccess access;
  private final @Nullable String token;
  private final Function<StatsQuery, StatsDocument> source;
  private final Runnable clear;

  /**
   * @param basePath where an adapter mounts it, with a leading and no trailing slash
   * @param token what {@link StatsAccess#TOKEN} asks for; null with any other access
   * @param source makes documents
   * @param clear zeroes the numbers
   */
  public StatsEndpoint(
      String basePath,
      StatsAccess access,
      @Nullable String token,
      Function<StatsQuery, StatsDocument> source,
      Runnable clear) {
    this.basePath = basePath;
    this.access = access;
    this.token = token;
    this.source = source;
    this.clear = clear;
  }

  /** Returns where an adapter mounts it, with a leading and no trailing slash. */
  public String basePath() {
    return basePath;
  }

  /**
   * Returns the answer to a request. Never throws; may take milliseconds, so not for event loops.
   */
  public StatsReply handle(StatsRequest request) {
    return new StatsReply(404, Map.of(), StatsReply.Body.NONE);
  }
}
