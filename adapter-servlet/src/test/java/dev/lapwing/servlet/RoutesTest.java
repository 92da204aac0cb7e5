// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.http.RouteTemplate;
import dev.lapwing.servlet.containers.Containers;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Which operation a request belongs to. */
@ParameterizedClass
@EnumSource
class RoutesTest {
  @Parameter private Containers kind;

  private TestServer.App app() {
    return TestServer.app().on(kind);
  }

  private TestServer.App app(String contextPath) {
    return TestServer.app(contextPath).on(kind);
  }

  private static final Service OK = Service.answering("ok");

  private static Service routed(String template) {
    return (request, response) -> {
      request.setAttribute(LapwingFilter.ROUTE_ATTRIBUTE, template);
      response.getWriter().print("ok");
    };
  }

  @Test
  void routeThatTheServiceNamesWinsOverItsMapping() {
    try (TestServer server = app().servlet("/*", routed("/users/{id}")).start()) {
      server.get("/users/1");
      server.get("/users/2");
      assertThat(server.recorded()).containsExactly("GET /users/{id} {200=2}");
    }
  }

  @Test
  void routeThatTheServiceNamesIsBelowTheContextPath() {
    try (TestServer server = app("/shop").servlet("/*", routed("/users/{id}")).start()) {
      server.get("/users/1");
      assertThat(server.recorded()).containsExactly("GET /shop/users/{id} {200=1}");
    }
  }

  @Test
  void serviceMayNameAStaticFileAndNothingAtAll() {
    try (TestServer server =
        app("/shop")
            .servlet("/files/*", routed(RouteTemplate.STATIC))
            .servlet("/none/*", routed(""))
            .start()) {
      server.get("/files/a.css");
      server.get("/none/a");
      assertThat(server.recorded())
          .containsExactly("GET (static) {200=1}", "GET (unmatched) {200=1}");
    }
  }

  @Test
  void mappingsOfEveryKindAreRoutes() {
    try (TestServer server =
        app()
            .servlet("", OK)
            .servlet("/exact", OK)
            .servlet("/prefix/*", OK)
            .servlet("*.do", OK)
            .start()) {
      server.get("/");
      server.get("/exact");
      server.get("/prefix");
      server.get("/prefix/1/2");
      server.get("/some/where.do");
      assertThat(server.recorded())
          .containsExactlyInAnyOrder(
              "GET / {200=1}",
              "GET /{path...}.do {200=1}",
              "GET /exact {200=1}",
              "GET /prefix/{path...} {200=2}");
    }
  }

  @Test
  void contextPathIsPartOfTheRouteAsTheServerSpellsIt() throws Exception {
    try (TestServer server = app("/shop").servlet("", OK).servlet("/carts/*", OK).start()) {
      server.get("/");
      server.get("/carts/1");
      server.exchange(
          "GET /%73hop/carts/2 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      assertThat(server.recorded())
          .containsExactlyInAnyOrder("GET /shop {200=1}", "GET /shop/carts/{path...} {200=2}");
    }
  }

  @Test
  void servletOfTheServiceAtTheDefaultMappingIsNoStaticFileHandler() {
    try (TestServer server = app("/shop").servlet("/", OK).start()) {
      server.get("/anything/1");
      server.get("/");
      assertThat(server.recorded()).containsExactly("GET /shop/{path...} {200=2}");
    }
  }

  @Test
  void fileOfTheDefaultServletIsStaticAndWhatItDoesNotFindIsUnmatched() {
    try (TestServer server = app().files().servlet("/x", OK).start()) {
      assertThat(server.get("/hello.txt").body()).isEqualTo("hello");
      assertThat(server.get("/missing.txt").statusCode()).isEqualTo(404);
      assertThat(server.get("/missing/1").statusCode()).isEqualTo(404);
      assertThat(server.send("DELETE", "/hello.txt").statusCode()).isEqualTo(405);
      assertThat(server.recorded())
          .containsExactlyInAnyOrder(
              "GET (static) {200=1}", "GET (unmatched) {404=2}", "DELETE (static) {405=1}");
    }
  }

  @Test
  void filterThatRefusesBeforeAnythingMatchedIsUnmatched() {
    try (TestServer server =
        app()
            .files()
            .servlet("/users/*", OK)
            .filter((request, response, chain) -> ((HttpServletResponse) response).sendError(401))
            .start()) {
      server.get("/nowhere");
      server.get("/users/1");
      assertThat(server.recorded())
          .containsExactlyInAnyOrder("GET (unmatched) {401=1}", "GET /users/{path...} {401=1}");
    }
  }
}
