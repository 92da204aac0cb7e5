// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.micronaut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lapwing.ManualTimeSource;
import dev.lapwing.PerformanceMonitor;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that are of Micronaut alone. */
class RequestsTest {
  static final String SERVICE = "requests";

  private final ManualTimeSource time = new ManualTimeSource();
  private final PerformanceMonitor monitor = RunningService.monitor(time);
  private final Held held = new Held();
  private RunningService service;

  @BeforeEach
  void start() {
    service = started(Map.of());
  }

  private RunningService started(Map<String, Object> properties) {
    return RunningService.start(SERVICE, properties, monitor, held);
  }

  @AfterEach
  void stop() {
    service.close();
    monitor.close();
  }

  private RunningService restarted(Map<String, Object> properties) {
    service.close();
    service = started(properties);
    return service;
  }

  @Test
  void templatesLoseQueriesAndLengths() {
    service.get("/shop/items/1234/parts/x?q=1&max=2");
    service.get("/shop/items/1234/parts");
    service.get("/shop/files/a/b/c.txt");
    service.assertRecorded(
        "GET /shop/items/{id}/parts/{part} {200=2}", "GET /shop/files/{path...} {200=1}");
  }

  @Test
  void emptyMonoIsA404OfItsRoute() {
    assertThat(service.get("/shop/empty/1").statusCode()).isEqualTo(404);
    service.assertRecorded("GET /shop/empty/{id} {404=1}");
  }

  @Test
  void streamOfJsonIsMeasuredToItsLastItem() {
    CompletableFuture<HttpResponse<String>> response =
        CompletableFuture.supplyAsync(() -> service.get("/shop/list"));
    service.awaitInFlight(1);
    time.advance(Duration.ofSeconds(3));
    held.answer.complete("go on");
    assertThat(response.join().body()).isEqualTo("[1,2,3]");
    service.assertRecorded("GET /shop/list {200=1}");
    assertThat(service.of("GET /shop/list").maxDuration()).isEqualTo(3_000.0);
  }

  @Test
  void bodyOfOnePieceIsMeasuredToWhereTheClientHasTakenIt() throws IOException {
    try (Socket client = service.ask("/shop/big")) {
      InputStream in = client.getInputStream();
      assertThat(in.read()).isEqualTo('H');
      service.awaitInFlight(1);
      time.advance(Duration.ofSeconds(2));
      in.readNBytes(64 << 20);
    }
    service.assertRecorded("GET /shop/big {200=1}");
    assertThat(service.of("GET /shop/big").maxDuration()).isEqualTo(2_000.0);
  }

  @Test
  void clientThatLeavesABodyOfOnePieceIsAnAbort() throws IOException {
    try (Socket client = service.ask("/shop/big")) {
      assertThat(client.getInputStream().read()).isEqualTo('H');
      service.awaitInFlight(1);
      client.setSoLinger(true, 0);
    }
    service.assertRecorded("GET /shop/big {aborted=1}");
  }

  @Test
  void whatMicronautRefusesIsRecordedAsTheClientSawIt() {
    assertThat(service.post("/shop/orders", "application/xml", "x").statusCode()).isEqualTo(415);
    assertThat(service.post("/shop/names", "text/plain", "x").statusCode()).isEqualTo(405);
    assertThat(service.post("/shop/orders", "text/plain", "x").statusCode()).isEqualTo(200);
    assertThat(service.get("/shop/taken").statusCode()).isEqualTo(409);
    service.assertRecorded(
        "POST (unmatched) {405=1, 415=1}", "POST /shop/orders {200=1}", "GET /shop/taken {409=1}");
  }

  @Test
  void routesAreKnownHoweverThePathIsSpelt() throws IOException {
    for (String path :
        new String[] {"http://localhost/shop/names", "/shop/names?a=%7B&b=c//d", "/shop/names/"}) {
      try (Socket client = service.ask(path)) {
        assertThat(new String(client.getInputStream().readNBytes(15), StandardCharsets.ISO_8859_1))
            .as(path)
            .isEqualTo("HTTP/1.1 200 OK");
      }
    }
    service.assertRecorded("GET /shop/names {200=3}");
  }

