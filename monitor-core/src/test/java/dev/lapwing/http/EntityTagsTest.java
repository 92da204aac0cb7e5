// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import static dev.lapwing.http.EndpointClient.body;
import static dev.lapwing.http.EndpointClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.TestCall;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A reader that has a document already need not get it again. */
class EntityTagsTest {
  private static final String OPERATION = "/operation?name=GET%20%2Forders";

  private final MonitoredEndpoint endpoint = new MonitoredEndpoint();

  @BeforeEach
  void call() {
    endpoint.calls("/orders", 3);
    endpoint.advanceSeconds(2);
  }

  @AfterEach
  void close() {
    endpoint.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "?window=1m", OPERATION, "/series", "/series?operation=*", "/slow"})
  void sameDocument_isNotSentAgain(String path) {
    StatsReply first = endpoint.get(path);
    String tag = first.headers().get("ETag");
    assertThat(tag).matches("W/\"[0-9a-f.-]+\"");

    for (String method : List.of("GET", "HEAD")) {
      StatsReply second =
          endpoint.client().at(path).method(method).header("if-none-match", tag).send();
      assertThat(second.status()).isEqualTo(304);
      assertThat(second.headers())
          .containsEntry("ETag", tag)
          .containsEntry("Cache-Control", "private, no-cache")
          .containsEntry("Vary", "Accept-Encoding")
          .doesNotContainKeys("Content-Type", "Content-Encoding");
      assertThat(body(second)).isEmpty();
    }
  }

  @Test
  void clock_doesNotChangeTheTagOfTheTotal() {
    String tag = tag("");
    endpoint.advanceSeconds(100);
    assertThat(tag("")).isEqualTo(tag);
    assertThat(tag("/slow")).isEqualTo(tag("/slow"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"?window=1m", "?window=24h", "/series", OPERATION + "&window=1m"})
  void tick_changesTheTagOfAWindow(String path) {
    String tag = tag(path);
    assertThat(tag(path)).isEqualTo(tag);
    endpoint.advanceSeconds(1);
    assertThat(tag(path)).isNotEqualTo(tag);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "?fields=count", OPERATION})
  void everythingThatIsRecorded_changesTheTagOfTheTotal(String path) {
    HttpMonitor http = endpoint.monitor.http();
    TestCall events = TestCall.get("/events", 200).contentType("text/event-stream");
    TestCall hanging = TestCall.get("/orders", 200);
    List<Runnable> happenings =
        List.of(
            () -> endpoint.calls("/orders", 1),
            () -> TestCall.get("/orders", 500).runOn(http),
            () -> endpoint.monitor.record("db.find", Duration.ofMillis(3), false),
            () -> endpoint.call("/orders", 200, 2_000),
            () -> http.begin(hanging),
            () -> http.abort(hanging),
            () -> http.begin(events),
            () -> http.firstByte(events),
            () -> http.end(events, null),
            () -> endpoint.monitor.scope("db").clear(),
            () -> endpoint.monitor.clear());
    for (int i = 0; i < happenings.size(); i++) {
      String tag = tag(path);
      happenings.get(i).run();
      assertThat(tag(path)).as("after happening %s", i).isNotEqualTo(tag);
    }
  }

  @Test
  void slowCall_changesTheTagOfTheSlowCalls_andAFastOneDoesNot() {
    String tag = tag("/slow");
    endpoint.calls("/orders", 1);
    assertThat(tag("/slow")).isEqualTo(tag);
    endpoint.call("/orders", 200, 2_000);
    assertThat(tag("/slow")).isNotEqualTo(tag);
  }

  @Test
  void otherProcess_otherPathAndOtherQuery_haveOtherTags() {
    try (MonitoredEndpoint other = new MonitoredEndpoint()) {
      assertThat(List.of(tag(""), tag("/"), tag("?limit=1"), tag("?limit=2"), tag("?pretty")))
          .doesNotHaveDuplicates()
          .doesNotContain(other.get("").headers().get("ETag"));
    }
  }

  @Test
  void list_isSearchedForTheTag() {
    String tag = tag("");
    String strong = tag.substring(2);
    for (String matching :
        List.of(tag, strong, "\"x\", " + tag, "W/\"x\",W/\"\" , " + tag + ",\"y\"", "*", " * ")) {
      assertThat(status("", matching)).as(matching).isEqualTo(304);
    }
    for (String other :
        List.of(
            "", "\"\"", "W/\"x\"", "x", "\"", "W/", "**", strong.replace("\"", ""), "\"" + tag)) {
      assertThat(status("", other)).as(other).isEqualTo(200);
    }
  }

  @Test
  void anyTag_matchesOnlyWhatThereIs() {
    assertThat(status(OPERATION, "*")).isEqualTo(304);
    assertThat(status("/operation?name=nobody", "*")).isEqualTo(404);
    assertThat(status("/nothing", "*")).isEqualTo(404);
    assertThat(status("?window=2m", "*")).isEqualTo(400);
  }

  @Test
  void callsInFlight_haveNoTag_sinceTheirAgesChange() {
    StatsReply reply = endpoint.get("/active");

    assertThat(reply.headers())
        .doesNotContainKey("ETag")
        .containsEntry("Cache-Control", "no-store");
  }

  @Test
  void refusedReader_learnsNothingFromATag() {
    EndpointClient stranger = EndpointClient.of(StatsAccess.TOKEN).header("if-none-match", "*");

    assertThat(stranger.send().status()).isEqualTo(401);
    assertThat(stranger.send().headers()).doesNotContainKey("ETag");
  }

  /** A tag that is newer than its document would leave the reader with old numbers for good. */
  @Test
  void readerThatPollsWhileCallsEnd_hasTheLastNumbersInTheEnd() throws InterruptedException {
    int calls = 20_000;
    List<Thread> threads =
        IntStream.range(0, 2)
            .mapToObj(i -> new Thread(() -> endpoint.calls("/orders/" + i, calls / 2)))
            .toList();
    threads.forEach(Thread::start);
    String tag = null;
    long count = 0;
    boolean over = false;
    while (!over) {
      boolean ended = threads.stream().noneMatch(Thread::isAlive);
      StatsReply reply =
          endpoint.client().at("?fields=count").header("if-none-match", tag).sendUnchecked();
      if (reply.status() == 200) {
        tag = reply.headers().get("ETag");
        count = json(reply).at("/totals/count").asLong();
      }
      over = ended && reply.status() == 304;
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(count).isEqualTo(calls + 3);
  }

  private String tag(String path) {
    return endpoint.get(path).headers().get("ETag");
  }

  private int status(String path, String ifNoneMatch) {
    return endpoint.client().at(path).header("if-none-match", ifNoneMatch).send().status();
  }
}
