// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Handler;
import io.javalin.http.UnauthorizedResponse;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Requests that a handler before the route's own answers: they keep the route that they are for.
 */
class BeforeHandlersTest {

  /** Where a service has such a handler; all of these before the plugin is registered, too. */
  enum Place {
    BEFORE((config, handler) -> config.routes.before(handler)),
    BEFORE_MATCHED((config, handler) -> config.routes.beforeMatched(handler)),
    BEFORE_A_PATH((config, handler) -> config.routes.before("/orders/*", handler));

    private final BiConsumer<JavalinConfig, Handler> adding;

    Place(BiConsumer<JavalinConfig, Handler> adding) {
      this.adding = adding;
    }
  }

  private static JavalinServer start(Place place, Handler before) {
    return JavalinServer.start(
        settings -> {},
        (config, monitor) -> {
          place.adding.accept(config, before);
          config.registerPlugin(new LapwingPlugin(monitor));
          config.routes.get("/orders/{id}", ctx -> ctx.result("order"));
        });
  }

  @ParameterizedTest
  @EnumSource
  void denied(Place place) {
    try (JavalinServer server =
        start(
            place,
            ctx -> {
              throw new UnauthorizedResponse();
            })) {
      assertThat(server.get("/orders/1").statusCode()).isEqualTo(401);
      assertThat(server.recorded()).containsExactly("GET /orders/{id} {401=1}");
    }
  }

  @ParameterizedTest
  @EnumSource
  void deniedWithoutARoute(Place place) {
    try (JavalinServer server =
        start(
            place,
            ctx -> {
              throw new UnauthorizedResponse();
            })) {
      int status = server.get("/orders/1/2").statusCode();
      assertThat(server.recorded()).containsExactly("GET (unmatched) {" + status + "=1}");
    }
  }

  @ParameterizedTest
  @EnumSource
  void redirected(Place place) {
    try (JavalinServer server = start(place, ctx -> ctx.redirect("/login"))) {
      assertThat(server.get("/orders/1").statusCode()).isEqualTo(302);
      assertThat(server.recorded()).containsExactly("GET /orders/{id} {302=1}");
    }
  }

  @ParameterizedTest
  @EnumSource
  void answeredSkippingTheRemainingHandlers(Place place) {
    try (JavalinServer server =
        start(place, ctx -> ctx.status(203).result("cached").skipRemainingHandlers())) {
      assertThat(server.get("/orders/1").body()).isEqualTo("cached");
      assertThat(server.recorded()).containsExactly("GET /orders/{id} {203=1}");
    }
  }

  @ParameterizedTest
  @EnumSource
  void failedAfterTheHeadSkippingTheRemainingHandlers(Place place) {
    try (JavalinServer server =
        start(
            place,
            ctx -> {
              ctx.status(203).skipRemainingHandlers();
              ctx.res().flushBuffer();
              throw new IllegalStateException("told to fail");
            })) {
      assertThat(server.get("/orders/1").statusCode()).isEqualTo(203);
      assertThat(server.recorded()).containsExactly("GET /orders/{id} {203=1} errors=1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void goneAsync(Place place) {
    try (JavalinServer server =
        start(place, ctx -> ctx.future(() -> CompletableFuture.runAsync(() -> {})))) {
      assertThat(server.get("/orders/1").body()).isEqualTo("order");
      assertThat(server.recorded()).containsExactly("GET /orders/{id} {200=1}");
    }
  }
}
