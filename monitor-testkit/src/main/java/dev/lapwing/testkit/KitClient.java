// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.config.HttpClientConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.Headers;
import io.restassured.response.Response;

/** Sends plain requests, and reads the stats document. */
final class KitClient {
  private static final int TIMEOUT_MILLIS = 20_000;
  private static final RestAssuredConfig CONFIG =
      RestAssuredConfig.config()
          .httpClient(
              HttpClientConfig.httpClientConfig()
                  .setParam("http.connection.timeout", TIMEOUT_MILLIS)
                  .setParam("http.socket.timeout", TIMEOUT_MILLIS));

  private final int port;
  private final String statsPath;

  KitClient(int port, String statsPath) {
    this.port = port;
    this.statsPath = statsPath;
  }

  /**
   * Sends a request with a path and query that are encoded already; follows no redirect. What the
   * stats endpoint replies is held to its schema.
   */
  Response send(String method, String path, Headers headers) {
    Response reply =
        given()
            .config(CONFIG)
            .baseUri("http://127.0.0.1")
            .port(port)
            .header("Connection", "close")
            .headers(headers)
            .urlEncodingEnabled(false)
            .redirects()
            .follow(false)
            .request(method, path);
    if (path.startsWith(statsPath) && reply.contentType().contains("json")) {
      Replies.requireValid(reply.contentType(), reply.asString());
    }
    return reply;
  }

  /** Reads the stats document. */
  StatsView stats() {
    Response reply = send("GET", statsPath, new Headers());
    assertThat(reply.statusCode()).as("status of " + statsPath).isEqualTo(200);
    assertThat(reply.contentType()).startsWith("application/json");
    return StatsView.of(Replies.parse(reply.asString()));
  }
}
