// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.micronaut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.examples.orders.Shop;
import dev.lapwing.examples.traffic.DemoOptions;
import dev.lapwing.examples.traffic.Screen;
import dev.lapwing.stats.OperationStats;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrdersServiceTest {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static ApplicationContext context;
  private static URI base;
  private static PerformanceMonitor monitor;

  @BeforeAll
  static void start() {
    context = ApplicationContext.run(Map.of("micronaut.server.port", -1));
    base = context.getBean(EmbeddedServer.class).start().getURI();
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
        "/|200|GET /",
        "/orders|200|GET /orders",
        "/orders/|200|GET /orders",
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
        "/no/such/path|404|GET (unmatched)",
        "/orders/1/2/3|404|GET (unmatched)"
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
    assertThat(placed.body()).contains("\"createdAt\":\"20");
    String location = placed.headers().firstValue("Location").orElseThrow();
    assertThat(get(location).body()).isEqualTo(placed.body());
    String payment = "{\"orderId\":" + location.substring("/orders/".length()) + "}";
    assertThat(post("/payments", payment).statusCode()).isEqualTo(201);
    assertThat(post("/payments", payment).statusCode()).isEqualTo(409);
    assertThat(stats("POST /payments").statuses()).isEqualTo(Map.of("201", 1L, "409", 1L));
    assertThat(stats("database.payment.insert").count()).isOne();
  }

  @Test
  void whatIsNoOrderIsRefused() throws Exception {
    assertThat(post("/orders", "{\"customerId\":").statusCode()).isEqualTo(400);
    assertThat(post("/orders", "{\"customerId\":7,\"lines\":[]}").statusCode()).isEqualTo(400);
    assertThat(stats("POST /orders").statuses()).isEqualTo(Map.of("400", 2L));
  }

  @Test
  void aListenerHearsOfAnOrderAndIsCountedOnceFromTheHeadOn() throws Exception {
    HttpResponse<InputStream> events =
        CLIENT.send(request("/events").build(), BodyHandlers.ofInputStream());
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(events.body(), StandardCharsets.UTF_8))) {
      assertThat(lines.readLine()).isNotEmpty();
      assertThat(stats("GET /events").statuses()).isEqualTo(Map.of("200", 1L));
      post("/orders", "{\"customerId\":7,\"lines\":[{\"productId\":1,\"quantity\":1}]}");
      assertThat(lines.lines().filter(line -> line.contains("orderId")).findFirst())
          .hasValueSatisfying(data -> assertThat(data).contains("\"status\":\"NEW\""));
    }
    Shop shop = context.getBean(Shop.class);
    await("the place in the feed to be free again")
        .untilAsserted(() -> assertThat(shop.events().listeners()).isZero());
    assertThat(stats("GET /events").count()).isOne();
  }

  @Test
  void aClientThatLeavesAnExportIsCountedAsAborted() throws Exception {
    HttpResponse<InputStream> export =
        CLIENT.send(request("/export/orders.csv?days=400").build(), BodyHandlers.ofInputStream());
    assertThat(export.body().readNBytes(10)).hasSize(10);
    export.body().close();
    assertThat(stats("GET /export/orders.csv").abortedCount()).isOne();
  }

  @Test
  void whatTrafficSentIsWhatLapwingCounted() throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Screen screen = Screen.plain(new PrintStream(printed, true, StandardCharsets.UTF_8));
    boolean equal = OrdersDemo.run(new DemoOptions(0, 100, 3), screen);
    String text = printed.toString(StandardCharsets.UTF_8);
    assertThat(equal).as(text).isTrue();
    assertThat(text).contains("/stats?pretty=true", "all requests", "GET /orders/{id}");
  }

  /** A call is counted a moment after the client has its last byte. */
  private static OperationStats stats(String operation) {
    return await(operation).until(() -> monitor.getStats(operation), stats -> stats != null);
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return CLIENT.send(request(path).build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(String path, String json)
      throws IOException, InterruptedException {
    return CLIENT.send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build(),
        BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path));
  }
}
