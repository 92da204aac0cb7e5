// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ModeTest {

  @Test
  void modesHaveTheNamesThatAreTyped() {
    assertThat(Mode.parse("bench")).isEqualTo(Mode.BENCH);
    assertThat(Mode.parse("quick")).isEqualTo(Mode.QUICK);
    assertThat(Mode.parse("full")).isEqualTo(Mode.FULL);
  }

  @Test
  void anotherModeIsRefusedWithWhatIsAllowed() {
    assertThatThrownBy(() -> Mode.parse("FULL"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("mode is 'FULL': allowed are bench, quick and full");
  }
}
