// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import static dev.lapwing.http.EndpointClient.address;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Who may read what, as the documentation has it. */
class AccessMatrixTest {
  private static final Path DOCUMENTATION = Path.of("..", "docs", "access.md");
  private static final List<String> DOCUMENTS =
      List.of("", "/", "/operation?name=GET%20/users/{id}", "/series", "/slow", "/active");

  /** What each row of the table does to a request that comes from this machine. */
  private static final Map<String, Consumer<EndpointClient>> REQUESTS = requests();

  private static Map<String, Consumer<EndpointClient>> requests() {
    String token = EndpointClient.TOKEN;
    Map<String, Consumer<EndpointClient>> rows = new LinkedHashMap<>();
    rows.put("from this machine, no token", client -> {});
    rows.put("from another machine", client -> client.remote(address("203.0.113.9")));
    rows.put(
        "through a published port of a container",
        client -> client.remote(address("172.17.0.1")).local(address("172.17.0.2")));
    rows.put("with unknown addresses", client -> client.remote(null).local(null));
    rows.put("with a forwarded header", client -> client.header("x-forwarded-for", "127.0.0.1"));
    rows.put(
        "with a remote address rewritten to be local",
        client -> client.local(address("192.0.2.7")));
    rows.put(
        "with a remote address rewritten to be remote",
        client -> client.remote(address("203.0.113.9")));
    rows.put("with a foreign `Host`", client -> client.header("host", "rebound.example:8080"));
    rows.put("with no `Host`", client -> client.header("host", null));
    rows.put("with a foreign `Origin`", client -> client.header("origin", "http://evil.example"));
    rows.put("with the right token", client -> client.header("authorization", "Bearer " + token));
    rows.put(
        "with the right token, from another machine",
        client -> client.header("lapwing-token", token).remote(address("203.0.113.9")));
    rows.put("with a wrong token", client -> client.header("authorization", "Bearer wrong"));
    return rows;
  }

  @Test
  void tableOfTheDocumentation_isWhatTheEndpointDoes() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(row("request", "`loopback`", "`token`", "`delegated`", "`open`"));
    lines.add("|---|---|---|---|---|");
    REQUESTS.forEach(
        (request, change) -> {
          List<String> cells = new ArrayList<>(List.of(request));
          for (StatsAccess access : columns()) {
            cells.add(Integer.toString(statusOf(access, change)));
          }
          lines.add(row(cells.toArray(String[]::new)));
        });

    assertThat(Files.readString(DOCUMENTATION)).contains(String.join("\n", lines));
  }

  private static List<StatsAccess> columns() {
    return List.of(
        StatsAccess.LOOPBACK, StatsAccess.TOKEN, StatsAccess.DELEGATED, StatsAccess.OPEN);
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  /** Returns the status that GET and HEAD of every document have alike. */
  private static int statusOf(StatsAccess access, Consumer<EndpointClient> change) {
    int status = 0;
    for (String document : DOCUMENTS) {
      for (String method : List.of("GET", "HEAD")) {
        StatsReply reply = send(access, change, method, document);
        assertThat(reply.status())
            .as("%s %s with %s", method, document, access)
            .isEqualTo(status == 0 ? reply.status() : status);
        assertThat(EndpointClient.body(reply).isEmpty()).isEqualTo(method.equals("HEAD"));
        status = reply.status();
      }
    }
    return status;
  }

  private static StatsReply send(
      StatsAccess access, Consumer<EndpointClient> change, String method, String document) {
    EndpointClient client = EndpointClient.of(access).at(document).method(method);
    change.accept(client);
    StatsReply reply = client.send();
    if (reply.status() != 200) {
      assertThat(client.source.queries).isEmpty();
    }
    return reply;
  }

  @Test
  void otherMethod_isNotAllowedToReaders_andRefusedToOthersAsAnyIs() {
    for (StatsAccess access : columns()) {
      REQUESTS.forEach(
          (request, change) -> {
            int read = statusOf(access, change);
            for (String document : DOCUMENTS) {
              for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get")) {
                StatsReply reply = send(access, change, method, document);
                assertThat(reply.status())
                    .as("%s %s %s with %s", method, document, request, access)
                    .isEqualTo(read == 200 ? 405 : read);
                assertThat(reply.headers().get("Allow"))
                    .isEqualTo(read == 200 ? "GET, HEAD" : null);
              }
            }
          });
    }
  }

  @Test
  void clearing_isUnderTheSameRules_andForNoOtherOrigin() {
    for (StatsAccess access : columns()) {
      REQUESTS.forEach(
          (request, change) -> {
            int read = statusOf(access, change);
            EndpointClient client = EndpointClient.of(access).clearing();
            change.accept(client);
            boolean foreign = request.toLowerCase(Locale.ROOT).contains("origin");
            assertThat(client.send().status())
                .as("%s with %s", request, access)
                .isEqualTo(read != 200 ? read : foreign ? 403 : 204);
            assertThat(client.source.clears).isEqualTo(read == 200 && !foreign ? 1 : 0);
          });
    }
  }
}
