// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import static dev.lapwing.http.EndpointClient.body;
import static dev.lapwing.http.EndpointClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lapwing.json.StatsFixtures;
import dev.lapwing.runtime.Faults;
import java.lang.Thread.State;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatsEndpointTest {
  private final EndpointClient client = EndpointClient.of(StatsAccess.LOOPBACK);

  @ParameterizedTest
  @ValueSource(strings = {"", "/"})
  void base_givesTheDocument(String path) {
    StatsReply reply = client.path(path).send();

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.headers())
        .containsEntry("Content-Type", "application/json")
        .containsEntry("Cache-Control", "private, no-cache")
        .containsEntry("X-Content-Type-Options", "nosniff")
        .containsEntry("Vary", "Accept-Encoding");
    assertThat(json(reply).get("schema").stringValue()).isEqualTo("lapwing.stats/1");
    assertThat(json(reply).at("/operations/0/operation").stringValue())
        .isEqualTo("GET /users/{id}");
  }

  @Test
  void head_hasTheHeadersOfGetAndNoBody() {
    StatsReply get = client.send();
    StatsReply head = client.method("HEAD").send();

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.headers()).isEqualTo(get.headers());
    assertThat(body(head)).isEmpty();
  }

  @Test
  void refusedHead_hasNoBodyEither() {
    StatsReply head = client.method("HEAD").query("window=2m").send();

    assertThat(head.status()).isEqualTo(400);
    assertThat(head.headers()).containsEntry("Content-Type", "application/problem+json");
    assertThat(body(head)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "POST, '', 'GET, HEAD'",
    "DELETE, '', 'GET, HEAD'",
    "OPTIONS, '', 'GET, HEAD'",
    "get, '', 'GET, HEAD'",
    "GET, /clear, POST",
    "HEAD, /clear, POST",
    "DELETE, /clear, POST"
  })
  void otherMethod_isNotAllowed(String method, String path, String allowed) {
    StatsReply reply = client.method(method).path(path).send();

    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.headers()).containsEntry("Allow", allowed);
    assertThat(client.source.clears).isZero();
    assertThat(client.source.queries).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/x", "/clear/", "//", "/../", "/Clear", "clear", "/clear;a=b"})
  void unknownPath_isNotFound(String path) {
    StatsReply reply = client.path(path).send();

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.headers()).containsEntry("Content-Type", "application/problem+json");
    assertThat(json(reply).get("title").stringValue()).isEqualTo("Not Found");
  }

  /** The one under way may have missed what happened before the others asked. */
  @Test
  void manyReaders_shareOneDocumentThatWasBegunAfterTheyAsked() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    EndpointClient busy =
        EndpointClient.of(
            query -> {
              begun.countDown();
              hold(goOn);
              return StatsFixtures.document();
            });
    List<Thread> readers = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      readers.add(new Thread(() -> assertThat(busy.sendUnchecked().status()).isEqualTo(200)));
    }
    readers.get(0).start();
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    List<Thread> later = readers.subList(1, readers.size());
    later.forEach(Thread::start);
    await().until(() -> later.stream().allMatch(each -> each.getState() == State.WAITING));
    goOn.countDown();
    for (Thread each : readers) {
      each.join(10_000);
    }

    assertThat(busy.source.queries).hasSize(2);
    assertThat(busy.faults.swallowed()).isZero();
  }

  private static void hold(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void throwingSource_isAProblemWithoutItsMessage() {
    EndpointClient failing =
        EndpointClient.of(
            query -> {
              throw new IllegalStateException("secret");
            });

    StatsReply reply = failing.send();

    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.headers()).containsEntry("Content-Type", "application/problem+json");
    assertThat(body(reply)).contains("Internal Server Error").doesNotContain("secret", "Exception");
    assertThat(failing.faults.swallowed()).isOne();
  }

  @Test
  void errorOfTheSource_isSwallowedToo() {
    EndpointClient failing =
        EndpointClient.of(
            query -> {
              throw new StackOverflowError();
            });

    assertThat(failing.send().status()).isEqualTo(500);
    assertThat(failing.faults.swallowed()).isOne();
  }

  @Test
  void throwingHeaders_giveNoData() {
    EndpointClient client = EndpointClient.of(StatsAccess.LOOPBACK).recycled();

    StatsReply reply = client.send();

    assertThat(reply.status()).isEqualTo(500);
    assertThat(body(reply)).doesNotContain("operations", "recycled");
    assertThat(client.faults.swallowed()).isOne();
  }

  @Test
  void tokenAccessWithoutToken_isRefusedAtOnce() {
    assertThatThrownBy(
            () ->
                new StatsEndpoint(
                    "/stats",
                    StatsAccess.TOKEN,
                    null,
                    new FixedSource(query -> StatsFixtures.document()),
                    new Faults()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("token");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json", "Application/JSON", "application/json; charset=utf-8"})
  void clear_clearsAndSaysNothing(String contentType) {
    StatsReply reply = client.clearing().header("content-type", contentType).send();

    assertThat(reply.status()).isEqualTo(204);
    assertThat(reply.headers())
        .containsEntry("Cache-Control", "no-store")
        .doesNotContainKey("Content-Type");
    assertThat(body(reply)).isEmpty();
    assertThat(client.source.clears).isOne();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", "text/plain", "application/x-www-form-urlencoded", "application/jsonp", ";"})
  void clearOfAnotherType_isRefused(String contentType) {
    StatsReply reply = client.clearing().header("content-type", contentType).send();

    assertThat(reply.status()).isEqualTo(415);
    assertThat(client.source.clears).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8080, localhost:8080, 204",
    "https://localhost:8443, LOCALHOST:8443, 204",
    "http://localhost, localhost:80, 204",
    "https://localhost:443, localhost, 204",
    "http://[::1]:8080, [::1]:8080, 204",
    "null, localhost:8080, 403",
    "'', localhost:8080, 403",
    "http://evil.example, localhost:8080, 403",
    "http://localhost:3000, localhost:8080, 403",
    "http://localhost, localhost:443, 403",
    "http://localhost.evil.example:8080, localhost:8080, 403",
    "http://evil.example@localhost:8080, localhost:8080, 403",
    "ftp://localhost:8080, localhost:8080, 403",
    "localhost:8080, localhost:8080, 403"
  })
  void clearOfAPage_isAllowedFromTheSameOriginAlone(String origin, String host, int status) {
    StatsReply reply = client.clearing().header("host", host).header("origin", origin).send();

    assertThat(reply.status()).isEqualTo(status);
    assertThat(client.source.clears).isEqualTo(status == 204 ? 1 : 0);
  }

  @Test
  void clearOfAPageWithoutHost_isRefused() {
    EndpointClient open =
        EndpointClient.of(StatsAccess.OPEN)
            .clearing()
            .header("host", null)
            .header("origin", "http://localhost");

    assertThat(open.send().status()).isEqualTo(403);
    assertThat(open.source.clears).isZero();
  }

  @Test
  void clearOfAPart_isRefusedRatherThanClearingAll() {
    StatsReply reply = client.clearing().query("operation=x").send();

    assertThat(reply.status()).isEqualTo(400);
    assertThat(json(reply).get("parameter").stringValue()).isEqualTo("operation");
    assertThat(client.source.clears).isZero();
  }

  @Test
  void documentForAForeignPage_isGivenWithoutLeaveToReadIt() {
    StatsReply reply = client.header("origin", "http://evil.example").send();

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.headers()).doesNotContainKey("Access-Control-Allow-Origin");
  }
}
