// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.http.StatsAccess;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents below the base, through a container. */
class StatsDocumentsTest {
  private static final Pattern HREF = Pattern.compile("\"href\":\"([^\"]+)\"");

  private static TestServer.App app(String contextPath) {
    return TestServer.app(contextPath).servlet("/x/*", Service.answering("ok"));
  }

  @Test
  void hrefOfARow_leadsToItsDocument_alsoBelowAContextPathAndWithASlash() {
    try (TestServer server =
        app("/shop").settings(builder -> builder.path("/ops/lapwing")).start()) {
      server.get("/x/1");
      for (String path : new String[] {"/ops/lapwing", "/ops/lapwing/"}) {
        HttpResponse<String> stats = server.get(path);
        Matcher href = HREF.matcher(stats.body());
        assertThat(href.find()).isTrue();
        URI followed = stats.uri().resolve(href.group(1).replace("\\u0026", "&"));
        HttpResponse<String> operation = get(followed);
        assertThat(operation.statusCode()).isEqualTo(200);
        assertThat(operation.body()).contains("lapwing.operation/1", "\"count\":1");
      }
      assertThat(server.recorded()).hasSize(1);
    }
  }

  private static HttpResponse<String> get(URI uri) {
    try {
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/stats", "/stats/series", "/stats/slow"})
  void documentThatIsThere_isNotSentAgain(String path) throws IOException {
    try (TestServer server = app("").start()) {
      server.get("/x/1");
      String tag = null;
      HttpResponse<String> again = null;
      // A tick between two requests changes the tag of a window.
      for (int i = 0; i < 10 && (again == null || again.statusCode() == 200); i++) {
        tag = server.get(path).headers().firstValue("etag").orElseThrow();
        again = server.send("GET", path, "If-None-Match", tag);
      }
      assertThat(again.statusCode()).isEqualTo(304);
      assertThat(again.body()).isEmpty();
      assertThat(again.headers().firstValue("etag")).hasValue(tag);
      String raw = exchange(server, "GET " + path, "If-None-Match: *");
      assertThat(raw).startsWith("HTTP/1.1 304").endsWith("\r\n\r\n");
    }
  }

  @Test
  void packedDocument_isTheSame() throws IOException {
    try (TestServer server = app("").start()) {
      server.get("/x/1");
      try (Socket socket =
          server.open(
              "GET /stats?fields=count HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                  + "Accept-Encoding: br, gzip\r\n\r\n")) {
        byte[] all = socket.getInputStream().readAllBytes();
        String text = new String(all, StandardCharsets.ISO_8859_1);
        int headEnd = text.indexOf("\r\n\r\n");
        assertThat(text.substring(0, headEnd).toLowerCase(Locale.ROOT))
            .contains("content-encoding: gzip", "vary: accept-encoding");
        byte[] body = dechunked(all, headEnd + 4);
        String unpacked =
            new String(
                new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes(),
                StandardCharsets.UTF_8);
        assertThat(unpacked).startsWith("{\"schema\":\"lapwing.stats/1\"").endsWith("}");
      }
    }
  }

  private static byte[] dechunked(byte[] all, int start) {
    String text = new String(all, StandardCharsets.ISO_8859_1);
    if (!text.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")) {
      return Arrays.copyOfRange(all, start, all.length);
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int at = start;
    while (true) {
      int lineEnd = text.indexOf("\r\n", at);
      int length = Integer.parseInt(text.substring(at, lineEnd), 16);
      if (length == 0) {
        return body.toByteArray();
      }
      body.write(all, lineEnd + 2, length);
      at = lineEnd + 2 + length + 2;
    }
  }

  /** Whatever refuses it, the container or the endpoint, it is a 4xx that shows nothing inside. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/stats/operation?name=%00",
        "/stats/operation?name=%FF",
        "/stats/operation?name=..%2F..%2Fetc%2Fpasswd",
        "/stats/operation?name=<script>",
        "/stats/operation?name={x}",
        "/stats/operation%2F",
        "/stats/%2e%2e/%2e%2e/",
        "/stats/%00",
        "/stats/%c0%af",
        "/stats/..;/operation",
        "/stats/operation/..%2fseries",
        "/stats?limit=-1",
        "/stats?limit=99999999999999999999",
        "/stats?window=%0d%0aX-Injected:%201",
        "/stats?%",
        "/stats//operation",
        "/stats/series?points=361",
        "/stats/nothing"
      })
  void hostileRequest_isRefusedWithoutATrace(String target) throws IOException {
    try (TestServer server =
        app("").settings(builder -> builder.access(StatsAccess.LOOPBACK)).start()) {
      assertRefused(exchange(server, "GET " + target));
      assertRefused(exchange(server, "GET " + target + "x".repeat(9_000)));
      assertThat(server.document().self().swallowedErrors()).isZero();
    }
  }

  private static void assertRefused(String answer) {
    assertThat(answer)
        .startsWith("HTTP/1.1 4")
        .doesNotContain("\tat ", "dev.lapwing", "\nX-Injected");
  }

  private static String exchange(TestServer server, String start, String... headers)
      throws IOException {
    StringBuilder request = new StringBuilder(start).append(" HTTP/1.1\r\nHost: localhost\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    return server.exchange(request.append("Connection: close\r\n\r\n").toString());
  }
}
