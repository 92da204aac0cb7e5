// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.servlet.containers.Containers;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A filter that is mapped to every type of dispatch: whatever passes it again counts once. */
@ParameterizedClass
@EnumSource
class DispatcherTypesTest {
  private static final int FAILING = 60;

  private static final Service BROKEN =
      (request, response) -> {
        throw new IllegalStateException("broken");
      };

  @Parameter private Containers kind;

  private final PassingTwice filter = new PassingTwice();

  private TestServer serving(Case... cases) {
    TestServer.App app = TestServer.app().on(kind).withoutMonitor().files().filter(filter);
    for (int status : new int[] {299, 404, 418, 500}) {
      app.errorPage(status, "/page");
    }
    for (int i = 0; i < cases.length; i++) {
      app.servlet("/" + i, cases[i].service);
    }
    TestServer server =
        app.servlet("/page", Service.answering("page"))
            .servlet("/ok", Service.answering("ok"))
            .start();
    filter.use(new LapwingFilter(server.monitor));
    return server;
  }

  private void assertOnce(Case... cases) {
    try (TestServer server = serving(cases)) {
      String[] recorded = new String[cases.length];
      for (int i = 0; i < cases.length; i++) {
        assertThat(server.get("/" + i).body()).as("%d", i).contains(cases[i].body);
        recorded[i] = "GET /" + i + " " + cases[i].recorded;
      }
      assertThat(server.recorded()).containsExactlyInAnyOrder(recorded);
    }
  }

  @Test
  void requestThatIsForwardedOrIncludes() {
    assertOnce(
        new Case(
            (request, response) -> request.getRequestDispatcher("/ok").forward(request, response),
            "ok",
            "{200=1}"),
        new Case(
            (request, response) -> request.getRequestDispatcher("/ok").include(request, response),
            "ok",
            "{200=1}"));
  }

  @Test
  void requestWhoseErrorHasAPage() {
    assertOnce(
        new Case((request, response) -> response.sendError(418), "page", "{418=1}"),
        new Case((request, response) -> response.sendError(418, "pot"), "page", "{418=1}"),
        new Case((request, response) -> response.sendError(299), "page", "{299=1}"),
        new Case((request, response) -> response.sendError(299, "odd"), "page", "{299=1}"),
        new Case((request, response) -> response.setStatus(418), "", "{418=1}"),
        new Case(BROKEN, "page", "{500=1} errors=1"));
  }

  @Test
  void requestForAFileThatIsMissing() {
    try (TestServer server = serving()) {
      assertThat(server.get("/missing.txt").body()).isEqualTo("page");
      assertThat(server.recorded()).containsExactly("GET (unmatched) {404=1}");
    }
  }

  @Test
  void requestThatGoesOnAsync() {
    assertOnce(
        new Case((request, response) -> request.startAsync().dispatch("/ok"), "ok", "{200=1}"),
        new Case(
            (request, response) -> request.startAsync(request, response).dispatch("/ok"),
            "ok",
            "{200=1}"),
        new Case(
            (request, response) -> received(request).startAsync().dispatch("/ok"),
            "ok",
            "{200=1}"));
  }

  @Test
  void requestThatGoesOnAsyncToAnError() {
    assertOnce(
        new Case(inAsync((request, response) -> response.sendError(418)), "page", "{418=1}"));
    assertOnce(
        new Case(
            (request, response) -> request.startAsync().setTimeout(50),
            "page",
            "{500=1} errors=1"));
  }

  /** Clients close the connection when they have read such an error, sooner or later. */
  @Test
  void requestsThatFailInAnAsyncDispatch_allEnd() {
    Case refused = new Case(inAsync((request, response) -> response.sendError(418)), "page", "");
    Case failed = new Case(inAsync(BROKEN), "page", "");
    try (TestServer server = serving(refused, failed)) {
      for (int i = 0; i < FAILING; i++) {
        assertThat(server.get("/0").statusCode()).isEqualTo(418);
        assertThat(server.get("/1").statusCode()).isEqualTo(500);
      }
      assertThat(server.recorded())
          .containsExactlyInAnyOrder(
              "GET /0 {418=" + FAILING + "}", "GET /1 {500=" + FAILING + "} errors=" + FAILING);
    }
  }

  private static Service inAsync(Service service) {
    return (request, response) -> {
      if (request.getDispatcherType() == DispatcherType.ASYNC) {
        service.serve(request, response);
      } else {
        request.startAsync().dispatch();
      }
    };
  }

  /** Returns the container's own request. */
  private static ServletRequest received(ServletRequest request) {
    ServletRequest inner = request;
    while (inner instanceof ServletRequestWrapper wrapper) {
      inner = wrapper.getRequest();
    }
    return inner;
  }

  /** A service, what its client reads, and what is recorded of that. */
  private record Case(Service service, String body, String recorded) {}
}
