// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import dev.lapwing.stats.ActiveDocument;
import dev.lapwing.stats.ActiveQuery;
import dev.lapwing.stats.OperationDocument;
import dev.lapwing.stats.OperationQuery;
import dev.lapwing.stats.SeriesDocument;
import dev.lapwing.stats.SeriesQuery;
import dev.lapwing.stats.SlowDocument;
import dev.lapwing.stats.SlowQuery;
import dev.lapwing.stats.StatsDocument;
import dev.lapwing.stats.StatsQuery;
import dev.lapwing.stats.StatsWindow;
import org.jspecify.annotations.Nullable;

/** Where the stats endpoint has its documents from: the engine. Thread-safe. */
public interface StatsSource {
  /** Makes the stats document. */
  StatsDocument stats(StatsQuery query);

  /** Makes the document of one operation; null when there is none of that name. */
  @Nullable OperationDocument operation(OperationQuery query);

  /** Makes the document of numbers over time. */
  SeriesDocument series(SeriesQuery query);

  /** Makes the document of slow calls. */
  SlowDocument slow(SlowQuery query);

  /** Makes the document of requests in flight. */
  ActiveDocument active(ActiveQuery query);

  /**
   * Returns what the numbers of a window are known by: another text whenever they may be others,
   * those apart that change with the clock alone, the memory and the monitor's own cost.
   */
  String version(StatsWindow window);

  /** Returns what the kept slow calls are known by: another text whenever they may be others. */
  String slowVersion();

  /** Zeroes the numbers. */
  void clear();
}
