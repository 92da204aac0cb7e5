// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.stats.OperationKind;
import dev.lapwing.stats.OperationStats;
import dev.lapwing.stats.StatsDocument;
import dev.lapwing.stats.StatsQuery;
import dev.lapwing.stats.StatsWindow;
import dev.lapwing.stats.WindowSpan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What the core writes is what the client reads. */
class RoundTripTest {
  private static final long MOST_NANOS = 1_000_000_000_000_000L;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double RATIO_STEPS = 1e9;

  @Property(tries = 500)
  void everyDocumentThatTheCoreWrites_isReadBackEqual(
      @ForAll Random random, @ForAll String text, @ForAll boolean pretty) throws IOException {
    StatsDocument document = new Maker(random, wellFormed(text)).document();
    StatsQuery asked = StatsQuery.DEFAULT;
    StatsQuery query =
        new StatsQuery(
            document.window().window(),
            List.of(),
            document.totals().kind(),
            asked.sort(),
            true,
            asked.limit(),
            0,
            asked.fields(),
            pretty);

    String json = Documents.json(document, query);

    assertThat(
            StatsReader.read(
                new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), query))
        .isEqualTo(document);
  }

  /** Half of a surrogate pair cannot be written, and so not be read back either. */
  private static String wellFormed(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  /** Makes documents of numbers that JSON can hold to the last digit, and of a text. */
  private record Maker(Random random, String text) {
    private static final List<String> HARD =
        List.of("", "\u0000\u001b[2J", "\"\\</script>", "\ud83d\ude80 \u00fc\u2028", "{}[],:null");

    StatsDocument document() {
      OperationKind kind = pick(List.of(OperationKind.values()));
      List<OperationStats> rows = new ArrayList<>();
      for (int i = random.nextInt(5); i > 0; i--) {
        rows.add(row(name(), pick(List.of(OperationKind.values())), name(), name(), statuses()));
      }
      return new StatsDocument(
          new StatsDocument.Service(
              name(), name(), random.nextBoolean() ? null : name(), instant(), seconds()),
          instant(),
          new WindowSpan(
              pick(List.of(StatsWindow.values())), instant(), instant(), random.nextBoolean()),
          count(),
          count(),
          new StatsDocument.Streams(count(), count(), millis(), millis()),
          row(kind.text(), kind, null, null, Map.of()),
          rows,
          random.nextInt(Integer.MAX_VALUE),
          random.nextBoolean(),
          new StatsDocument.Memory(known(), known(), known(), known(), known(), known()),
          new StatsDocument.Self(
              count(), known(), count(), known(), count(), count(), count(), count(), count()));
    }

    private OperationStats row(
        String name, OperationKind kind, String method, String route, Map<String, Long> statuses) {
      return new OperationStats(
          name, kind, method, route, count(), count(), count(), count(), count(), ratio(), ratio(),
          millis(), millis(), millis(), millis(), millis(), millis(), millis(), millis(), millis(),
          count(), count(), ratio(), millis(), millis(), known(), statuses);
    }

    private Map<String, Long> statuses() {
      Map<String, Long> statuses = new LinkedHashMap<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        statuses.put(name(), count());
      }
      return statuses;
    }

    private String name() {
      return random.nextBoolean() ? text : pick(HARD);
    }

    private <T> T pick(List<T> all) {
      return all.get(random.nextInt(all.size()));
    }

    private Instant instant() {
      return Instant.ofEpochMilli(random.nextLong(253_402_300_800_000L));
    }

    private double seconds() {
      return random.nextInt() / 1e3;
    }

    private long count() {
      return random.nextBoolean() ? random.nextInt(3) : random.nextLong();
    }

    private Long known() {
      return random.nextBoolean() ? null : count();
    }

    private Double millis() {
      return random.nextBoolean() ? null : random.nextLong(MOST_NANOS) / NANOS_PER_MILLI;
    }

    private Double ratio() {
      return random.nextBoolean() ? null : random.nextInt(1_000_000_001) / RATIO_STEPS;
    }
  }
}
