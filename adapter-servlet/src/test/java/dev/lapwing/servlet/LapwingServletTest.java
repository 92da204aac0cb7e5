// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.lapwing.PerformanceMonitor;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Installing a monitor in a servlet context. */
class LapwingServletTest {
  @ParameterizedTest
  @ValueSource(strings = {"/stats", "/stats/*"})
  void routeOfTheServiceAtTheBaseWinsAndOneWarningNamesTheSetting(String pattern) {
    Logger logger = (Logger) LoggerFactory.getLogger("dev.lapwing");
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    try (TomcatServer server =
        TomcatServer.app().servlet(pattern, Service.answering("the service's own")).start()) {
      assertThat(server.get("/stats").body()).isEqualTo("the service's own");
      assertThat(server.recorded()).hasSize(1).first().asString().startsWith("GET /stats");
    } finally {
      logger.detachAppender(log);
    }
    List<String> warnings =
        log.list.stream()
            .map(ILoggingEvent::getFormattedMessage)
            .filter(m -> m.contains("own at"))
            .toList();
    assertThat(warnings).hasSize(1).first().asString().contains("lapwing.path").contains("/stats");
  }

  @Test
  void serviceWithASpecialRouteBelowTheBaseKeepsThatOne() {
    try (TomcatServer server =
        TomcatServer.app().servlet("/stats/mine", Service.answering("mine")).start()) {
      assertThat(server.get("/stats/mine").body()).isEqualTo("mine");
      assertThat(server.get("/stats").body()).contains("lapwing.stats/1");
      assertThat(server.recorded()).containsExactly("GET /stats/mine {200=1}");
    }
  }

  @Test
  void nullIsRefused() {
    assertThatNullPointerException()
        .isThrownBy(() -> LapwingServlet.install(null, null))
        .withMessageContaining("context");
  }

  @Test
  void contextThatHasStartedIsRefusedWithASentence() {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    AtomicReference<PerformanceMonitor> monitor = new AtomicReference<>();
    try (TomcatServer server =
        TomcatServer.app()
            .servlet(
                "/late",
                (request, response) -> {
                  try {
                    LapwingServlet.install(request.getServletContext(), monitor.get());
                  } catch (RuntimeException e) {
                    thrown.set(e);
                  }
                })
            .start()) {
      monitor.set(server.monitor);
      server.get("/late");
      assertThat(thrown.get())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("while the context starts")
          .hasCauseInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void secondMonitorInAContextIsRefused() {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    TomcatServer.App app = TomcatServer.app();
    try (PerformanceMonitor second = PerformanceMonitor.builder().service("second").build();
        TomcatServer server =
            app.afterInstall(
                    context -> {
                      try {
                        LapwingServlet.install(context, second);
                      } catch (RuntimeException e) {
                        thrown.set(e);
                      }
                    })
                .start()) {
      assertThat(server.get("/stats").statusCode()).isEqualTo(200);
      assertThat(thrown.get())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("installed once");
    }
  }
}
