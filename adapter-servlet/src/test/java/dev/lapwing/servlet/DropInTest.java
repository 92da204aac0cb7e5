// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.servlet.containers.Container;
import dev.lapwing.servlet.containers.Containers;
import jakarta.servlet.ServletException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The dependency alone: the container finds the initializer, and no code is written. */
class DropInTest extends DroppedIn {
  @ParameterizedTest
  @EnumSource
  void dependencyAloneIsEnough(Containers kind) {
    try (Container container = start(kind)) {
      assertThat(get(container, "/users/1").body()).isEqualTo("user");
      assertThat(get(container, "/hello.txt").body()).isEqualTo("hello");
      assertThat(get(container, "/nowhere").statusCode()).isEqualTo(404);
      assertThat(get(container, "/stats?fields=statuses").body())
          .contains(
              "\"name\":\"shop\"",
              "{\"operation\":\"GET /shop/users/{path...}\",\"statuses\":{\"200\":1}}",
              "{\"operation\":\"GET (static)\",\"statuses\":{\"200\":1}}",
              "{\"operation\":\"GET (unmatched)\",\"statuses\":{\"404\":1}}",
              "\"operationCount\":3");
    }
  }

  @ParameterizedTest
  @EnumSource
  void serviceReachesTheMonitorInItsContext(Containers kind) {
    service.add(
        (classes, started) ->
            map(
                started,
                "/tracked",
                (request, response) ->
                    ((PerformanceMonitor)
                            request
                                .getServletContext()
                                .getAttribute(LapwingServlet.MONITOR_ATTRIBUTE))
                        .trackOperation("work", () -> response.setStatus(204))));
    try (Container container = start(kind)) {
      assertThat(get(container, "/tracked").statusCode()).isEqualTo(204);
      assertThat(get(container, "/stats").body()).contains("\"operation\":\"work\"");
    }
  }

  @ParameterizedTest
  @EnumSource
  void initParamsConfigureIt(Containers kind) {
    displayName = "ignored for lapwing.service";
    initParams.put("lapwing.service", "orders");
    initParams.put("lapwing.path", "/internal/numbers");
    initParams.put("lapwing.ignore", "/shop/health");
    initParams.put("lapwing.route-resolver", ById.class.getName());
    initParams.put("unrelated", "x");
    try (Container container = start(kind)) {
      get(container, "/users/1");
      get(container, "/health");
      assertThat(get(container, "/stats").statusCode()).isEqualTo(404);
      assertThat(get(container, "/internal/numbers?fields=count").body())
          .contains("\"name\":\"orders\"", "{\"operation\":\"GET /shop/users/{id}\",\"count\":1}")
          .doesNotContain("health");
    }
  }

  @Test
  void displayNameIsTheServicesName() {
    displayName = "The shop";
    try (Container container = start(Containers.TOMCAT)) {
      assertThat(get(container, "/stats").body()).contains("\"name\":\"The shop\"");
    }
  }

  @Test
  void displayNameThatIsNoNameOfAServiceDoesNotMatter() {
    displayName = "bell\u0007";
    try (Container container = start(Containers.TOMCAT)) {
      assertThat(get(container, "/stats").body()).contains("\"name\":\"unknown_service:java\"");
    }
  }

  @ParameterizedTest
  @EnumSource
  void disabledItMeasuresNothingAndTheServiceStillHasAMonitor(Containers kind) {
    initParams.put("lapwing.enabled", " FALSE ");
    try (Container container = start(kind)) {
      assertThat(get(container, "/users/1").body()).isEqualTo("user");
      assertThat(threads()).isEmpty();
      assertThat(monitor().trackOperation("work", () -> "done")).isEqualTo("done");
      assertThat(get(container, "/stats").body()).contains("\"operations\":[]");
      assertThat(context.get().getFilterRegistrations()).doesNotContainKey("lapwing.drop-in");
    }
  }

  @Test
  void systemPropertiesOverrideInitParams() {
    initParams.put("lapwing.service", "from the init-param");
    initParams.put("lapwing.enabled", "true");
    System.setProperty("lapwing.service", "from the property");
    System.setProperty("lapwing.enabled", "false");
    try (Container container = start(Containers.TOMCAT)) {
      assertThat(get(container, "/stats").body()).contains("\"name\":\"from the property\"");
      assertThat(context.get().getFilterRegistrations()).doesNotContainKey("lapwing.drop-in");
    } finally {
      System.clearProperty("lapwing.service");
      System.clearProperty("lapwing.enabled");
    }
  }

  @Test
  void environmentOverridesInitParams() {
    String environment = System.getenv("LAPWING_INSTANCE");
    assertThat(environment).as("set by the build").isNotNull();
    initParams.put("lapwing.instance", "from the init-param");
    try (Container container = start(Containers.TOMCAT)) {
      assertThat(get(container, "/stats").body()).contains("\"instance\":\"" + environment + "\"");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lapwing.enabled | yes | lapwing.enabled: must be true or false, but was 'yes'",
        "lapwing.slow-operation-threshold | fast | lapwing.slow-operation-threshold: must be a"
            + " duration such as 500ms",
        "lapwing.access | token | access is token, but no token is set",
        "lapwing.route-resolver | gone.Resolver | lapwing.route-resolver: must be a public class of"
            + " the application with a public constructor without parameters that implements"
            + " dev.lapwing.servlet.RouteResolver, but was 'gone.Resolver'",
        "lapwing.route-resolver | java.lang.String | but was 'java.lang.String'"
      })
  void badValueIsRefusedAtTheStart(String name, String value, String message) {
    initParams.put(name, value);
    for (Containers kind : Containers.values()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> start(kind).close())
          .satisfies(
              thrown ->
                  assertThat(messages(thrown))
                      .anySatisfy(each -> assertThat(each).contains(message)));
    }
  }

  private static List<String> messages(Throwable thrown) {
    List<String> messages = new ArrayList<>();
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      messages.add(String.valueOf(each.getMessage()));
    }
    return messages;
  }

  /** Jetty and Undertow tell nobody of the end of a context that failed to start. */
  @Test
  void monitorIsClosedAlsoWhenTheContextFailsToStart() {
    service.add(
        (classes, started) -> {
          assertThat(threads()).isNotEmpty();
          throw new ServletException("not by Lapwing");
        });
    assertThatIllegalStateException().isThrownBy(() -> start(Containers.TOMCAT).close());
  }
}
