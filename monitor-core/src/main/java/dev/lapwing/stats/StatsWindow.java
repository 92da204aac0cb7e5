// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.stats;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A span of time that ends at the last tick, or everything since the start or the last clear. */
public enum StatsWindow {
  /** The last minute. */
  ONE_MINUTE("1m", Duration.ofMinutes(1)),
  /** The last five minutes. */
  FIVE_MINUTES("5m", Duration.ofMinutes(5)),
  /** The last quarter of an hour. */
  FIFTEEN_MINUTES("15m", Duration.ofMinutes(15)),
  /** The last hour. */
  ONE_HOUR("1h", Duration.ofHours(1)),
  /** The last six hours. */
  SIX_HOURS("6h", Duration.ofHours(6)),
  /** The last day. */
  ONE_DAY("24h", Duration.ofHours(24)),
  /** Since the start or the last clear, up to now. */
  TOTAL("total", null);

  private final String text;
  private final @Nullable Duration length;

  StatsWindow(String text, @Nullable Duration length) {
    this.text = text;
    this.length = length;
  }

  /** Returns the name that documents and queries use: {@code 1m}, {@code total}. */
  public String text() {
    return text;
  }

  /** Returns how far back the window reaches; null for {@link #TOTAL}. */
  public @Nullable Duration length() {
    return length;
  }
}
