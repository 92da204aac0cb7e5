// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Actuator endpoint. */
class ActuatorTest {

  private static Application.Start app(String kind) {
    return kind.equals("mvc")
        ? Application.mvc(MvcApplicationTest.Shop.class)
        : Application.webFlux(WebFluxApplicationTest.Shop.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mvc", "webflux"})
  void endpointHasTheStatsDocument(String kind) {
    try (Application app =
        app(kind)
            .property("management.endpoints.web.exposure.include", "lapwing")
            .property("lapwing.token", "0123456789abcdef")
            .start()) {
      app.get("/items/7");
      HttpResponse<String> stats = app.get("/actuator/lapwing?operation=GET%20/items/*&limit=1");
      assertThat(stats.statusCode()).isEqualTo(200);
      assertThat(stats.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("application/json");
      assertThat(stats.body())
          .contains("\"schema\":\"lapwing.stats/1\"", "\"operation\":\"GET /items/{id}\"");
      HttpResponse<String> refusal = app.get("/actuator/lapwing?window=1y");
      assertThat(refusal.statusCode()).isEqualTo(400);
      assertThat(refusal.body()).contains("\"parameter\":\"window\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mvc", "webflux"})
  void endpointIsThereOnlyWhenExposed(String kind) {
    try (Application app = app(kind).start()) {
      assertThat(app.get("/actuator/lapwing").statusCode()).isEqualTo(404);
      assertThat(app.get("/stats").statusCode()).isEqualTo(200);
    }
  }
}