  @Test
  void malformedRequestsAreRecordedToo() throws IOException {
    for (String line : new String[] {"GET /%zz HTTP/1.1", "nonsense"}) {
      try (Socket client =
          service.open(line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")) {
        String answer =
            new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertThat(answer).startsWith("HTTP/1.").contains(" 400 ");
      }
    }
    service.assertRecorded("GET (unmatched) {400=2}");
  }

  @Test
  void requestBehindThatOfAResponseWhichClosesIsAnErrorWithoutStatus() throws IOException {
    String request = "GET /shop/mono/1 HTTP/1.1\r\nHost: localhost\r\n";
    try (Socket client = service.open(request + "Connection: close\r\n\r\n" + request + "\r\n")) {
      service.awaitInFlight(2);
      held.answer.complete("once");
      String answer =
          new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(answer).containsOnlyOnce("HTTP/1.1 201");
    }
    service.assertRecorded("GET /shop/mono/{id} {0=1, 201=1} errors=1");
  }

  @Test
  void openConnectionDoesNotKeepItsLastRequest() throws IOException {
    try (Socket client = service.ask("/shop/marked")) {
      assertThat(client.getInputStream().read()).isEqualTo('H');
      service.assertRecorded("GET /shop/marked {200=1}");
      await()
          .untilAsserted(
              () -> {
                System.gc();
                assertThat(held.mark.get()).isNull();
              });
    }
  }

  @Test
  void staticFilesAreOneOperation(@TempDir Path files) throws IOException {
    Files.writeString(files.resolve("style.css"), "body {}");
    restarted(
        Map.of(
            "micronaut.router.static-resources.default.paths",
            "file:" + files,
            "micronaut.router.static-resources.default.mapping",
            "/assets/**"));
    assertThat(service.get("/assets/style.css").body()).isEqualTo("body {}");
    assertThat(service.get("/assets/missing.css").statusCode()).isEqualTo(404);
    service.assertRecorded("GET (static) {200=1}", "GET (unmatched) {404=1}");
  }

  @Test
  void whoIsDeniedByAFilterIsCountedUnderTheRoute() {
    restarted(Map.of("test.denies", true));
    assertThat(service.get("/shop/names").statusCode()).isEqualTo(401);
    assertThat(service.get("/nowhere").statusCode()).isEqualTo(401);
    assertThat(service.send(service.request("/shop/names").header("Pass", "1").build()).body())
        .isEqualTo("[\"a\",\"b\"]");
    service.assertRecorded("GET /shop/names {200=1, 401=1}", "GET (unmatched) {401=1}");
  }

  @Test
  void deniedReadersOfTheStatsAreNotRecorded() {
    restarted(Map.of("test.denies", true));
    assertThat(service.get("/stats").statusCode()).isEqualTo(401);
    assertThat(service.send(service.request("/stats").header("Pass", "1").build()).statusCode())
        .isEqualTo(200);
    service.assertRecorded();
  }

  @Test
  void requestsOfHttp2AreRecorded() throws Exception {
    restarted(Map.of("micronaut.server.http-version", "2.0"));
    HttpClient.Version version = HttpClient.Version.HTTP_2;
    HttpResponse<String> response = service.send(version, service.request("/shop/names").build());
    assertThat(response.version()).isEqualTo(version);
    assertThat(response.body()).isEqualTo("[\"a\",\"b\"]");
    assertThat(service.send(version, service.request("/shop/taken").build()).statusCode())
        .isEqualTo(409);
    assertThat(service.get("/shop/names").version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    service.assertRecorded("GET /shop/names {200=2}", "GET /shop/taken {409=1}");
  }
}
