// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import static dev.lapwing.http.EndpointClient.body;
import static dev.lapwing.http.EndpointClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.TestCall;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Whatever is asked is answered or refused with a problem that says why; nothing ever fails. */
class HostileInputTest {
  private static final List<String> DOCUMENTS =
      List.of("", "/", "/operation", "/series", "/slow", "/active");

  private final MonitoredEndpoint endpoint = new MonitoredEndpoint();

  @AfterEach
  void nothingFailed() {
    assertThat(endpoint.read("").at("/self/swallowedErrors").asInt()).isZero();
    endpoint.close();
  }

  @ParameterizedTest
  @MethodSource("paths")
  void unknownPath_isNotFound(String path) {
    assertRefused(endpoint.client().path(path).send(), 404);
  }

  static Stream<String> paths() {
    return Stream.of(
        "/operation/",
        "/operation/..",
        "/operation/../series",
        "/./operation",
        "//operation",
        "/%2e%2e/operation",
        "/operation%2F",
        "/operation%00",
        "/operation\u0000",
        "/operation\r\nX-Injected: 1",
        "/operation;a=b",
        "/OPERATION",
        "/\\operation",
        "/operation?",
        "/\ud83d",
        "/\u00fc",
        "/../../../../etc/passwd",
        "/" + "x".repeat(100_000),
        "/" + "../".repeat(10_000));
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @MethodSource("queries")
  void everyDocument_refusesAQueryThatItCannotUnderstand(String query) {
    for (String path : DOCUMENTS) {
      assertRefused(endpoint.client().path(path).query(query).send(), 400);
    }
  }

  static Stream<String> queries() {
    return Stream.of(
        "x",
        "x=1",
        "=",
        "%",
        "%00=1",
        "pretty=%",
        "pretty=%4",
        "pretty=%zz",
        "pretty=%u0041",
        "pretty=%E9",
        "pretty=%C3%28",
        "pretty=%C0%AF",
        "pretty=%ED%A0%80",
        "pretty=%FE%FF",
        "pretty=\ud83d",
        "pretty=true\u0000",
        "pretty=true%0D%0AX-Injected:%201",
        "pretty=true&pretty=true",
        "pretty=true;limit=1",
        "limit=-1",
        "limit=-9223372036854775809",
        "limit=99999999999999999999",
        "limit=0x10",
        "limit=1e1",
        "limit=1.0",
        "limit=%2B1",
        "limit= 1",
        "limit=\u0661",
        "limit[]=1",
        "window=%3Cscript%3E",
        "window=1m'%20OR%20'1'='1",
        "a=1&".repeat(100),
        "pretty&".repeat(100),
        "operation=&".repeat(100),
        "pretty=" + "x".repeat(9_000),
        "x".repeat(1_000_000),
        "&".repeat(8_193),
        "?",
        "#",
        "\u0000",
        "\r\n\r\n");
  }

  @ParameterizedTest
  @MethodSource("names")
  void unknownName_isNotFoundWhateverIsInIt(String encoded, String named) {
    StatsReply reply = endpoint.client().path("/operation").query("name=" + encoded).send();

    assertRefused(reply, 404);
    assertThat(json(reply).get("operation").stringValue()).isEqualTo(named);
  }

  static Stream<Arguments> names() {
    return Stream.of(
        Arguments.of("%00", "\u0000"),
        Arguments.of("%0D%0ASet-Cookie:%20a=b", "\r\nSet-Cookie: a=b"),
        Arguments.of("%3Cscript%3E", "<script>"),
        Arguments.of("..%2F..%2Fetc", "../../etc"),
        Arguments.of("%25s%25n%25d", "%s%n%d"),
        Arguments.of("%24%7Bjndi:ldap://127.0.0.1%7D", "${jndi:ldap://127.0.0.1}"),
        Arguments.of("\u00fc", "\u00fc"),
        Arguments.of("%F0%9F%90%A6", "\ud83d\udc26"),
        Arguments.of("%E2%80%AE", "\u202e"),
        Arguments.of("x".repeat(8_000), "x".repeat(99) + "\u2026"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\u0000",
        "\r\nX-Injected: 1",
        "\u00fc",
        "\ud83d",
        "q=q=q=;;;,,,",
        "*;q=*",
        "W/",
        "W/\"",
        "%s%n${jndi:ldap://127.0.0.1}"
      })
  void anyHeader_isPassedOverWhenItMakesNoSense(String value) {
    for (String header : List.of("accept-encoding", "if-none-match", "accept", "range", "x-any")) {
      for (String text : List.of(value, value.repeat(20_000))) {
        StatsReply reply = endpoint.client().path("").header(header, text).send();
        assertThat(reply.status()).isEqualTo(200);
        assertThat(String.join("", reply.headers().values())).doesNotContain("\r", "\n", "jndi");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "</script><script>alert(1)</script>",
        "a\u0000b\u001f\u007f\u0085",
        "\ud83d",
        "\udc26\ud83d",
        "\"\\/\b\f\n\r\t",
        "\u2028\u2029\ufeff\u202e"
      })
  void nameThatIsHostile_isValidJsonEverywhere(String name) {
    String route = "/" + name;
    TestCall slow = TestCall.of(name, route, 200).path(route);
    endpoint.monitor.http().begin(slow);
    endpoint.time.advance(Duration.ofSeconds(2));
    JsonNode active = endpoint.read("/active");
    endpoint.monitor.http().end(slow, null);
    endpoint.monitor.trackOperation(
        "work",
        () -> {
          endpoint.time.advance(Duration.ofSeconds(2));
          return null;
        },
        Map.of(name, name));

    String wellFormed = name.replaceAll("[\\ud800-\\udfff]", "\ufffd");
    assertThat(active.at("/calls/0/path").stringValue()).isEqualTo("/" + wellFormed);
    JsonNode slowest = endpoint.read("/slow").get("slowest");
    assertThat(slowest.values())
        .anySatisfy(
            call -> assertThat(call.at("/metadata").propertyNames()).containsExactly(wellFormed));
    assertThat(endpoint.read("").get("operations").size()).isEqualTo(2);
    String series = body(endpoint.get("/series?operation=*"));
    assertThat(series).doesNotContain("<", "\u2028", "\u0000");
    assertThat(body(endpoint.get("/slow"))).doesNotContain("<", "\u2028", "\u0000");
  }

  private static void assertRefused(StatsReply reply, int status) {
    assertThat(reply.status()).as(() -> body(reply)).isEqualTo(status);
    assertThat(reply.headers()).containsEntry("Content-Type", "application/problem+json");
    assertThat(json(reply).get("status").asInt()).isEqualTo(status);
    assertThat(body(reply))
        .hasSizeLessThan(1_500)
        .doesNotContain("Exception", "at dev.lapwing", "\tat ");
    assertThat(String.join("", reply.headers().values())).doesNotContain("\r", "\n");
  }
}
