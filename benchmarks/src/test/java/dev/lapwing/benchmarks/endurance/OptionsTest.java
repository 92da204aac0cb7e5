// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.endurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OptionsTest {

  @Test
  void whatIsNotToldHasItsDefault() {
    assertThat(Options.parse("--minutes=12", "--class-path=a:b"))
        .isEqualTo(new Options(12, 150, 128, "a:b", Path.of("benchmarks/results")));
  }

  @Test
  void unknownOptionIsRefusedWithThoseThatAreAllowed() {
    assertThatThrownBy(() -> Options.parse("--seconds=12"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unknown option --seconds=12")
        .hasMessageContaining("minutes");
  }

  @Test
  void numberOutOfItsRangeIsRefusedWithTheRange() {
    assertThatThrownBy(() -> Options.parse("--minutes=5"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("minutes is 5: allowed is 10 to 60");
    assertThatThrownBy(() -> Options.parse("--rate=many"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rate is 'many': it must be a whole number");
  }
}
