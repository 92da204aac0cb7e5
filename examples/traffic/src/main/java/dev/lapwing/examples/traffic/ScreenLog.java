// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.traffic;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The log of the process, warnings and worse, in one line each on the screen. */
public final class ScreenLog extends AppenderBase<ILoggingEvent> {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private final Screen screen;

  private ScreenLog(Screen screen) {
    this.screen = screen;
  }

  /** Sends what is logged through SLF4J and {@code java.util.logging} to the screen alone. */
  public static void install(Screen screen) {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    ScreenLog log = new ScreenLog(screen);
    log.setContext(context);
    log.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    root.addAppender(log);
    root.setLevel(Level.WARN);
  }

  @Override
  protected void append(ILoggingEvent event) {
    String time = LocalTime.ofInstant(event.getInstant(), ZoneId.systemDefault()).format(TIME);
    String name = event.getLoggerName();
    IThrowableProxy thrown = event.getThrowableProxy();
    screen.log(
        time
            + " "
            + event.getLevel()
            + " "
            + (name.startsWith("dev.lapwing.")
                ? "lapwing"
                : name.substring(name.lastIndexOf('.') + 1))
            + ": "
            + event.getFormattedMessage()
            + (thrown == null ? "" : ": " + thrown.getClassName() + ": " + thrown.getMessage()));
  }
}
