// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import dev.lapwing.recording.InFlight;
import dev.lapwing.recording.Recording;
import dev.lapwing.stats.Distribution;
import dev.lapwing.stats.OperationKind;
import dev.lapwing.stats.OperationStats;
import dev.lapwing.stats.StatsDocument;
import dev.lapwing.stats.StatsFields;
import dev.lapwing.stats.StatsQuery;
import dev.lapwing.stats.WindowSpan;
import dev.lapwing.window.WindowStats;
import dev.lapwing.window.Windows;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts stats documents together out of what the parts of a monitor know. Thread-safe. */
final class DocumentMaker {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Settings settings;
  private final MonitorClock clock;
  private final Recording recording;
  private final InFlight<?> inFlight;
  private final Windows windows;
  private final Supplier<StatsDocument.Memory> memory;
  private final Supplier<StatsDocument.Self> self;

  DocumentMaker(
      Settings settings,
      MonitorClock clock,
      Recording recording,
      InFlight<?> inFlight,
      Windows windows,
      Supplier<StatsDocument.Memory> memory,
      Supplier<StatsDocument.Self> self) {
    this.settings = settings;
    this.clock = clock;
    this.recording = recording;
    this.inFlight = inFlight;
    this.windows = windows;
    this.memory = memory;
    this.self = self;
  }

  StatsDocument make(StatsQuery query) {
    long now = clock.elapsedNanos();
    WindowStats stats = windows.read(query.window(), now);
    List<OperationStats> rows =
        new ArrayList<>(stats.rows(operation -> query.matches(operation.name(), operation.kind())));
    rows.sort(StatsFields.order(query.sort(), query.descending()));
    int from = Math.min(query.offset(), rows.size());
    int to = (int) Math.min((long) from + query.limit(), rows.size());
    return new StatsDocument(
        service(now),
        clock.now(),
        span(query, stats),
        inFlight.active(),
        stats.activePeak(),
        streams(stats.streamLifetimes()),
        stats.totals(query.kind() == null ? OperationKind.HTTP : query.kind()),
        rows.subList(from, to),
        rows.size(),
        recording.registry().overflowed(),
        memory.get(),
        self.get());
  }

  private StatsDocument.Service service(long now) {
    return new StatsDocument.Service(
        settings.service(),
        settings.instance(),
        settings.version(),
        clock.startedAt(),
        now / NANOS_PER_SECOND);
  }

  private WindowSpan span(StatsQuery query, WindowStats stats) {
    return new WindowSpan(
        query.window(),
        clock.wallTimeOfElapsed(stats.fromNanos()),
        clock.wallTimeOfElapsed(stats.toNanos()),
        stats.complete());
  }

  private StatsDocument.Streams streams(Distribution lifetimes) {
    return new StatsDocument.Streams(
        recording.streams().open(),
        lifetimes.count(),
        toMillis(lifetimes.percentileNanos(50)),
        toMillis(lifetimes.maxNanos()));
  }

  private static @Nullable Double toMillis(@Nullable Long nanos) {
    return nanos == null ? null : nanos / NANOS_PER_MILLI;
  }
}
