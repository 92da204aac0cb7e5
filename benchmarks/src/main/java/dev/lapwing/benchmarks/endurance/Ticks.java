// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.endurance;

import java.time.Duration;
import java.time.Instant;
import java.util.TreeSet;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** When a monitor ticked: where the steps of a second begin in its series. */
final class Ticks {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final TreeSet<Instant> all = new TreeSet<>();

  /**
   * Adds those of a document.
   *
   * @param series as {@code /stats/series} answers, with steps of a second
   */
  void add(String series) {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), series)) {
      json.nextToken();
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        JsonToken value = json.nextToken();
        if (name.equals("from") && value == JsonToken.START_ARRAY) {
          while (json.nextToken() != JsonToken.END_ARRAY) {
            all.add(Instant.parse(json.getString()));
          }
        } else {
          json.skipChildren();
        }
      }
    }
  }

  /** Returns how long after its time the tick was that came latest. */
  Duration latest() {
    Duration longest = PERIOD;
    Instant before = null;
    for (Instant tick : all) {
      Duration interval = before == null ? PERIOD : Duration.between(before, tick);
      longest = interval.compareTo(longest) > 0 ? interval : longest;
      before = tick;
    }
    return longest.minus(PERIOD);
  }

  /** Returns the time from the first tick to the last. */
  Duration span() {
    return all.isEmpty() ? Duration.ZERO : Duration.between(all.first(), all.last());
  }
}
