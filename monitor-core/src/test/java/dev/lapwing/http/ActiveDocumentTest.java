// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import static dev.lapwing.http.EndpointClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.TestCall;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The requests in flight. */
class ActiveDocumentTest {
  private final MonitoredEndpoint endpoint = new MonitoredEndpoint();
  private final HttpMonitor http = endpoint.monitor.http();

  @AfterEach
  void close() {
    endpoint.close();
  }

  @Test
  void calls_areListedFromTheirBeginToTheirEnd_oldestFirst() {
    TestCall first = begin("/users/1");
    endpoint.time.advance(Duration.ofMillis(250));
    TestCall second = begin("/users/2");
    endpoint.time.advance(Duration.ofNanos(1_500_000));

    JsonNode active = endpoint.read("/active");
    assertThat(active.get("activeRequests").asInt()).isEqualTo(2);
    assertThat(paths(active)).containsExactly("/users/1", "/users/2");
    assertThat(active.at("/calls/0/method").stringValue()).isEqualTo("GET");
    assertThat(active.at("/calls/0/age").asDouble()).isEqualTo(251.5);
    assertThat(active.at("/calls/1/age").asDouble()).isEqualTo(1.5);
    assertThat(active.at("/calls/0/startedAt"))
        .isEqualTo(endpoint.read("").at("/service/startedAt"));
    assertThat(active.at("/calls/0/thread").stringValue())
        .isEqualTo(Thread.currentThread().getName());

    http.end(first, null);
    assertThat(paths(endpoint.read("/active"))).containsExactly("/users/2");
    http.abort(second);
    assertThat(paths(endpoint.read("/active"))).isEmpty();
    assertThat(endpoint.read("/active").get("activeRequests").asInt()).isZero();
  }

  @Test
  void query_isNotShown_andLongTextsAreCut() {
    begin("/users/7;jsessionid=1?token=secret");
    http.begin(TestCall.of("M".repeat(100), "/x", 200).path("/" + "p".repeat(1_000)));

    JsonNode active = endpoint.read("/active");

    assertThat(paths(active)).contains("/users/7");
    assertThat(active.get("calls").values())
        .allSatisfy(
            call -> {
              assertThat(call.get("method").stringValue()).hasSizeLessThanOrEqualTo(32);
              assertThat(call.get("path").stringValue()).hasSizeLessThanOrEqualTo(512);
            });
  }

  @Test
  void openStream_isSaidToBeOne() {
    TestCall events = TestCall.get("/events", 200).path("/events").contentType("text/event-stream");
    http.begin(events);
    assertThat(endpoint.read("/active").at("/calls/0/stream").asBoolean()).isFalse();

    http.firstByte(events);
    assertThat(endpoint.read("/active").at("/calls/0/stream").asBoolean()).isTrue();
  }

  @Test
  void limit_keepsTheOldest() {
    for (int i = 0; i < 150; i++) {
      begin("/" + i);
      endpoint.time.advance(Duration.ofNanos(1));
    }

    assertThat(paths(endpoint.read("/active?limit=2"))).containsExactly("/0", "/1");
    JsonNode usual = endpoint.read("/active");
    assertThat(usual.get("callsReturned").asInt()).isEqualTo(100);
    assertThat(usual.get("activeRequests").asInt()).isEqualTo(150);
    assertThat(paths(endpoint.read("/active?limit=4096"))).hasSize(150);
    assertThat(paths(endpoint.read("/active?limit=0"))).isEmpty();
  }

  @Test
  void listing_callsNoMethodOfACall() {
    Recycled recycled = new Recycled();
    http.begin(recycled);
    recycled.gone = true;

    assertThat(paths(endpoint.read("/active"))).containsExactly("/begun");
    assertThat(endpoint.read("").at("/self/swallowedErrors").asInt()).isZero();
  }

  @Test
  void lostCall_isListedNoMore() {
    begin("/forgotten");
    endpoint.time.advance(Duration.ofMinutes(16));

    JsonNode active = endpoint.read("/active");
    assertThat(paths(active)).isEmpty();
    assertThat(active.get("activeRequests").asInt()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=4097", "limit=-1", "operation=x", "window=1m"})
  void whatIsNotAllowed_isRefusedByName(String query) {
    StatsReply reply = endpoint.get("/active?" + query);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(json(reply).get("parameter").stringValue())
        .isEqualTo(query.substring(0, query.indexOf('=')));
  }

  private TestCall begin(String path) {
    TestCall call = TestCall.get("/users/{id}", 200).path(path);
    http.begin(call);
    return call;
  }

  private static List<String> paths(JsonNode active) {
    return active.get("calls").values().stream()
        .map(call -> call.get("path").stringValue())
        .toList();
  }

  /** A call whose request the container has taken back. */
  private static final class Recycled extends HttpCall {
    private boolean gone;

    private <T> T unlessGone(T value) {
      if (gone) {
        throw new AssertionError("asked after the begin");
      }
      return value;
    }

    @Override
    public String method() {
      return unlessGone("GET");
    }

    @Override
    public String path() {
      return unlessGone("/begun");
    }

    @Override
    public @Nullable String route() {
      return unlessGone("/begun");
    }

    @Override
    public int status() {
      return unlessGone(200);
    }
  }
}
