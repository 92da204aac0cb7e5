// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.lapwing.stats.OperationKind;
import dev.lapwing.stats.StatsDocument;
import dev.lapwing.stats.StatsWindow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that answer otherwise than an endpoint does. */
@Timeout(60)
class FaultsTest {
  private static final String JSON = "application/json";
  private static final String DOCUMENT = Documents.json(Documents.example());

  @Test
  void whatANewerServerAdds_isIgnored() throws Exception {
    String newer =
        DOCUMENT
            .replace("\"lapwing.stats/1\"", "\"lapwing.stats/1.7\",\"new\":[{\"a\":[1,2]},null]")
            .replace("\"count\":5,", "\"count\":5,\"p42\":{\"x\":\"y\"},")
            .replace("\"rss\":null", "\"rss\":null,\"swap\":12345678901234567890");
    assertThat(pollOf(newer)).isEqualTo(Documents.example());
  }

  @Test
  void rowsOfKindsThatAreNotKnown_areLeftOut() throws Exception {
    StatsDocument two =
        Documents.document(
            List.of(
                Documents.row("GET /", OperationKind.HTTP),
                Documents.row("q", OperationKind.INTERNAL)));
    String newer = Documents.json(two).replace("\"kind\":\"internal\"", "\"kind\":\"browser\"");

    StatsDocument document = pollOf(newer);

    assertThat(document.operations()).containsExactly(two.operations().get(0));
    assertThat(document.operationCount()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"lapwing.stats/1\" | \"lapwing.stats/2\" | schema must be lapwing.stats/1, but was lapwing.stats/2",
        "\"lapwing.stats/1\" | \"lapwing.stats/10\" | schema must be lapwing.stats/1, but was lapwing.stats/10",
        "\"lapwing.stats/1\" | \"lapwing.slow/1\" | schema must be lapwing.stats/1, but was lapwing.slow/1",
        "\"lapwing.stats/1\" | 1 | schema must be a text, but was 1",
        "\"schema\" | \"sketch\" | it has no schema, so it is none of Lapwing's documents",
        "\"ms\" | \"s\" | durationUnit must be ms, but was s",
        "\"activeRequests\":3 | \"activeRequests\":3.5 | activeRequests must be a whole number, but was 3.5",
        "\"activeRequests\":3 | \"activeRequests\":null | activeRequests must be a whole number, but was null",
        "\"activeRequests\":3, | `` | activeRequests must be a whole number, but is missing",
        "\"activeRequests\":3 | \"activeRequests\":9223372036854775808 | activeRequests must be a whole number, but was 9.223372036854776E18",
        "\"p99\":4.5 | \"p99\":\"4.5\" | totals.p99 must be a number or null, but was 4.5",
        "\"p99\":4.5 | \"p99\":1e999 | totals.p99 must be a number that a double can hold, but was Infinity",
        "\"200\":5 | \"200\":\"5\" | operations[0].statuses.200 must be a whole number, but was 5",
        "\"name\":\"total\" | \"name\":\"2m\" | window.name must be a window that was asked for, but was 2m",
        "2026-11-20T08:00:00.250Z | yesterday | service.startedAt must be an instant as 2026-01-31T12:00:00Z, but was yesterday"
      })
  void anotherForm_isRefusedWithWhereItDiffers(String right, String wrong, String message)
      throws Exception {
    assertThat(DOCUMENT).contains(right);
    try (TestServer server = TestServer.answering(200, JSON, DOCUMENT.replace(right, wrong))) {
      assertThatThrownBy(() -> poll(server))
          .isInstanceOf(StatsFormatException.class)
          .hasMessage(server.base() + " answered no stats document: " + message);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "null", "{", "{\"schema\":", "<html>", "{} {}", "\u0000", "{'a':1}"})
  void garbage_isRefused(String body) throws Exception {
    try (TestServer server = TestServer.answering(200, JSON, body)) {
      assertThatThrownBy(() -> poll(server))
          .isInstanceOf(StatsFormatException.class)
          .hasMessageStartingWith(server.base() + " answered no stats document: it ");
    }
  }

  @Test
  void anAbyssOfBrackets_isRefused() throws Exception {
    String deep = "{\"schema\":" + "[".repeat(100_000);
    try (TestServer server = TestServer.answering(200, JSON, deep)) {
      assertThatThrownBy(() -> poll(server)).isInstanceOf(StatsFormatException.class);
    }
  }

  @Test
  void anotherType_isNamed() throws Exception {
    try (TestServer server = TestServer.answering(200, "Text/HTML; charset=utf-8", DOCUMENT)) {
      assertThatThrownBy(() -> poll(server))
          .isInstanceOf(StatsFormatException.class)
          .hasMessageEndingWith("its type is 'text/html', not application/json");
    }
  }

  @Test
  void packed_isUnpacked() throws Exception {
    byte[] packed = gzip(DOCUMENT.getBytes(StandardCharsets.UTF_8));
    try (TestServer server = new TestServer(exchange -> sendPacked(exchange, packed))) {
      assertThat(poll(server)).isEqualTo(Documents.example());
    }
  }

