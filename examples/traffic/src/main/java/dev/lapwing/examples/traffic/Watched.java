// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.traffic;

import dev.lapwing.client.StatsClient;
import dev.lapwing.client.StatsClientBuilder;
import dev.lapwing.stats.StatsDocument;
import dev.lapwing.stats.StatsWindow;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/**
 * A service whose stats are read over HTTP, as anybody reads them.
 *
 * @param before what had been counted when it was first looked at
 */
record Watched(String name, StatsClient stats, StatsDocument before) {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Asks the service for the first time. */
  static Watched of(String name, URI stats) throws IOException, InterruptedException {
    StatsClientBuilder builder = StatsClient.builder(Target.checked(stats)).timeout(PATIENCE);
    String token = System.getenv("LAPWING_TOKEN");
    StatsClient client = (token == null ? builder : builder.token(token)).build();
    return new Watched(name, client, client.poll(StatsWindow.TOTAL));
  }
}
