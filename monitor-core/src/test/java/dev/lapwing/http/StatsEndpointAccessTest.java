// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import static dev.lapwing.http.EndpointClient.address;
import static dev.lapwing.http.EndpointClient.body;
import static dev.lapwing.http.EndpointClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class StatsEndpointAccessTest {

  @ParameterizedTest
  @EnumSource(
      value = StatsAccess.class,
      names = {"LOOPBACK", "TOKEN"})
  void access_isCheckedBeforeAnythingElse(StatsAccess access) {
    for (String path :
        List.of("", "/operation", "/series", "/slow", "/active", "/clear", "/nothing")) {
      for (String method : List.of("GET", "HEAD", "POST", "DELETE")) {
        EndpointClient client =
            EndpointClient.of(access)
                .clearing()
                .remote(address("203.0.113.9"))
                .method(method)
                .path(path)
                .query("nonsense");

        assertThat(client.send().status()).isIn(401, 403);
        assertThat(client.source.clears).isZero();
        assertThat(client.source.queries).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusal_namesTheRuleAndTheSettingAndHoldsNoData(EndpointClient client, String rule) {
    StatsReply reply = client.send();

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.headers())
        .containsEntry("Content-Type", "application/problem+json")
        .containsEntry("Cache-Control", "no-store");
    JsonNode problem = json(reply);
    assertThat(problem.propertyNames())
        .containsExactly("type", "title", "status", "detail", "rule", "setting");
    assertThat(problem.get("rule").stringValue()).isEqualTo(rule);
    assertThat(problem.get("setting").stringValue()).isEqualTo("lapwing.access");
    assertThat(problem.get("detail").stringValue()).contains("lapwing.access", "LAPWING_ACCESS");
    assertThat(client.source.queries).isEmpty();
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(
            EndpointClient.of(StatsAccess.LOOPBACK).remote(address("2001:db8::1")),
            "remote-address"),
        Arguments.of(
            EndpointClient.of(StatsAccess.LOOPBACK).local(address("10.0.0.1")), "local-address"),
        Arguments.of(
            EndpointClient.of(StatsAccess.LOOPBACK).header("host", "orders.example"), "host"),
        Arguments.of(
            EndpointClient.of(StatsAccess.LOOPBACK).header("via", "1.1 proxy"), "forwarded"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Forwarded",
        "Via",
        "X-Real-IP",
        "X-Forwarded-For",
        "X-Forwarded-Host",
        "X-Forwarded-Proto",
        "X-Forwarded-Port",
        "X-Forwarded-Server",
        "X-Forwarded-Prefix",
        "X-Forwarded-Ssl",
        "X-Forwarded-Client-Cert",
        "X-Forwarded-User",
        "X-Forwarded",
        "X-FORWARDED-FOR",
        "via"
      })
  void everyForwardedHeader_isRefusedEvenWhenEmpty(String header) {
    StatsReply reply = EndpointClient.of(StatsAccess.LOOPBACK).header(header, "").send();

    assertThat(reply.status()).isEqualTo(403);
    assertThat(json(reply).get("rule").stringValue()).isEqualTo("forwarded");
    assertThat(json(reply).get("detail").stringValue()).contains("'" + header + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Forward", "Viaduct", "X-Real-IP-Kind", "Not-X-Forwarded-For"})
  void anyOtherHeader_isTaken(String header) {
    assertThat(EndpointClient.of(StatsAccess.LOOPBACK).header(header, "").send().status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LocalHost:80",
        "localhost:65535",
        "127.0.0.1",
        "127.0.0.1:8080",
        "127.255.255.255:1",
        "[::1]",
        "[::1]:8080"
      })
  void literalLoopbackHost_isTaken(String host) {
    assertThat(EndpointClient.of(StatsAccess.LOOPBACK).header("host", host).send().status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        " ",
        ":8080",
        "localhost:",
        "localhost:x",
        "localhost:123456",
        "localhost:80:80",
        "localhost ",
        "localhost.",
        "localhost.evil.example",
        "a.localhost",
        "127.0.0.1.evil.example",
        "127.1",
        "127.0.0.256",
        "127.0.0.01",
        "127.0.0.",
        "0127.0.0.1",
        "128.0.0.1",
        "2130706433",
        "0.0.0.0",
        "::1",
        "[::1",
        "[::1]x",
        "[::2]",
        "[]",
        "[",
        "localhost\u0000",
        "127.0.0.\u0661"
      })
  void anyOtherHost_isRefused(String host) {
    assertThat(EndpointClient.of(StatsAccess.LOOPBACK).header("host", host).send().status())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"})
  void loopbackAddress_isTaken(String address) {
    EndpointClient client =
        EndpointClient.of(StatsAccess.LOOPBACK).remote(address(address)).local(address(address));

    assertThat(client.send().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"127, 200", "10, 403"})
  void ipv4AddressMappedIntoIpv6_isTakenForWhatItIs(int firstOctet, int status)
      throws UnknownHostException {
    byte[] bytes = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, (byte) firstOctet, 0, 0, 1};
    InetAddress mapped = Inet6Address.getByAddress(null, bytes, -1);
    assertThat(mapped).isInstanceOf(Inet6Address.class);

    EndpointClient client = EndpointClient.of(StatsAccess.LOOPBACK).remote(mapped);

    assertThat(client.send().status()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.168.0.1", "169.254.1.1", "fe80::1", "::127.0.0.1"})
  void anyOtherAddress_isRefused(String address) {
    assertThat(EndpointClient.of(StatsAccess.LOOPBACK).remote(address(address)).send().status())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          authorization | Bearer correct horse battery staple  | 200
          authorization | bearer correct horse battery staple  | 200
          authorization | BEARER  correct horse battery staple | 200
          lapwing-token | correct horse battery staple         | 200
          authorization | correct horse battery staple         | 401
          authorization | Basic correct horse battery staple   | 401
          authorization | Bearer correct horse battery stapl   | 401
          authorization | Bearer correct horse battery staplee | 401
          authorization | Bearer Correct horse battery staple  | 401
          authorization | Bearer                               | 401
          lapwing-token | Bearer correct horse battery staple  | 401
          lapwing-token | ''                                   | 401
          x-token       | correct horse battery staple         | 401
          """)
  void token_isTakenFromTwoHeaders(String header, String value, int status) {
    StatsReply reply = EndpointClient.of(StatsAccess.TOKEN).header(header, value).send();

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.headers().get("Vary")).startsWith("Authorization, Lapwing-Token");
  }

  @Test
  void rightToken_countsBesideAnAuthorizationForSomebodyElse() {
    EndpointClient client =
        EndpointClient.of(StatsAccess.TOKEN)
            .header("authorization", "Basic dXNlcjpwYXNz")
            .header("lapwing-token", EndpointClient.TOKEN);

    assertThat(client.send().status()).isEqualTo(200);
  }

  @Test
  void missingToken_isAskedForWithoutNamingIt() {
    StatsReply reply = EndpointClient.of(StatsAccess.TOKEN).send();

    assertThat(reply.headers()).containsEntry("WWW-Authenticate", "Bearer realm=\"lapwing\"");
    assertThat(json(reply).get("rule").stringValue()).isEqualTo("token");
    assertThat(json(reply).get("setting").stringValue()).isEqualTo("lapwing.access");
    assertThat(body(reply)).doesNotContain(EndpointClient.TOKEN);
  }
}
