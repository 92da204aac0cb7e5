// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.http.StatsAccess;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.apache.catalina.Context;
import org.apache.catalina.valves.RemoteIpValve;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stats endpoint as a servlet. */
class LapwingStatsServletTest {
  private static final Service OK = Service.answering("ok");

  private static TestServer.App app() {
    return TestServer.app().servlet("/x", OK);
  }

  @Test
  void endpointServesTheDocumentAndIsNotRecorded() {
    try (TestServer server = app().start()) {
      server.get("/x");
      server.get("/stats");
      HttpResponse<String> answer = server.get("/stats");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("content-type").orElse(""))
          .startsWith("application/json");
      assertThat(answer.body())
          .contains("\"schema\":\"lapwing.stats/1\"")
          .contains("\"operation\":\"GET /x\"")
          .contains("\"activeRequests\":0");
      assertThat(server.recorded()).containsExactly("GET /x {200=1}");
    }
  }

  @Test
  void readersDoNotRaiseThePeakOfRequestsInFlight() {
    try (TestServer server = app().start()) {
      for (int i = 0; i < 3; i++) {
        server.get("/stats");
      }
      assertThat(server.document().activeRequestsPeak()).isZero();
      server.get("/x");
      server.awaitIdle();
      assertThat(server.document().activeRequestsPeak()).isEqualTo(1);
    }
  }

  @Test
  void endpointIsBelowTheContextPathAndWhereTheSettingSays() {
    try (TestServer server =
        TestServer.app("/shop").settings(builder -> builder.path("/ops/lapwing")).start()) {
      assertThat(server.get("/ops/lapwing").statusCode()).isEqualTo(200);
      assertThat(server.get("/ops/lapwing/").statusCode()).isEqualTo(200);
      assertThat(server.send("HEAD", "/ops/lapwing").statusCode()).isEqualTo(200);
      assertThat(server.recorded()).isEmpty();
    }
  }

  @Test
  void queryAndPathBelowReachTheEndpoint() {
    try (TestServer server = app().start()) {
      server.get("/x");
      assertThat(server.get("/stats?window=1m").statusCode()).isEqualTo(200);
      assertThat(server.get("/stats?window=1y").statusCode()).isEqualTo(400);
      assertThat(server.get("/stats/nowhere").statusCode()).isEqualTo(404);
      assertThat(server.recorded()).containsExactly("GET /x {200=1}");
      HttpResponse<String> cleared =
          server.send("POST", "/stats/clear", "Content-Type", "application/json");
      assertThat(cleared.statusCode()).isEqualTo(204);
      assertThat(server.recorded()).isEmpty();
    }
  }

  @Test
  void refusedReaderIsNotRecordedEither() throws IOException {
    try (TestServer server = app().start()) {
      String answer =
          server.exchange(
              "GET /stats HTTP/1.1\r\nHost: stats.example\r\nConnection: close\r\n\r\n");
      assertThat(answer).startsWith("HTTP/1.1 403").contains("problem+json");
      assertThat(server.send("GET", "/stats", "X-Forwarded-For", "127.0.0.1").statusCode())
          .isEqualTo(403);
      assertThat(server.recorded()).isEmpty();
    }
  }

  @Test
  void tokenIsReadFromTheRequest() {
    String token = "0123456789abcdef";
    try (TestServer server =
        app().settings(builder -> builder.access(StatsAccess.TOKEN).token(token)).start()) {
      assertThat(server.get("/stats").statusCode()).isEqualTo(401);
      assertThat(server.send("GET", "/stats", "Lapwing-Token", token).statusCode()).isEqualTo(200);
      assertThat(server.recorded()).isEmpty();
    }
  }

  /** The valve takes away the header that tells of the proxy, so nobody can be told apart. */
  @Test
  void readerBehindAValveThatRewritesAddressesIsNotTakenForLocal() {
    try (TestServer server =
        app()
            .context(context -> ((Context) context).getPipeline().addValve(new RemoteIpValve()))
            .start()) {
      HttpResponse<String> answer = server.send("GET", "/stats", "X-Forwarded-For", "127.0.0.1");
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("remote-address");
      assertThat(server.recorded()).isEmpty();
    }
  }

  /** Wherever the filter stands, only the request that it wraps tells who really asks. */
  @ParameterizedTest
  @CsvSource({"false, X-Forwarded-For", "true, X-Forwarded-For", "false, X-Forwarded-Host"})
  void readerBehindAFilterThatBelievesHeadersIsNotTakenForLocal(boolean inFront, String header)
      throws IOException {
    ForwardedHeaders filter = new ForwardedHeaders();
    TestServer.App app = inFront ? app().filterInFront(filter) : app().filter(filter);
    try (TestServer server = app.start()) {
      String answer =
          server.exchange(
              "GET /stats HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                  + header
                  + ": 127.0.0.1\r\n\r\n");
      assertThat(answer).startsWith("HTTP/1.1 403").contains("\"rule\":\"forwarded\"");
      assertThat(server.get("/stats").statusCode()).isEqualTo(200);
      assertThat(server.recorded()).isEmpty();
    }
  }

  @Test
  void addressAndHostAreThoseOfTheConnectionAndNotOfAWrappedRequest() throws IOException {
    Filter claiming =
        (request, response, chain) ->
            chain.doFilter(
                new HttpServletRequestWrapper((HttpServletRequest) request) {
                  @Override
                  public String getRemoteAddr() {
                    return "203.0.113.9";
                  }

                  @Override
                  public String getLocalAddr() {
                    return "203.0.113.1";
                  }

                  @Override
                  public String getHeader(String name) {
                    return name.equalsIgnoreCase("Host") ? "localhost" : super.getHeader(name);
                  }
                },
                response);
    try (TestServer server = app().filter(claiming).start()) {
      assertThat(server.get("/stats").statusCode()).isEqualTo(200);
      String answer =
          server.exchange(
              "GET /stats HTTP/1.1\r\nHost: stats.example\r\nConnection: close\r\n\r\n");
      assertThat(answer).startsWith("HTTP/1.1 403").contains("\"rule\":\"host\"");
    }
  }
}
