// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lapwing.examples.orders.Shop;
import dev.lapwing.stats.OperationStats;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the orders service does on every framework, and what Lapwing counts of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class OrdersServiceContract {

  private static final String ORDER =
      "{\"customerId\":7,\"lines\":[{\"productId\":1,\"quantity\":2}]}";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final OrdersService.Starter starter;
  private OrdersService service;

  protected OrdersServiceContract(OrdersService.Starter starter) {
    this.starter = starter;
  }

  /** The media type of what the service refuses with. */
  protected String refusalType() {
    return "application/problem+json";
  }

  @BeforeAll
  void start() throws Exception {
    service = starter.start(0);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @BeforeEach
  void forget() {
    service.monitor().clear();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/|200|GET /",
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
        "/export/orders.csv?days=0|400|GET /export/orders.csv",
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
    HttpResponse<String> placed = post("/orders", ORDER);
    assertThat(placed.statusCode()).isEqualTo(201);
    assertThat(placed.body()).contains("\"createdAt\":\"20");
    String location = placed.headers().firstValue("Location").orElseThrow();
    assertThat(get(location).body()).isEqualTo(placed.body());

    String payment = "{\"orderId\":" + location.substring("/orders/".length()) + "}";
    int paid;
    do {
      // The card company fails in a rhythm, whoever pays.
      paid = post("/payments", payment).statusCode();
    } while (paid >= 500);
    assertThat(paid).isEqualTo(201);
    assertThat(post("/payments", payment).statusCode()).isEqualTo(409);
    assertThat(stats("POST /payments").statuses())
        .containsEntry("201", 1L)
        .containsEntry("409", 1L);
    assertThat(stats("database.payment.insert").count()).isOne();
  }

  @Test
  void whatIsNoOrderIsRefused() throws Exception {
    assertThat(post("/orders", "{\"customerId\":").statusCode()).isEqualTo(400);
    assertThat(post("/orders", "{\"customerId\":7,\"lines\":[]}").statusCode()).isEqualTo(400);
    assertThat(stats("POST /orders").statuses()).isEqualTo(Map.of("400", 2L));
  }

  @Test
  void anOrderThatTheStockCannotMeetIsAConflictAndIsNotKept() throws Exception {
    String newest = get("/orders?limit=1").body();

    HttpResponse<String> refused =
        post(
            "/orders",
            "{\"customerId\":7,\"lines\":[{\"productId\":1,\"quantity\":2},"
                + "{\"productId\":50,\"quantity\":1}]}");

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith(refusalType()));
    assertThat(refused.body()).contains("product 50 has 0 pieces in stock");
    assertThat(get("/orders?limit=1").body()).isEqualTo(newest);
  }

  @Test
  void paymentsFailNowAndThen() throws Exception {
    for (int i = 0; i < 60; i++) {
      post("/payments", "{\"orderId\":" + (Shop.SEEDED_ORDERS - i) + "}");
    }
    OperationStats payments = stats("POST /payments");
    assertThat(payments.count()).isEqualTo(60);
    assertThat(payments.statuses()).containsKeys("201", "500", "503");
    assertThat(payments.errorCount())
        .isEqualTo(payments.statuses().get("500") + payments.statuses().get("503"));
  }

  @Test
  void aListenerHearsOfAnOrderAndIsCountedOnceFromTheHeadOn() throws Exception {
    HttpResponse<InputStream> events =
        client.send(
            request("/events").header("Accept", "text/event-stream").build(),
            BodyHandlers.ofInputStream());
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(events.body(), StandardCharsets.UTF_8))) {
      assertThat(lines.readLine()).isNotEmpty();
      assertThat(stats("GET /events").statuses()).isEqualTo(Map.of("200", 1L));
      post("/orders", ORDER);
      assertThat(lines.lines().filter(line -> line.contains("orderId")).findFirst())
          .hasValueSatisfying(
              data -> assertThat(data).startsWith("data:").contains("\"status\":\"NEW\""));
    }
    await("the place in the feed to be free again, at the latest with the next events")
        .untilAsserted(
            () -> {
              post("/orders", ORDER);
              assertThat(service.shop().events().listeners()).isZero();
            });
    assertThat(stats("GET /events").count()).isOne();
  }

  @Test
  void aClientThatLeavesAnExportIsCountedAsAborted() throws Exception {
    HttpResponse<InputStream> export =
        client.send(request("/export/orders.csv?days=400").build(), BodyHandlers.ofInputStream());
    assertThat(export.body().readNBytes(10)).hasSize(10);
    export.body().close();

    assertThat(stats("GET /export/orders.csv").abortedCount()).isOne();
  }

  @Test
  void statsAreNamedAfterTheService() throws Exception {
    assertThat(get("/stats").body()).contains("\"name\":\"orders\"");
  }

  @Test
  void whatTrafficSentIsWhatLapwingCounted() throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Screen screen = Screen.plain(new PrintStream(printed, true, StandardCharsets.UTF_8));

    boolean equal = Demo.run(new DemoOptions(0, 50, 3), List.of(service), screen);

    String text = printed.toString(StandardCharsets.UTF_8);
    assertThat(equal).as(text).isTrue();
    assertThat(text)
        .contains("/stats?pretty=true", "all requests", "GET /orders/{id}", "database.order.find")
        .contains("Summary: 150 requests", "  equal\n");
  }

  @Test
  void aPortInUseIsSaidInOneSentence() {
    int port = service.base().getPort();
    assertThatThrownBy(() -> starter.start(port))
        .isInstanceOf(BindException.class)
        .hasMessage("port " + port + " is in use: choose another with the option port");
  }

  /** A call is counted a moment after the client has its last byte. */
  private OperationStats stats(String operation) {
    return await(operation)
        .until(() -> service.monitor().getStats(operation), stats -> stats != null);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String json) throws Exception {
    return client.send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(service.base() + path));
  }
}
