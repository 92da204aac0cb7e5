// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.http.RouteTemplate;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Services that dispatch by themselves and tell their routes when asked. */
class RouteResolverTest {
  private static final Service FRAMEWORK =
      (request, response) -> {
        request.setAttribute("framework.matched", "/users/{id}");
        response.getWriter().print("ok");
      };

  private static TestServer serving(RouteResolver routes) {
    return TestServer.app("/shop").servlet("/api/*", FRAMEWORK).routes(routes).start();
  }

  private static String matched(HttpServletRequest request) {
    return (String) request.getAttribute("framework.matched");
  }

  @Test
  void namesTheRouteBelowTheContextPath_whenTheServiceHasMatchedIt() {
    try (TestServer server = serving(RouteResolverTest::matched)) {
      server.get("/api/users/1");
      server.get("/api/users/2");
      assertThat(server.recorded()).containsExactly("GET /shop/users/{id} {200=2}");
    }
  }

  @Test
  void templateWithoutASlashHasOne() {
    try (TestServer server = serving(request -> "users/{id}")) {
      server.get("/api/users/1");
      assertThat(server.recorded()).containsExactly("GET /shop/users/{id} {200=1}");
    }
  }

  @Test
  void nullLeavesItToTheMapping() {
    try (TestServer server = serving(request -> null)) {
      server.get("/api/users/1");
      assertThat(server.recorded()).containsExactly("GET /shop/api/{path...} {200=1}");
    }
  }

  @Test
  void mayNameAStaticFileAndNothingAtAll() {
    try (TestServer server =
        serving(request -> request.getPathInfo().endsWith(".css") ? RouteTemplate.STATIC : "")) {
      server.get("/api/a.css");
      server.get("/api/none");
      assertThat(server.recorded())
          .containsExactlyInAnyOrder("GET (static) {200=1}", "GET (unmatched) {200=1}");
    }
  }

  @Test
  void attributeOfTheRequestWins() {
    try (TestServer server =
        TestServer.app()
            .servlet(
                "/*",
                (request, response) ->
                    request.setAttribute(LapwingFilter.ROUTE_ATTRIBUTE, "/by/attribute"))
            .routes(request -> "/by/resolver")
            .start()) {
      server.get("/x");
      assertThat(server.recorded()).containsExactly("GET /by/attribute {200=1}");
    }
  }

  @Test
  void whatAFrameworkNamesFirstStaysUnlessTheServiceSaysOtherwise() {
    Service named =
        (request, response) -> {
          LapwingFilter.attach(request, "/named/{id}");
          LapwingFilter.attach(request, "/error");
          LapwingFilter.noteMissingFile(request);
          if (request.getQueryString() != null) {
            request.setAttribute(LapwingFilter.ROUTE_ATTRIBUTE, "/by/attribute");
          }
        };
    Service missing =
        (request, response) -> {
          LapwingFilter.attach(request, RouteTemplate.STATIC);
          LapwingFilter.noteMissingFile(request);
          response.setStatus(404);
        };
    try (TestServer server =
        TestServer.app()
            .servlet("/x", named)
            .servlet("/y", missing)
            .routes(request -> "/by/resolver")
            .start()) {
      server.get("/x");
      server.get("/x?service");
      server.get("/y");
      assertThat(server.recorded())
          .containsExactlyInAnyOrder(
              "GET /named/{id} {200=1}", "GET /by/attribute {200=1}", "GET (unmatched) {404=1}");
    }
  }

  @Test
  void whatItThrowsReachesNobodyAndTheMappingIsTheRoute() {
    for (Throwable thrown : new Throwable[] {new IllegalStateException(), new LinkageError()}) {
      try (TestServer server =
          serving(
              request -> {
                Sneaky.sneak(thrown);
                return "/never";
              })) {
        assertThat(server.get("/api/users/1").body()).isEqualTo("ok");
        assertThat(server.recorded()).containsExactly("GET /shop/api/{path...} {200=1}");
        assertThat(server.document().self().swallowedErrors()).isOne();
      }
    }
  }

  @Test
  void isAskedOnceForARequest_whenItsFirstDispatchHasEnded() {
    AtomicInteger asked = new AtomicInteger();
    try (TestServer server =
        TestServer.app()
            .servlet("/x", (request, response) -> request.startAsync().dispatch("/y"))
            .servlet("/y", Service.answering("y"))
            .routes(request -> "/asked/" + asked.incrementAndGet())
            .start()) {
      server.get("/x");
      assertThat(server.recorded()).containsExactly("GET /asked/1 {200=1}");
    }
  }

  @Test
  void nullIsRefused() {
    try (PerformanceMonitor monitor = PerformanceMonitor.builder().build()) {
      assertThatNullPointerException()
          .isThrownBy(() -> new LapwingFilter(monitor, null))
          .withMessage("routes must not be null");
    }
  }
}