  @Test
  void packedAndBroken_isTold() throws Exception {
    byte[] packed = gzip(DOCUMENT.getBytes(StandardCharsets.UTF_8));
    byte[] half = Arrays.copyOf(packed, packed.length / 2);
    byte[] garbage = "no gzip at all".getBytes(StandardCharsets.UTF_8);
    for (byte[] body : List.of(half, garbage)) {
      try (TestServer server = new TestServer(exchange -> sendPacked(exchange, body))) {
        assertThatThrownBy(() -> poll(server))
            .isInstanceOf(IOException.class)
            .hasMessageStartingWith(server.base() + " answered ");
      }
    }
  }

  @Test
  void anUnknownCoding_isNamed() throws Exception {
    HttpHandler handler =
        exchange -> {
          exchange.getResponseHeaders().set("Content-Encoding", "br");
          TestServer.answer(exchange, 200, JSON, DOCUMENT);
        };
    try (TestServer server = new TestServer(handler)) {
      assertThatThrownBy(() -> poll(server))
          .isInstanceOf(StatsFormatException.class)
          .hasMessageEndingWith("its Content-Encoding is 'br', not gzip");
    }
  }

  @Test
  void aSmallPackageOfAHugeBody_isRefused() throws Exception {
    byte[] bomb =
        gzip(("{\"a\":\"" + "x".repeat(3_000_000) + "\"}").getBytes(StandardCharsets.UTF_8));
    assertThat(bomb).hasSizeLessThan(10_000);
    try (TestServer server = new TestServer(exchange -> sendPacked(exchange, bomb))) {
      StatsClient client = StatsClient.builder(server.base()).maxBytes(1_000_000).build();
      assertThatThrownBy(() -> client.poll(StatsWindow.TOTAL))
          .isInstanceOf(IOException.class)
          .hasMessageEndingWith("the body is longer than maxBytes allows, 1000000");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 500})
  void aBodyWithoutEnd_isRefused(int status) throws Exception {
    try (TestServer server = new TestServer(exchange -> sendForever(exchange, status))) {
      StatsClient client = StatsClient.builder(server.base()).maxBytes(100_000).build();
      int most = status == 200 ? 100_000 : 65_536;
      assertThatThrownBy(() -> client.poll(StatsWindow.TOTAL))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("the body is longer than maxBytes allows, " + most);
    }
  }

  @Test
  void aBodyThatBreaksOff_isTold() throws Exception {
    HttpHandler handler =
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", JSON);
          exchange.sendResponseHeaders(200, DOCUMENT.length() + 1);
          exchange.getResponseBody().write(DOCUMENT.getBytes(StandardCharsets.UTF_8), 0, 100);
          exchange.getResponseBody().flush();
        };
    try (TestServer server = new TestServer(handler)) {
      assertThatThrownBy(() -> poll(server))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(server.base() + " gave no whole answer: ");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aServerThatHangs_isLeftInTime(boolean afterTheHead) throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (TestServer server = new TestServer(exchange -> hang(exchange, afterTheHead, over))) {
      StatsClient client =
          StatsClient.builder(server.base()).timeout(Duration.ofMillis(300)).build();
      assertThatThrownBy(() -> client.poll(StatsWindow.TOTAL))
          .isInstanceOf(HttpTimeoutException.class)
          .hasMessage(server.base() + " gave no complete answer in 300 ms");
    } finally {
      over.countDown();
    }
  }

  @Test
  void anInterrupt_endsThePoll() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    HttpHandler handler =
        exchange -> {
          asked.countDown();
          hang(exchange, true, over);
        };
    try (TestServer server = new TestServer(handler)) {
      FutureTask<Throwable> failure =
          new FutureTask<>(
              () -> catchThrowableOfType(InterruptedException.class, () -> poll(server)));
      Thread poller = new Thread(failure);
      poller.start();
      assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

      poller.interrupt();

      assertThat(failure.get(10, TimeUnit.SECONDS)).isNotNull();
    } finally {
      over.countDown();
    }
  }

  @Test
  void nobodyThere_isToldWithTheAddress() throws Exception {
    TestServer gone = TestServer.answering(200, JSON, DOCUMENT);
    gone.close();
    assertThatThrownBy(() -> poll(gone))
        .isInstanceOf(IOException.class)
        .hasMessage(gone.base() + " gave no whole answer: ConnectException");
  }

  private static StatsDocument pollOf(String json) throws Exception {
    try (TestServer server = TestServer.answering(200, JSON, json)) {
      return poll(server);
    }
  }

  private static StatsDocument poll(TestServer server) throws IOException, InterruptedException {
    return StatsClient.of(server.base()).poll(StatsWindow.TOTAL);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }

  private static void sendPacked(HttpExchange exchange, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", JSON);
    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    TestServer.send(exchange, 200, body);
  }

  private static void sendForever(HttpExchange exchange, int status) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", JSON);
    exchange.sendResponseHeaders(status, 0);
    OutputStream body = exchange.getResponseBody();
    while (true) {
      body.write(new byte[10_000]);
      body.flush();
    }
  }

  private static void hang(HttpExchange exchange, boolean afterTheHead, CountDownLatch over)
      throws IOException {
    if (afterTheHead) {
      exchange.getResponseHeaders().set("Content-Type", JSON);
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write('{');
      exchange.getResponseBody().flush();
    }
    try {
      over.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
