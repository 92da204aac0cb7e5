// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** What Lapwing warns of from now on. To be made when the application has started: Boot resets. */
final class Warnings extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final Logger logger = (Logger) LoggerFactory.getLogger("dev.lapwing");
  private final Queue<String> messages = new ConcurrentLinkedQueue<>();

  Warnings() {
    start();
    logger.addAppender(this);
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
      messages.add(event.getFormattedMessage());
    }
  }

  List<String> all() {
    return List.copyOf(messages);
  }

  @Override
  public void close() {
    logger.detachAppender(this);
  }
}
