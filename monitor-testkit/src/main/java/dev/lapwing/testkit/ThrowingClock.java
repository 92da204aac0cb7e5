// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import dev.lapwing.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** A time source that throws while it is broken. */
final class ThrowingClock implements TimeSource {
  private final TimeSource intact;
  private volatile boolean broken;

  ThrowingClock(TimeSource intact) {
    this.intact = intact;
  }

  void breakDown() {
    broken = true;
  }

  void repair() {
    broken = false;
  }

  @Override
  public long nanoTime() {
    throwIfBroken();
    return intact.nanoTime();
  }

  @Override
  public Instant now() {
    throwIfBroken();
    return intact.now();
  }

  private void throwIfBroken() {
    if (broken) {
      throw new IllegalStateException("the clock is broken");
    }
  }

  @Override
  public Beat every(Duration period, Runnable task) {
    return intact.every(period, task);
  }
}
