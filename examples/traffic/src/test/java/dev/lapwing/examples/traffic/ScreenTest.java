// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, UTF_8);

  @Test
  void aFileGetsPlainBlocks() {
    Screen screen = new Screen(out, false, false);
    screen.show(List.of("a", "1 µs"));
    screen.log("slow\u001b[2J");
    screen.show(List.of("b"));
    assertThat(printed.toString(UTF_8)).isEqualTo("\na\n1 µs\nslow?[2J\n\nb\n");
  }

  @Test
  void aTerminalKeepsTheTableBelowTheLog() {
    Screen screen = new Screen(out, true, true);
    screen.show(List.of("a", "1 µs"));
    screen.log("slow");
    assertThat(printed.toString(UTF_8)).isEqualTo("\033[?7l\na\n1 us\n\033[?7h");
    printed.reset();
    screen.show(List.of("b"));
    assertThat(printed.toString(UTF_8)).isEqualTo("\033[3F\033[Jslow\n\033[?7l\nb\n\033[?7h");
    printed.reset();
    screen.print(List.of("end"));
    screen.show(List.of("c"));
    assertThat(printed.toString(UTF_8)).isEqualTo("end\n\033[?7l\nc\n\033[?7h");
  }

  @Test
  void aFloodOfLogLinesIsCounted() {
    Screen screen = new Screen(out, true, false);
    for (int i = 0; i < 10; i++) {
      screen.log("line " + i);
    }
    screen.print(List.of());
    assertThat(printed.toString(UTF_8).lines())
        .containsExactly(
            "(4 more lines of the log)",
            "line 4",
            "line 5",
            "line 6",
            "line 7",
            "line 8",
            "line 9");
  }
}
