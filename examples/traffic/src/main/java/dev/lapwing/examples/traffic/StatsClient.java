// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.traffic;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the stats of a service on this machine; with the token of the environment, if it has one.
 */
final class StatsClient {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final @Nullable String TOKEN = System.getenv("LAPWING_TOKEN");

  private final URI stats;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  StatsClient(URI stats) {
    this.stats = Target.checked(stats);
  }

  /**
   * Asks for all operations in a window.
   *
   * @throws IOException when the service answers no stats, with a sentence that says what instead
   */
  StatsView read(String window) throws IOException, InterruptedException {
    URI uri = URI.create(stats + "?window=" + window + "&sort=-count&limit=10000");
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(PATIENCE);
    if (TOKEN != null) {
      request.header("Lapwing-Token", TOKEN);
    }
    HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException(uri + " answered " + response.statusCode());
    }
    try {
      return StatsView.of(MAPPER.readTree(response.body()));
    } catch (JacksonException e) {
      throw new IOException(uri + " answered no JSON", e);
    }
  }
}
