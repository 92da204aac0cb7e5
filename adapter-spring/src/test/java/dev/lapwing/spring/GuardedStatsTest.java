// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The stats of an application that guards its handlers by what it configures Spring with. */
class GuardedStatsTest {
  private static final String SHOP = "https://shop.example";

  @ParameterizedTest
  @ValueSource(strings = {"mvc", "webflux"})
  void originsAreThoseOfTheApplication(String kind) {
    try (Application app = start(kind)) {
      HttpResponse<String> allowed = app.get("/stats", "Origin", SHOP);
      assertThat(allowed.body()).contains("lapwing.stats/");
      assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin")).contains(SHOP);
      assertThat(app.get("/stats", "Origin", "https://elsewhere.example").statusCode())
          .isEqualTo(403);
      assertThat(
              app.send("OPTIONS", "/stats", "Origin", SHOP, "Access-Control-Request-Method", "GET")
                  .headers()
                  .firstValue("Access-Control-Allow-Origin"))
          .contains(SHOP);
    }
  }

  private static Application start(String kind) {
    return kind.equals("mvc")
        ? Application.mvc(MvcApplicationTest.Shop.class, MvcGuard.class).start()
        : Application.webFlux(WebFluxApplicationTest.Shop.class, WebFluxGuard.class).start();
  }

  @Test
  void interceptorsOfTheApplicationComeBeforeTheStats() {
    try (Application app = start("mvc")) {
      assertThat(app.get("/stats", "Banned", "yes").statusCode()).isEqualTo(403);
      assertThat(app.get("/stats").statusCode()).isEqualTo(200);
    }
  }

  @Configuration
  static class MvcGuard implements WebMvcConfigurer, HandlerInterceptor {
    @Override
    public void addCorsMappings(CorsRegistry registry) {
      registry.addMapping("/**").allowedOrigins(SHOP);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
      registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(
        HttpServletRequest request, HttpServletResponse response, Object handler) {
      if (request.getHeader("Banned") != null) {
        response.setStatus(403);
        return false;
      }
      return true;
    }
  }

  @Configuration
  static class WebFluxGuard implements WebFluxConfigurer {
    @Override
    public void addCorsMappings(org.springframework.web.reactive.config.CorsRegistry registry) {
      registry.addMapping("/**").allowedOrigins(SHOP);
    }
  }
}
