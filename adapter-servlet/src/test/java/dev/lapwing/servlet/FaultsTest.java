// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What fails while Lapwing looks at a request never reaches the client. */
class FaultsTest {
  private static final Service OK = Service.answering("ok");

  /** Puts a request and a response in front of Lapwing of which one method throws. */
  private static Filter breaking(String method) {
    return (request, response, chain) ->
        chain.doFilter(
            broken(HttpServletRequest.class, request, method),
            broken(HttpServletResponse.class, response, method));
  }

  private static <T> T broken(Class<T> type, Object target, String broken) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              if (method.getName().equals(broken)) {
                throw new IllegalStateException(broken);
              }
              try {
                return method.invoke(target, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    return type.cast(proxy);
  }

  @ParameterizedTest
  @CsvSource({
    "getMethod, _OTHER /x {200=1}",
    "getRequestURI, GET /x {200=1}",
    "getHttpServletMapping, GET (unmatched) {200=1}",
    "getServletContext, GET (unmatched) {200=1}",
    "isAsyncStarted, GET /x {200=1}",
    "isCommitted, GET /x {200=1}",
    "getContentType, GET /x {200=1}",
    "getStatus, GET /x {0=1} errors=1",
  })
  void brokenRequestOrResponseIsAnsweredAndCounted(String method, String recorded) {
    try (TestServer server =
        TestServer.app().filterInFront(breaking(method)).servlet("/x", OK).start()) {
      assertThat(server.get("/x").body()).isEqualTo("ok");
      assertThat(server.recorded()).containsExactly(recorded);
    }
  }

  @Test
  void requestThatMayHaveBegunBeforeIsAnsweredUnmeasured() {
    try (TestServer server =
        TestServer.app().filterInFront(breaking("getAttribute")).servlet("/x", OK).start()) {
      assertThat(server.get("/x").body()).isEqualTo("ok");
      assertThat(server.recorded()).isEmpty();
    }
  }

  @Test
  void requestThatCannotBeMarkedIsAnsweredAndMeasured() {
    Service refusing = (request, response) -> response.sendError(418);
    Service async = (request, response) -> request.startAsync().complete();
    try (TestServer server =
        TestServer.app()
            .filterInFront(breaking("setAttribute"))
            .servlet("/refusing", refusing)
            .servlet("/async", async)
            .start()) {
      assertThat(server.get("/refusing").statusCode()).isEqualTo(418);
      assertThat(server.get("/async").statusCode()).isEqualTo(200);
      assertThat(server.recorded())
          .containsExactlyInAnyOrder("GET /refusing {418=1}", "GET /async {200=1}");
    }
  }

  @Test
  void disabledMonitorLeavesTheServiceAsItIs() {
    try (TestServer server =
        TestServer.app()
            .servlet("/x", OK)
            .servlet("/async", (request, response) -> request.startAsync().dispatch("/x"))
            .settings(builder -> builder.enabled(false))
            .start()) {
      assertThat(server.get("/x").body()).isEqualTo("ok");
      assertThat(server.get("/async").body()).isEqualTo("ok");
      assertThat(server.recorded()).isEmpty();
    }
  }
}
