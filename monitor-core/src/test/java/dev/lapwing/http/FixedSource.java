// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import dev.lapwing.json.StatsFixtures;
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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Has always the same documents, and notes what it is asked. */
final class FixedSource implements StatsSource {
  final List<Object> queries = new ArrayList<>();
  int clears;

  private final Function<StatsQuery, StatsDocument> stats;

  FixedSource(Function<StatsQuery, StatsDocument> stats) {
    this.stats = stats;
  }

  @Override
  public StatsDocument stats(StatsQuery query) {
    queries.add(query);
    return stats.apply(query);
  }

  /** Knows the one operation of the fixtures. */
  @Override
  public OperationDocument operation(OperationQuery query) {
    queries.add(query);
    return query.name().equals("GET /users/{id}") ? StatsFixtures.operation() : null;
  }

  @Override
  public SeriesDocument series(SeriesQuery query) {
    queries.add(query);
    return StatsFixtures.series();
  }

  @Override
  public SlowDocument slow(SlowQuery query) {
    queries.add(query);
    return StatsFixtures.slow();
  }

  @Override
  public ActiveDocument active(ActiveQuery query) {
    queries.add(query);
    return StatsFixtures.active();
  }

  @Override
  public String version(StatsWindow window) {
    return "1";
  }

  @Override
  public String slowVersion() {
    return "1";
  }

  @Override
  public void clear() {
    clears++;
  }
}
