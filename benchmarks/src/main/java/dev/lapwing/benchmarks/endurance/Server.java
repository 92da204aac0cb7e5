// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.endurance;

import dev.lapwing.client.StatsClient;
import dev.lapwing.stats.StatsDocument;
import dev.lapwing.stats.StatsWindow;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** One of the servers, as its own endpoint tells of it. */
final class Server {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String name;
  private final URI series;
  private final StatsClient stats;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final Ticks ticks = new Ticks();

  Server(String name, URI stats) {
    this.name = name;
    this.stats = StatsClient.builder(stats).timeout(PATIENCE).build();
    this.series = URI.create(stats + "/series?window=1m&points=60");
  }

  String name() {
    return name;
  }

  /** Returns all since the start. */
  StatsDocument read() throws IOException, InterruptedException {
    return stats.poll(StatsWindow.TOTAL);
  }

  /** Takes note of the ticks of the last minute. */
  void readTicks() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(series).timeout(PATIENCE).build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(series + " was answered " + response.statusCode());
    }
    ticks.add(response.body());
  }

  /** Returns when it ticked. */
  Ticks ticks() {
    return ticks;
  }
}
