// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0 ns",
    "0.000001, 1 ns",
    "0.000999, 999 ns",
    "0.0009996, 1.00 µs",
    "0.31249, 312 µs",
    "0.99949, 999 µs",
    "0.9996, 1.00 ms",
    "1.236, 1.24 ms",
    "12.36, 12.4 ms",
    "850, 850 ms",
    "999.4, 999 ms",
    "999.6, 1.00 s",
    "1240, 1.24 s",
    "99940, 99.9 s",
    "150000, 2.5 min"
  })
  void aDurationHasThreeDigitsAndAUnit(double millis, String text) {
    assertThat(Text.duration(millis)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.0",
    "0.0632, 0.063",
    "0.0006, 0.001",
    "0.31249, 0.312",
    "3.4949, 3.49",
    "59.55, 59.6",
    "342.4, 342",
    "1560, 1560",
    "150000, 150000"
  })
  void millisecondsAreShort(double millis, String text) {
    assertThat(Text.millis(millis)).isEqualTo(text);
  }

  @Test
  void whatIsNotKnownIsADash() {
    assertThat(Text.millis(null)).isEqualTo("-");
    assertThat(Text.duration(null)).isEqualTo("-");
    assertThat(Text.rate(null)).isEqualTo("-");
  }

  @Test
  void numbersHaveSeparators() {
    assertThat(Text.count(1_234_567)).isEqualTo("1,234,567");
    assertThat(Text.count(123_456_789)).isEqualTo("123.5M");
    assertThat(Text.rate(1234.56)).isEqualTo("1,234.6");
  }

  @Test
  void nothingSteersTheTerminal() {
    assertThat(Text.plain("GET /\u001b[2J\r\n\u0007x\u202ey\u2028")).isEqualTo("GET /?[2J???x?y?");
    assertThat(Text.plain("\ud800")).isEqualTo("?");
    assertThat(Text.plain("GET /straße/日本")).isEqualTo("GET /straße/日本");
    assertThat(Text.plain("x".repeat(5_000))).hasSize(300);
  }

  @Test
  void columnsAreFilledOrCut() {
    assertThat(Text.left("abc", 5)).isEqualTo("abc  ");
    assertThat(Text.left("abcdef", 5)).isEqualTo("abcd~");
    assertThat(Text.right("7", 3)).isEqualTo("  7");
  }
}
