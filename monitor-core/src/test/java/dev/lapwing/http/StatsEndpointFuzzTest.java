// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import static dev.lapwing.http.EndpointClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class StatsEndpointFuzzTest {

  @Property(tries = 5_000)
  void anyQuery_isAnsweredOrRefused(@ForAll("queries") String query) {
    EndpointClient client = EndpointClient.of(StatsAccess.OPEN).query(query);
    StatsReply reply = client.send();

    assertThat(reply.status()).isIn(200, 400);
    assertThat(json(reply).isObject()).isTrue();
    assertThat(client.faults.swallowed()).isZero();
  }

  @Property
  void anyText_isAnsweredOrRefused(@ForAll String query) {
    assertThat(EndpointClient.of(StatsAccess.OPEN).query(query).send().status()).isIn(200, 400);
  }

  @Property
  void anyRequest_isAnsweredBelow500(
      @ForAll("methods") String method,
      @ForAll String path,
      @ForAll String host,
      @ForAll String origin,
      @ForAll String authorization,
      @ForAll StatsAccess access) {
    EndpointClient client =
        EndpointClient.of(access)
            .method(method)
            .path(path)
            .header("host", host)
            .header("origin", origin)
            .header("content-type", authorization)
            .header("authorization", authorization);

    assertThat(client.send().status()).isLessThan(500);
    assertThat(client.clearing().method(method).send().status()).isLessThan(500);
    assertThat(client.faults.swallowed()).isZero();
  }

  @Provide
  Arbitrary<String> methods() {
    return Arbitraries.oneOf(
        Arbitraries.of("GET", "HEAD", "POST", "PUT", "OPTIONS"), Arbitraries.strings());
  }

  @Provide
  Arbitrary<String> queries() {
    Arbitrary<String> names =
        Arbitraries.of(
            "window",
            "operation",
            "kind",
            "sort",
            "limit",
            "offset",
            "fields",
            "pretty",
            "x",
            "",
            "win%64ow",
            "%",
            "%ff");
    Arbitrary<String> values =
        Arbitraries.oneOf(
            Arbitraries.of(
                "1m",
                "total",
                "http",
                "p99",
                "-p99",
                "0",
                "7",
                "99999999999",
                "true",
                "count,p50",
                "*",
                "GET+/*",
                "%20",
                "%C3%BC",
                "%",
                "%z",
                "%ff",
                "%00",
                "\ud83d",
                "\u00fc",
                ""),
            Arbitraries.strings().ofMaxLength(20));
    return Combinators.combine(names, Arbitraries.of("=", "", "=="), values)
        .as((name, equals, value) -> name + equals + value)
        .list()
        .ofMaxSize(5)
        .map(pairs -> String.join("&", pairs));
  }
}
