// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.events;

import dev.lapwing.spi.SlowOperationListener;
import dev.lapwing.stats.SlowOperation;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs slow operations as warnings, at most 10 in 10 seconds; the next line tells how many were
 * left out. Used by one thread.
 */
public final class SlowOperationLog implements SlowOperationListener {
  private static final Logger LOG = LoggerFactory.getLogger("dev.lapwing.slow");
  private static final int LINES = 10;
  private static final long PERIOD_NANOS = Duration.ofSeconds(10).toNanos();

  private final LongSupplier clock;
  private boolean begun;
  private long periodStart;
  private int logged;
  private int leftOut;

  /**
   * @param clock monotonic nanoseconds
   */
  public SlowOperationLog(LongSupplier clock) {
    this.clock = clock;
  }

  @Override
  public void onSlowOperation(SlowOperation slow) {
    long now = clock.getAsLong();
    if (!begun || now - periodStart >= PERIOD_NANOS) {
      begun = true;
      periodStart = now;
      logged = 0;
    }
    if (logged == LINES) {
      leftOut++;
      return;
    }
    logged++;
    LOG.warn("{}", describe(slow));
    leftOut = 0;
  }

  private String describe(SlowOperation slow) {
    StringBuilder line = new StringBuilder(slow.verySlow() ? "very slow: " : "slow: ");
    line.append(slow.operation()).append(" took ").append(slow.duration().toMillis()).append(" ms");
    append(line, "outcome", slow.outcome());
    append(line, "status", slow.status());
    append(line, "path", slow.path());
    append(line, "thread", slow.thread());
    append(line, "trace", slow.traceId());
    slow.metadata().forEach((key, value) -> append(line, key, value));
    if (leftOut > 0) {
      line.append(" (").append(leftOut).append(" more were not logged)");
    }
    return withoutControls(line);
  }

  private static void append(StringBuilder line, String name, @Nullable Object value) {
    if (value != null) {
      line.append(' ').append(name).append('=').append(value);
    }
  }

  /** Keeps paths and names, which strangers choose, from forging lines of the log. */
  private static String withoutControls(StringBuilder line) {
    for (int i = 0; i < line.length(); i++) {
      int type = Character.getType(line.charAt(i));
      boolean separator = type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
      if (type == Character.CONTROL || type == Character.FORMAT || separator) {
        line.setCharAt(i, '?');
      }
    }
    return line.toString();
  }
}
