// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.lapwing.http.HttpCall;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SlowOperationLogTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger("dev.lapwing.slow");
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
  private final ManualTimeSource time = new ManualTimeSource();
  private final PerformanceMonitor monitor = PerformanceMonitor.builder().timeSource(time).build();

  @BeforeEach
  void listen() {
    logger.setLevel(Level.WARN);
    logger.setAdditive(false);
    logger.addAppender(appender);
    appender.start();
  }

  @AfterEach
  void close() {
    monitor.close();
    logger.detachAppender(appender);
  }

  @Test
  void slowOperations_areLoggedOneByOneAndLimited() {
    for (int i = 0; i < 25; i++) {
      monitor.record("import", Duration.ofSeconds(2 + i), true);
    }
    time.advance(Duration.ofSeconds(1));
    await().until(() -> lines().size() == 10);

    time.advance(Duration.ofSeconds(10));
    monitor.record("import", Duration.ofSeconds(60), true);
    time.advance(Duration.ofSeconds(1));
    await().until(() -> lines().size() == 11);

    assertThat(lines().get(0)).startsWith("slow: import took 2000 ms outcome=SUCCESS thread=");
    assertThat(lines().get(10))
        .startsWith("very slow: import took 60000 ms")
        .endsWith("(15 more were not logged)");
  }

  @Test
  void pathsCannotForgeLines() {
    HttpCall call = TestCall.get("/a", 200).path("/a\r\nERROR forged \u2028 line\u001b[31m");
    monitor.http().begin(call);
    time.advance(Duration.ofSeconds(2));
    monitor.http().end(call, null);
    time.advance(Duration.ofSeconds(1));

    await().until(() -> lines().size() == 1);
    assertThat(lines().get(0)).contains("path=/a??ERROR forged ? line?[31m");
  }

  private List<String> lines() {
    return List.copyOf(appender.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
