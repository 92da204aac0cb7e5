// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.json;

import static dev.lapwing.json.StatsFixtures.document;
import static dev.lapwing.json.StatsFixtures.http;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.stats.StatsQuery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Durations are written as decimals, whatever they are. */
class DurationJsonTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "1, 1",
    "100, 100",
    "0.30000000000000004, 0.3",
    "1.2345678, 1.234568",
    "0.000016, 0.000016",
    "0.000001, 0.000001",
    "0.0000004, 0",
    "8796093.022208, 8796093.022208",
    "12345678901, 12345678901"
  })
  void durations_areDecimalsToTheNanosecond(double milliseconds, String written) {
    assertThat(written(milliseconds)).contains("\"p99\":" + written + ",");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void whatIsNoNumber_isNull(double notFinite) {
    assertThat(written(notFinite)).contains("\"p99\":null,").doesNotContain("NaN", "Infinity");
  }

  @Property
  void everyDuration_isWrittenWithoutExponent(@ForAll double milliseconds) {
    String json = written(milliseconds);

    assertThat(json).containsPattern("\"p99\":(null|-?\\d+(\\.\\d{1,6})?),");
  }

  /** Near the middle of two decimals, where rounding is decided, more than elsewhere. */
  @Property
  void everyDuration_isRoundedAsItsShortestDecimalIs(
      @ForAll @LongRange(min = 0, max = 1L << 45) long nanos,
      @ForAll @DoubleRange(min = -1, max = 1) double offset,
      @ForAll @IntRange(min = 0, max = 60) int halvings) {
    double milliseconds = Math.abs((nanos + 0.5 + offset / (1L << halvings)) / 1e6);
    String rounded =
        BigDecimal.valueOf(milliseconds)
            .setScale(6, RoundingMode.HALF_UP)
            .stripTrailingZeros()
            .toPlainString();

    assertThat(written(milliseconds)).contains("\"p99\":" + rounded + ",");
  }

  private static String written(double milliseconds) {
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    try {
      StatsJson.write(document(http("/", milliseconds)), StatsQuery.DEFAULT, "", target);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return target.toString(StandardCharsets.UTF_8);
  }
}
