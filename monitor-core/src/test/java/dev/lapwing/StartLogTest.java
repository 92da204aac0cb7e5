// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.lapwing.http.StatsAccess;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What a monitor says at its start of who may read. */
class StartLogTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger("dev.lapwing");
  private final Level level = logger.getLevel();
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

  @BeforeEach
  void listen() {
    appender.start();
    logger.addAppender(appender);
    logger.setLevel(Level.INFO);
  }

  @AfterEach
  void restore() {
    logger.detachAppender(appender);
    logger.setLevel(level);
  }

  private ILoggingEvent lineOf(Consumer<PerformanceMonitorBuilder> settings) {
    PerformanceMonitorBuilder builder =
        PerformanceMonitor.builder().timeSource(new ManualTimeSource());
    settings.accept(builder);
    builder.build().close();
    assertThat(appender.list).hasSize(1);
    return appender.list.get(0);
  }

  @Test
  void loopback_warnsOfProxiesThatCannotBeToldApart() {
    ILoggingEvent line = lineOf(builder -> {});
    assertThat(line.getLevel()).isEqualTo(Level.INFO);
    assertThat(line.getFormattedMessage())
        .startsWith("/stats may be read by programs on this machine alone")
        .contains("proxy")
        .contains("lapwing.token");
  }

  @Test
  void token_isNotInTheLog() {
    ILoggingEvent line = lineOf(builder -> builder.token("0123456789abcdef"));
    assertThat(line.getFormattedMessage())
        .isEqualTo("/stats may be read by whoever shows the token");
  }

  @Test
  void delegated_namesTheServiceSecurity() {
    ILoggingEvent line = lineOf(builder -> builder.access(StatsAccess.DELEGATED));
    assertThat(line.getFormattedMessage()).contains("the service's own security");
  }

  @Test
  void open_isAWarning() {
    ILoggingEvent line = lineOf(builder -> builder.access(StatsAccess.OPEN).path("/ops"));
    assertThat(line.getLevel()).isEqualTo(Level.WARN);
    assertThat(line.getFormattedMessage())
        .isEqualTo("/ops may be read by everybody, because lapwing.access is open");
  }
}
