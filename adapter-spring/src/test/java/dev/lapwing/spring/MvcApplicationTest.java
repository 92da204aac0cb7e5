// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.spi.IntervalListener;
import dev.lapwing.spi.SlowOperationListener;
import dev.lapwing.stats.OperationStats;
import dev.lapwing.stats.SlowOperation;
import dev.lapwing.stats.StatsQuery;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** What an application of Spring MVC has by the dependency alone. */
class MvcApplicationTest {

  @Test
  void everyKindOfHandlerHasItsRoute() {
    try (Application app = Application.mvc(Shop.class, Functions.class).start()) {
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
  void missingFileIsUnmatchedWhateverAnAdviceMakesOfIt() {
    try (Application app = Application.mvc(Shop.class, CatchAll.class).start()) {
      assertThat(app.get("/nowhere").statusCode()).isEqualTo(500);
      assertThat(app.get("/hello.txt").statusCode()).isEqualTo(200);
      assertThat(recorded(app))
          .isEqualTo(
              Map.of("GET (unmatched)", Map.of("500", 1L), "GET (static)", Map.of("200", 1L)));
    }
  }

  @Test
  void pathsOfContextAndDispatcherAreInTheRouteAndInFrontOfTheStats() {
    try (Application app =
        Application.mvc(Shop.class)
            .property("server.servlet.context-path", "/shop")
            .property("spring.mvc.servlet.path", "/api")
            .start()) {
      assertThat(app.get("/shop/api/stats").body()).contains("\"activeRequestsPeak\":0");
      assertThat(app.get("/shop/api/items/7").body()).isEqualTo("item 7");
      assertThat(recorded(app)).isEqualTo(Map.of("GET /shop/api/items/{id}", Map.of("200", 1L)));
    }
  }

  @Test
  void readersRaiseNoPeak() {
    try (Application app = Application.mvc(Shop.class).start()) {
      assertThat(app.get("/stats/").body()).contains("\"activeRequestsPeak\":0");
      assertThat(app.get("/stats/nowhere").statusCode()).isEqualTo(404);
      assertThat(app.get("/stats").body()).contains("\"activeRequestsPeak\":0");
    }
  }

  @ParameterizedTest
  @CsvSource({"'',''", "'',/api", "/shop,''", "/shop,/api"})
  void pathSpelledOtherwiseIsTheApplicationsAndRecorded(String context, String dispatcher) {
    try (Application app =
        Application.mvc(Shop.class)
            .property("server.servlet.context-path", context)
            .property("spring.mvc.servlet.path", dispatcher.isEmpty() ? "/" : dispatcher)
            .start()) {
      String base = context + dispatcher;
      assertThat(app.get(base + "/stats;x=1").statusCode()).isEqualTo(404);
      assertThat(recorded(app)).isEqualTo(Map.of("GET (unmatched)", Map.of("404", 1L)));
      assertThat(app.get(base + "/%73tats").statusCode()).isEqualTo(404);
      assertThat(recorded(app)).isEqualTo(Map.of("GET (unmatched)", Map.of("404", 2L)));
      assertThat(app.get(base + "/stats").statusCode()).isEqualTo(200);
      assertThat(recorded(app)).isEqualTo(Map.of("GET (unmatched)", Map.of("404", 2L)));
    }
  }

  @Test
  void functionOfTheApplicationAtTheBaseWinsAndAWarningSaysSo() {
    try (Application app =
            Application.mvc(Shop.class, Functions.class)
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
    try (Application app = Application.mvc(Shop.class, AnyPost.class).start();
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
    try (Application app = Application.mvc(Shop.class).property("lapwing.path", "/items").start()) {
      assertThat(app.get("/items/slow").body()).isEqualTo("item slow");
      assertThat(app.get("/items").statusCode()).isEqualTo(404);
      assertThat(recorded(app))
          .isEqualTo(
              Map.of("GET /items/{id}", Map.of("200", 1L), "GET (unmatched)", Map.of("404", 1L)));
    }
  }

  @Test
  void functionOfTheApplicationElsewhereChangesNothing() {
    try (Application app = Application.mvc(Shop.class, Functions.class).start();
        Warnings warnings = new Warnings()) {
      assertThat(app.get("/functional/stats").body()).isEqualTo("function stats");
      assertThat(app.get("/stats").statusCode()).isEqualTo(200);
      assertThat(recorded(app)).isEqualTo(Map.of("GET /functional/{id}", Map.of("200", 1L)));
      assertThat(warnings.all()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"native", "framework"})
  void forwardedHeadersMakeNobodyLocal(String strategy) {
    try (Application app =
        Application.mvc(Shop.class).property("server.forward-headers-strategy", strategy).start()) {
      // Tomcat's valve leaves nothing to tell whose addresses they are.
      int local = strategy.equals("native") ? 403 : 200;
      assertThat(app.get("/stats").statusCode()).isEqualTo(local);
      assertThat(app.get("/stats", "X-Forwarded-For", "127.0.0.1").statusCode()).isEqualTo(403);
      assertThat(app.get("/stats", "X-Forwarded-For", "192.0.2.1").statusCode()).isEqualTo(403);
      assertThat(app.get("/items/7", "X-Forwarded-Prefix", "/proxied").statusCode()).isEqualTo(200);
      assertThat(recorded(app)).isEqualTo(Map.of("GET /items/{id}", Map.of("200", 1L)));
    }
  }

  @Test
  void nothingIsServedNorRecordedWhenDisabled() {
    try (Application app =
        Application.mvc(Shop.class).property("lapwing.enabled", "false").start()) {
      assertThat(app.get("/items/7").body()).isEqualTo("item 7");
      assertThat(app.get("/stats").statusCode()).isEqualTo(404);
      assertThat(monitor(app).getStats()).isEmpty();
      assertThat(app.context().getBeansOfType(MvcMonitoring.class)).isEmpty();
    }
  }

  @Test
  void beansCustomizeAndListen() {
    BlockingQueue<SlowOperation> slow = new LinkedBlockingQueue<>();
    BlockingQueue<Object> intervals = new LinkedBlockingQueue<>();
    try (Application app =
        Application.mvc(Shop.class)
            .bean(
                PerformanceMonitorCustomizer.class,
                builder -> builder.slowOperationThreshold(Duration.ofNanos(1)).version("1.2"))
            .bean(SlowOperationListener.class, slow::add)
            .bean(IntervalListener.class, intervals::add)
            .property("spring.application.name", "shop")
            .property("lapwing.instance", "one")
            .start()) {
      app.get("/items/7");
      await().until(() -> !slow.isEmpty() && !intervals.isEmpty());
      assertThat(slow.remove().operation()).isEqualTo("GET /items/{id}");
      assertThat(app.get("/stats").body())
          .contains("\"name\":\"shop\"", "\"instance\":\"one\"", "\"version\":\"1.2\"");
    }
  }

  private static PerformanceMonitor monitor(Application app) {
    return app.context().getBean(PerformanceMonitor.class);
  }

  /** Returns the statuses by operation, once nothing is in flight. */
  static Map<String, Map<String, Long>> recorded(Application app) {
    PerformanceMonitor monitor = monitor(app);
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> monitor.http().endpoint().read(StatsQuery.DEFAULT).activeRequests() == 0);
    return monitor.getStats().stream()
        .collect(Collectors.toMap(OperationStats::operation, OperationStats::statuses));
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
    }
  }

  @Configuration
  static class Functions {
    @Bean
    RouterFunction<ServerResponse> functions() {
      return RouterFunctions.route()
          .GET(
              "/functional/{id}",
              request -> ServerResponse.ok().body("function " + request.pathVariable("id")))
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
              request -> ServerResponse.ok().body("tenant " + request.pathVariable("tenant")))
          .build();
    }
  }

  @ControllerAdvice
  static class CatchAll {
    @ExceptionHandler(Exception.class)
    ResponseEntity<String> handle() {
      return ResponseEntity.status(500).body("caught");
    }
  }
}
