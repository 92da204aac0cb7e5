// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import static dev.lapwing.spring.MvcApplicationTest.recorded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lapwing.PerformanceMonitor;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/** What an application of Spring WebFlux has by the dependency alone. */
class WebFluxApplicationTest {

  @Test
  void everyKindOfHandlerHasItsRoute() {
    try (Application app = Application.webFlux(Shop.class, Functions.class).start()) {
      assertThat(app.get("/items/7").body()).isEqualTo("item 7");
      assertThat(app.get("/functional/7").body()).isEqualTo("function 7");
      assertThat(app.get("/files/hello.txt").body()).isEqualTo("a file");
      assertThat(app.get("/hello.txt").body()).isEqualTo("a file");
      assertThat(app.get("/nowhere.txt").statusCode()).isEqualTo(404);
      assertThat(app.send("DELETE", "/items/7").statusCode()).isEqualTo(405);
      assertThat(app.send("OPTIONS", "/items/7").statusCode()).isEqualTo(200);
      assertThat(recorded(app))
          .isEqualTo(
              Map.of(
                  "GET /items/{id}", Map.of("200", 1L),
                  "GET /functional/{id}", Map.of("200", 1L),
                  "GET (static)", Map.of("200", 2L),
                  "GET (unmatched)", Map.of("404", 1L),
                  "DELETE (unmatched)", Map.of("405", 1L),
                  "OPTIONS (unmatched)", Map.of("200", 1L)));
    }
  }

  @Test
  void requestsThatComeBeforeTheOneInFrontIsOverAreAllRecorded() throws IOException {
    try (Application app = Application.webFlux(Shop.class).start();
        Socket socket = new Socket("127.0.0.1", app.port())) {
      socket.setSoTimeout(10_000);
      send(socket, "/delayed", "/items/7");
      readUntil(socket, "item 7");
      send(socket, "/items/8");
      readUntil(socket, "item 8");
      assertThat(recorded(app))
          .isEqualTo(
              Map.of("GET /delayed", Map.of("200", 1L), "GET /items/{id}", Map.of("200", 2L)));
    }
  }

