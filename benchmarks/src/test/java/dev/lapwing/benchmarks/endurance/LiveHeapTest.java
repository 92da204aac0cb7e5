// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.endurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveHeapTest {

  @Test
  void totalAndLapwingsOwnObjectsAreTaken() throws IOException {
    LiveHeap heap =
        LiveHeap.parse(
            List.of(
                "4711:",
                " num     #instances         #bytes  class name (module)",
                "-------------------------------------------------------",
                "   1:         41234        9876543  [B (java.base@17.0.15)",
                "   2:            40           2000  dev.lapwing.recording.Recorder",
                "   3:             2             48  [Ldev.lapwing.recording.Recorder;",
                "   4:            99           1584  dev.lapwing.examples.orders.Order",
                "Total         41375        9880175"));

    assertThat(heap).isEqualTo(new LiveHeap(9_880_175, 42));
  }

  @Test
  void answerWithoutATotalIsRefused() {
    assertThatThrownBy(() -> LiveHeap.parse(List.of("4711:", "no such process")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no such process");
  }
}
