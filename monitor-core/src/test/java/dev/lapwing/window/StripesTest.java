// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.recording.InFlight;
import dev.lapwing.recording.Measuring;
import dev.lapwing.recording.Recorder;
import dev.lapwing.recording.Recording;
import dev.lapwing.recording.Registry;
import dev.lapwing.recording.Thresholds;
import dev.lapwing.stats.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When a busy recorder gets more stripes. */
class StripesTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final int BUSY = 600_000;

  private final Recording recording =
      new Recording(
          new Registry(10, 1, name -> name, (kind, name) -> Measuring.all(new Thresholds(1, 2))),
          true);
  private final Windows windows =
      new Windows(recording, new InFlight<>(), Duration.ofMillis(500), 1 << 20);
  private final Recorder recorder = recording.registry().recorder("GET", "/", Outcome.SUCCESS, 200);

  @Test
  void loneThread_getsNoMore_howeverBusyItIs() {
    recordAndTick(1);
    recordAndTick(2);

    assertThat(recorder.stripeCount()).isOne();
  }

  @Test
  void severalThreads_getMore_andLoseNothing() throws InterruptedException {
    recordAndTick(1);
    Thread other = new Thread(() -> recordAndTick(2));
    other.start();
    other.join();

    boolean canMeet = Runtime.getRuntime().availableProcessors() > 1;
    assertThat(recorder.stripeCount()).isEqualTo(canMeet ? 2 : 1);
    assertThat(windows.recordedCalls()).isEqualTo(2L * BUSY);
  }

  private void recordAndTick(int second) {
    for (int i = 0; i < BUSY; i++) {
      recorder.record(i);
    }
    windows.tick(second * SECOND);
  }
}
