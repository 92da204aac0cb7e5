// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.benchmarks.servers.Service;
import dev.lapwing.benchmarks.servers.runner.ServerProcess.Counters;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What every module of measured servers passes, in its own folder, after it was packaged: each
 * variant starts on its class path and answers. The realistic service is the same code in all
 * variants and takes seconds to start, so one of them stands for it.
 */
public abstract class ServersContract {

  private static final Path LOGS = Path.of("target", "logs");
  private static final String ORDER =
      "{\"customerId\":7,\"lines\":[{\"productId\":3,\"quantity\":2}],\"note\":\"\"}";

  private final ServerModule module = ServerModule.in(Path.of(""));
  private final HttpClient http = HttpClient.newHttpClient();

  @TestFactory
  Stream<DynamicTest> trivialService() {
    return module.variants().stream().map(variant -> test(variant, Service.TRIVIAL));
  }

  @TestFactory
  DynamicTest realisticService() {
    return test(ServerModule.LAPWING, Service.REALISTIC);
  }

  private DynamicTest test(String variant, Service service) {
    return DynamicTest.dynamicTest(
        variant,
        () -> {
          try (ServerProcess server = ServerProcess.start(module, service, variant, LOGS)) {
            Counters before = server.counters();
            int sent = service == Service.TRIVIAL ? greet(server) : trade(server);
            Counters after = server.counters();
            assertThat(after.cpuNanos()).isGreaterThanOrEqualTo(before.cpuNanos());
            assertThat(after.allocatedBytes()).isGreaterThan(before.allocatedBytes());
            if (variant.equals(ServerModule.LAPWING)) {
              assertThat(new LapwingCount().settled(server)).isEqualTo(sent);
              assertThat(counted(server)).isEqualTo(operations(service));
            }
          }
        });
  }

  /** The operations that Lapwing counts, with how often each is asked for here. */
  protected Map<String, Integer> operations(Service service) {
    return service == Service.TRIVIAL
        ? Map.of("GET /hello/{name}", 1)
        : Map.of("POST /orders", 1, "GET /orders/{id}", 1, "GET /orders", 1);
  }

  private Map<String, Integer> counted(ServerProcess server)
      throws IOException, InterruptedException {
    String stats = send(HttpRequest.newBuilder(server.uri("/stats"))).body();
    Map<String, Integer> counts = new HashMap<>();
    for (JsonNode row : JsonMapper.shared().readTree(stats).get("operations")) {
      counts.put(row.get("operation").stringValue(), row.get("count").intValue());
    }
    return counts;
  }

  private int greet(ServerProcess server) throws IOException, InterruptedException {
    HttpResponse<String> hello = send(HttpRequest.newBuilder(server.uri("/hello/ada")));
    assertThat(hello.statusCode()).isEqualTo(200);
    assertThat(hello.body()).isEqualTo("hello ada");
    return 1;
  }

  private int trade(ServerProcess server) throws IOException, InterruptedException {
    HttpResponse<String> placed =
        send(
            HttpRequest.newBuilder(server.uri("/orders"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(ORDER)));
    assertThat(placed.statusCode()).isEqualTo(201);
    assertThat(placed.body()).contains("\"id\":5001", "\"customerId\":7");
    HttpResponse<String> found = send(HttpRequest.newBuilder(server.uri("/orders/5001")));
    assertThat(found.statusCode()).isEqualTo(200);
    assertThat(found.body()).isEqualTo(placed.body());
    HttpResponse<String> newest =
        send(HttpRequest.newBuilder(server.uri("/orders?status=NEW&limit=1")));
    assertThat(newest.statusCode()).isEqualTo(200);
    assertThat(newest.body()).startsWith("[{\"id\":5001,").endsWith("}]");
    return 3;
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }
}
