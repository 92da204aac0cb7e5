// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.stats.OperationStats;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

class OrdersApplicationTest {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static ConfigurableApplicationContext context;
  private static PerformanceMonitor monitor;

  @BeforeAll
  static void start() {
    context = SpringApplication.run(OrdersApplication.class, "--server.port=0");
    monitor = context.getBean(PerformanceMonitor.class);
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @BeforeEach
  void forget() {
    monitor.clear();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/orders|200|GET /orders",
        "/orders?status=NEW&q=gift&limit=3|200|GET /orders",
        "/orders?limit=0|400|GET /orders",
        "/orders/17|200|GET /orders/{id}",
        "/orders/999999999|404|GET /orders/{id}",
        "/orders/abc|400|GET /orders/{id}",
        "/orders/17/quote|200|GET /orders/{id}/quote",
        "/orders/999999999/quote|404|GET /orders/{id}/quote",
        "/customers/7/orders|200|GET /customers/{id}/orders",
        "/customers/99999/orders|404|GET /customers/{id}/orders",
        "/reports/revenue?days=1|200|GET /reports/revenue",
        "/reports/revenue?days=x|400|GET /reports/revenue",
        "/export/orders.csv?days=1|200|GET /export/orders.csv",
        "/no/such/path|404|GET (unmatched)"
      })
  void everyRouteAnswersAndIsOneOperation(String path, int status, String operation)
      throws Exception {
    assertThat(get(path).statusCode()).isEqualTo(status);

    OperationStats stats = stats(operation);
    assertThat(stats.count()).isOne();
    assertThat(stats.statuses()).isEqualTo(Map.of(Integer.toString(status), 1L));
  }

  @Test
  void anOrderIsPlacedAndThenPaid() throws Exception {
    HttpResponse<String> placed =
        post("/orders", "{\"customerId\":7,\"lines\":[{\"productId\":1,\"quantity\":2}]}");
    assertThat(placed.statusCode()).isEqualTo(201);
    String location = placed.headers().firstValue("Location").orElseThrow();
    assertThat(get(location).body()).isEqualTo(placed.body());

    String payment = "{\"orderId\":" + location.substring("/orders/".length()) + "}";
    assertThat(post("/payments", payment).statusCode()).isIn(201, 500, 503);
    assertThat(stats("POST /payments").count()).isOne();
    assertThat(post("/orders", "no order").statusCode()).isEqualTo(400);
  }

  @Test
  void statsAreNamedAfterTheApplication() throws Exception {
    assertThat(get("/stats").body()).contains("\"name\":\"orders\"");
  }

  private static OperationStats stats(String operation) {
    await().until(() -> monitor.getStats(operation) != null);
    return monitor.getStats(operation);
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return CLIENT.send(request(path).build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(String path, String json) throws Exception {
    return CLIENT.send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build(),
        BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String path) {
    String port = context.getEnvironment().getRequiredProperty("local.server.port");
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }
}