  private static void send(Socket socket, String... paths) throws IOException {
    String requests =
        Stream.of(paths)
            .map(path -> "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
            .collect(Collectors.joining());
    socket.getOutputStream().write(requests.getBytes(StandardCharsets.UTF_8));
  }

  private static void readUntil(Socket socket, String end) throws IOException {
    StringBuilder read = new StringBuilder();
    while (read.indexOf(end) < 0) {
      int next = socket.getInputStream().read();
      assertThat(next).as("what came after %s", read).isNotNegative();
      read.append((char) next);
    }
  }

  @Test
  void failureOfWhatIsDoneBeforeTheHeadIsAnErrorAndNoAbort() {
    try (Application app =
        Application.webFlux(Shop.class)
            .bean(
                WebFilter.class,
                (exchange, chain) -> {
                  exchange
                      .getResponse()
                      .beforeCommit(() -> Mono.error(new IllegalStateException("not saved")));
                  return chain.filter(exchange);
                })
            .start()) {
      assertThat(app.get("/items/7").statusCode()).isEqualTo(500);
      assertThat(app.get("/empty").statusCode()).isEqualTo(500);
      assertThat(recorded(app))
          .isEqualTo(Map.of("GET /items/{id}", Map.of("500", 1L), "GET /empty", Map.of("500", 1L)));
      assertThat(app.context().getBean(PerformanceMonitor.class).getStats())
          .allMatch(route -> route.errorCount() == 1 && route.abortedCount() == 0);
    }
  }

  @Test
  void readersRaiseNoPeak() {
    try (Application app =
        Application.webFlux(Shop.class).property("spring.webflux.base-path", "/shop").start()) {
      assertThat(app.get("/shop/stats").body()).contains("\"activeRequestsPeak\":0");
      assertThat(app.get("/shop/stats/nowhere").statusCode()).isEqualTo(404);
      assertThat(app.get("/shop/stats/slow").body())
          .contains("\"schema\":\"lapwing.slow/1\"", "\"slowest\":[]");
    }
  }

  @Test
  void functionOfTheApplicationAtTheBaseWinsAndAWarningSaysSo() {
    try (Application app =
            Application.webFlux(Shop.class, Functions.class)
                .property("lapwing.path", "/functional/stats")
                .start();
        Warnings warnings = new Warnings()) {
      assertThat(app.get("/functional/stats").body()).isEqualTo("function stats");
      assertThat(app.get("/functional/stats").body()).isEqualTo("function stats");
      assertThat(recorded(app)).isEqualTo(Map.of("GET /functional/{id}", Map.of("200", 2L)));
      await().until(() -> !warnings.all().isEmpty());
      assertThat(app.get("/functional/stats/slow").statusCode()).isEqualTo(200);
      assertThat(warnings.all())
          .singleElement()
          .asString()
          .startsWith("A function of the application answers requests at /functional/stats:")
          .contains("Set lapwing.path");
    }
  }

  @Test
  void functionOfTheApplicationLeavesTheStatsWhatItDoesNotAnswer() {
    try (Application app = Application.webFlux(Shop.class, AnyPost.class).start();
        Warnings warnings = new Warnings()) {
      assertThat(app.send("POST", "/stats").body()).isEqualTo("tenant stats");
      await().until(() -> !warnings.all().isEmpty());
      assertThat(app.get("/stats").body()).contains("lapwing.stats/");
      assertThat(app.send("POST", "/stats").body()).isEqualTo("tenant stats");
      assertThat(app.get("/stats/slow").body()).contains("lapwing.slow/");
      assertThat(recorded(app)).isEqualTo(Map.of("POST /{tenant}", Map.of("200", 2L)));
      assertThat(warnings.all()).hasSize(1);
    }
  }

  @Test
  void controllerOfTheApplicationAtTheBaseClosesTheStats() {
    try (Application app =
        Application.webFlux(Shop.class).property("lapwing.path", "/items").start()) {
      assertThat(app.get("/items/slow").body()).isEqualTo("item slow");
      assertThat(app.get("/items").statusCode()).isEqualTo(404);
      assertThat(recorded(app))
          .isEqualTo(
              Map.of("GET /items/{id}", Map.of("200", 1L), "GET (unmatched)", Map.of("404", 1L)));
    }
  }

  @Test
  void functionOfTheApplicationElsewhereChangesNothing() {
    try (Application app = Application.webFlux(Shop.class, Functions.class).start();
        Warnings warnings = new Warnings()) {
      assertThat(app.get("/functional/stats").body()).isEqualTo("function stats");
      assertThat(app.get("/stats").statusCode()).isEqualTo(200);
      assertThat(recorded(app)).isEqualTo(Map.of("GET /functional/{id}", Map.of("200", 1L)));
      assertThat(warnings.all()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"native", "framework"})
  void forwardedHeadersMakeNobodyLocalAndHideNoRoute(String strategy) {
    try (Application app =
        Application.webFlux(Shop.class)
            .property("server.forward-headers-strategy", strategy)
            .start()) {
      assertThat(app.get("/stats").statusCode()).isEqualTo(200);
      assertThat(app.get("/stats", "X-Forwarded-For", "127.0.0.1").statusCode()).isEqualTo(403);
      assertThat(app.get("/stats", "X-Forwarded-For", "192.0.2.1").statusCode()).isEqualTo(403);
      assertThat(app.get("/items/7", "X-Forwarded-For", "192.0.2.1").statusCode()).isEqualTo(200);
      assertThat(recorded(app)).isEqualTo(Map.of("GET /items/{id}", Map.of("200", 1L)));
    }
  }

  @Test
  void statsAreMadeAndWrittenOffTheEventLoop() {
    try (Application app =
        Application.webFlux(Shop.class)
            .bean(
                PerformanceMonitorCustomizer.class,
                builder -> builder.timeSource(new ThreadNotingTime()))
            .start()) {
      ThreadNotingTime.THREADS.clear();
      assertThat(app.get("/stats").statusCode()).isEqualTo(200);
      assertThat(ThreadNotingTime.THREADS)
          .isNotEmpty()
          .noneMatch(name -> name.startsWith("reactor-http"));
    }
  }

  @Test
  void nothingIsServedNorRecordedWhenDisabled() {
    try (Application app =
        Application.webFlux(Shop.class).property("lapwing.enabled", "false").start()) {
      assertThat(app.get("/items/7").body()).isEqualTo("item 7");
      assertThat(app.get("/stats").statusCode()).isEqualTo(404);
      assertThat(app.context().getBean(PerformanceMonitor.class).getStats()).isEmpty();
    }
  }

  /** An application as one writes it. */
  @Configuration
  @EnableAutoConfiguration
  @Import(Shop.Items.class)
  static class Shop {
    @RestController
    static class Items {
      @GetMapping("/items/{id}")
      String item(@PathVariable("id") String id) {
        return "item " + id;
      }

      @GetMapping("/empty")
      Mono<Void> empty() {
        return Mono.empty();
      }

      @GetMapping("/delayed")
      Mono<String> delayed() {
        return Mono.delay(Duration.ofMillis(100)).thenReturn("late");
      }
    }
  }

  @Configuration
  static class Functions {
    @Bean
    RouterFunction<ServerResponse> functions() {
      return RouterFunctions.route()
          .GET(
              "/functional/{id}",
              request -> ServerResponse.ok().bodyValue("function " + request.pathVariable("id")))
          .resources("/files/**", new ClassPathResource("static/"))
          .build();
    }
  }

  @Configuration
  static class AnyPost {
    @Bean
    RouterFunction<ServerResponse> tenants() {
      return RouterFunctions.route()
          .POST(
              "/{tenant}",
              request -> ServerResponse.ok().bodyValue("tenant " + request.pathVariable("tenant")))
          .build();
    }
  }
}
