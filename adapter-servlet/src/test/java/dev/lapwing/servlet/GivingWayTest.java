// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.servlet.containers.Container;
import dev.lapwing.servlet.containers.Containers;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was dropped in gives way to a monitor that the service brings. */
class GivingWayTest extends DroppedIn {
  @ParameterizedTest
  @EnumSource
  void givesWayToAMonitorThatAnInitializerInstallsLater(Containers kind) {
    assertOnlyOwnMonitor(kind, (started, own) -> LapwingServlet.install(started, own), "/stats");
  }

  @ParameterizedTest
  @EnumSource
  void givesWayToAMonitorThatAListenerInstalls(Containers kind) {
    listeners.add(OwnMonitor.class);
    assertOnlyOwnMonitor(kind, (started, own) -> OwnMonitor.own = own, "/stats");
  }

  @ParameterizedTest
  @EnumSource
  void givesWayToPartsThatAreRegisteredByHand(Containers kind) {
    assertOnlyOwnMonitor(
        kind,
        (started, own) -> {
          LapwingServlet.addFilter(started, "measuring", new LapwingFilter(own));
          started.addServlet("numbers", new LapwingStatsServlet(own)).addMapping("/numbers");
        },
        "/numbers");
  }

  @ParameterizedTest
  @EnumSource
  void monitorMayBeInstalledInCodeToo(Containers kind) {
    service.add((classes, started) -> LapwingServlet.install(started, monitor(), new ById()));
    try (Container container = start(kind)) {
      get(container, "/users/1");
      assertThat(get(container, "/stats?fields=count").body())
          .contains("[{\"operation\":\"GET /shop/users/{id}\",\"count\":1}]");
    }
  }

  private void assertOnlyOwnMonitor(Containers kind, Installation installation, String stats) {
    try (PerformanceMonitor own = PerformanceMonitor.builder().service("own").build()) {
      service.add((classes, started) -> installation.install(started, own));
      try (Container container = start(kind)) {
        get(container, "/users/1");
        assertThat(get(container, stats + "?fields=count").body())
            .contains("\"name\":\"own\"", "\"GET /shop/users/{path...}\",\"count\":1}");
        assertThat(monitor()).isSameAs(own);
        if (!stats.equals("/stats")) {
          assertThat(get(container, "/stats").statusCode()).isEqualTo(404);
        }
        await("threads of one monitor").until(() -> threads().size() == 2);
      }
    }
  }

  /** Puts a monitor of the service's own into a context. */
  private interface Installation {
    void install(ServletContext context, PerformanceMonitor own);
  }

  /** Installs as the README shows. */
  public static final class OwnMonitor implements ServletContextListener {
    static volatile PerformanceMonitor own;

    @Override
    public void contextInitialized(ServletContextEvent event) {
      LapwingServlet.install(event.getServletContext(), own);
    }
  }

  @Test
  void leavesAMonitorAloneThatWasInstalledBefore() {
    try (PerformanceMonitor own = PerformanceMonitor.builder().service("own").build()) {
      earlier.add((classes, started) -> LapwingServlet.install(started, own));
      try (Container container = start(Containers.TOMCAT)) {
        get(container, "/users/1");
        assertThat(get(container, "/stats").body()).contains("\"name\":\"own\"");
        assertThat(monitor()).isSameAs(own);
      }
    }
  }
}
