// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;

/** The stats behind Spring Security. */
class SecurityTest {
  /** Stands for a reader who is not on this machine. */
  private static final String[] REMOTE = {"X-Forwarded-For", "192.0.2.1"};

  private static final String CREDENTIALS =
      "Basic "
          + Base64.getEncoder().encodeToString("alice:wonderland".getBytes(StandardCharsets.UTF_8));

  private static Application.Start users(Application.Start start) {
    return start
        .secured()
        .property("spring.security.user.name", "alice")
        .property("spring.security.user.password", "wonderland");
  }

  private static Application start(String kind, boolean open, String access) {
    Application.Start start =
        kind.equals("mvc")
            ? open
                ? Application.mvc(MvcApplicationTest.Shop.class, MvcOpen.class)
                : Application.mvc(MvcApplicationTest.Shop.class)
            : open
                ? Application.webFlux(WebFluxApplicationTest.Shop.class, WebFluxOpen.class)
                : Application.webFlux(WebFluxApplicationTest.Shop.class);
    return users(access.isEmpty() ? start : start.property("lapwing.access", access)).start();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mvc", "webflux"})
  void readersPassTheApplicationsSecurityFirst(String kind) {
    try (Application app = start(kind, false, "")) {
      assertThat(app.get("/stats").statusCode()).isEqualTo(401);
      assertThat(app.get("/stats", "Authorization", CREDENTIALS).statusCode()).isEqualTo(200);
      assertThat(remotely(app, "Authorization", CREDENTIALS)).isEqualTo(200);
      assertThat(app.get("/items/7").statusCode()).isEqualTo(401);
      assertThat(app.get("/stats?fields=statuses", "Authorization", CREDENTIALS).body())
          .contains("[{\"operation\":\"GET (unmatched)\",\"statuses\":{\"401\":1}}]");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mvc", "webflux"})
  void whoIsNotAuthenticatedIsOnThisMachine(String kind) {
    try (Application app = start(kind, true, "")) {
      assertThat(app.get("/stats").statusCode()).isEqualTo(200);
      assertThat(remotely(app)).isEqualTo(403);
      assertThat(remotely(app, "Authorization", CREDENTIALS)).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mvc", "webflux"})
  void accessMayBeForThisMachineAlone(String kind) {
    try (Application app = start(kind, true, "loopback")) {
      assertThat(app.get("/stats").statusCode()).isEqualTo(200);
      assertThat(remotely(app, "Authorization", CREDENTIALS)).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mvc", "webflux"})
  void accessMayBeDelegated(String kind) {
    try (Application app = start(kind, true, "delegated")) {
      assertThat(remotely(app)).isEqualTo(200);
    }
  }

  @Test
  void tokenIsAskedForAlsoOfWhomIsAuthenticated() {
    try (Application app =
        users(Application.mvc(MvcApplicationTest.Shop.class))
            .property("lapwing.token", "0123456789abcdef")
            .start()) {
      assertThat(app.get("/stats", "Authorization", CREDENTIALS).statusCode()).isEqualTo(401);
      assertThat(
              app.get("/stats", "Authorization", CREDENTIALS, "Lapwing-Token", "0123456789abcdef")
                  .statusCode())
          .isEqualTo(200);
    }
  }

  private static int remotely(Application app, String... headers) {
    String[] all = new String[headers.length + REMOTE.length];
    System.arraycopy(REMOTE, 0, all, 0, REMOTE.length);
    System.arraycopy(headers, 0, all, REMOTE.length, headers.length);
    return app.get("/stats", all).statusCode();
  }

  @Configuration
  static class MvcOpen {
    @Bean
    SecurityFilterChain open(HttpSecurity http) throws Exception {
      return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
          .httpBasic(Customizer.withDefaults())
          .build();
    }
  }

  @Configuration
  static class WebFluxOpen {
    @Bean
    SecurityWebFilterChain open(ServerHttpSecurity http) {
      return http.authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
          .anonymous(Customizer.withDefaults())
          .httpBasic(Customizer.withDefaults())
          .build();
    }
  }
}
