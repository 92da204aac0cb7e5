// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.runner;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads from a server's stats endpoint how many requests Lapwing counted; those reads are not. */
final class LapwingCount {

  private static final int ATTEMPTS = 1_000;

  private final HttpClient http = HttpClient.newHttpClient();

  /** All requests since the start, as soon as none is under way any more. */
  long settled(ServerProcess server) throws IOException {
    try {
      JsonNode stats = read(server);
      for (int i = 0; i < ATTEMPTS && stats.get("activeRequests").intValue() > 0; i++) {
        Thread.sleep(5);
        stats = read(server);
      }
      return stats.get("totals").get("count").longValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the stats were read", e);
    }
  }

  private JsonNode read(ServerProcess server) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(server.uri("/stats?limit=1")).build();
    HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException(request.uri() + " answered " + response.statusCode());
    }
    return JsonMapper.shared().readTree(response.body());
  }
}
