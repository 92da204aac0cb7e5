// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TimeSourceTest {

  @Test
  void manualTime_runsDueTasksEachAtItsMoment() {
    ManualTimeSource time = new ManualTimeSource(Instant.EPOCH);
    List<String> ran = new ArrayList<>();
    time.every(Duration.ofSeconds(2), () -> ran.add("even " + time.now().getEpochSecond()));
    TimeSource.Beat threes =
        time.every(Duration.ofSeconds(3), () -> ran.add("three " + time.now().getEpochSecond()));

    time.advance(Duration.ofMillis(4_500));
    assertThat(ran).containsExactly("even 2", "three 3", "even 4");
    assertThat(time.now()).isEqualTo(Instant.ofEpochMilli(4_500));

    threes.close();
    time.advance(Duration.ofMillis(1_500));
    assertThat(ran).endsWith("even 4", "even 6");
  }

  @Test
  void manualTime_refusesToGoBack() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ManualTimeSource().advance(Duration.ofNanos(-1)))
        .withMessageContaining("PT-0.000000001S");
  }

  @Test
  void realTime_runsATaskAgainAndAgainOnADaemonThread_whateverItThrows() {
    AtomicInteger runs = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    TimeSource.Beat beat =
        TimeSource.system()
            .every(
                Duration.ofMillis(2),
                () -> {
                  threads.add(Thread.currentThread());
                  if (runs.incrementAndGet() % 2 == 0) {
                    throw new IllegalStateException("task");
                  }
                });
    await().until(() -> runs.get() >= 5);
    beat.close();

    Thread thread = threads.get(0);
    assertThat(thread.isDaemon()).isTrue();
    await().until(() -> !thread.isAlive());
  }

  /** A container that looks for threads of an application that has ended must find none. */
  @Test
  void realTime_closeWaitsForARunThatIsUnderWay() throws InterruptedException {
    Thread closing = Thread.currentThread();
    CountDownLatch running = new CountDownLatch(1);
    AtomicBoolean closed = new AtomicBoolean();
    AtomicReference<Thread> runner = new AtomicReference<>();
    TimeSource.Beat beat =
        TimeSource.system()
            .every(
                Duration.ofMillis(1),
                () -> {
                  runner.set(Thread.currentThread());
                  running.countDown();
                  while (!closed.get() && closing.getState() != Thread.State.TIMED_WAITING) {
                    Thread.onSpinWait();
                  }
                });
    running.await();
    beat.close();
    closed.set(true);
    assertThat(runner.get().isAlive()).isFalse();
  }

  @Test
  void realTime_mayBeClosedByItsOwnTask() {
    AtomicReference<TimeSource.Beat> beat = new AtomicReference<>();
    AtomicReference<Thread> closed = new AtomicReference<>();
    beat.set(
        TimeSource.system()
            .every(
                Duration.ofMillis(1),
                () -> {
                  if (beat.get() != null) {
                    beat.get().close();
                    closed.set(Thread.currentThread());
                  }
                }));
    await().until(() -> closed.get() != null && !closed.get().isAlive());
  }

  @Test
  void realTime_doesNotSpinWhenItsThreadIsInterrupted() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    AtomicInteger runs = new AtomicInteger();
    AtomicLong cpuNanos = new AtomicLong();
    TimeSource.Beat beat =
        TimeSource.system()
            .every(
                Duration.ofMillis(100),
                () -> {
                  cpuNanos.set(threads.getCurrentThreadCpuTime());
                  if (runs.incrementAndGet() == 1) {
                    Thread.currentThread().interrupt();
                  }
                });
    await().until(() -> runs.get() >= 6);
    beat.close();
    assertThat(Duration.ofNanos(cpuNanos.get())).isLessThan(Duration.ofMillis(200));
  }

  @Test
  void monitorInRealTime_closesIntervalsByItself_andItsThreadsEndWithIt() {
    PerformanceMonitor monitor =
        PerformanceMonitor.builder().service("beat").logSlowOperations(false).build();
    AtomicInteger counted = new AtomicInteger();
    try (PerformanceMonitor listening =
        PerformanceMonitor.builder()
            .onInterval(interval -> counted.addAndGet(interval.operations().size()))
            .build()) {
      listening.record("once", Duration.ofMillis(1), true);
      await().until(() -> counted.get() == 1);
    }
    monitor.close();
    await()
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("lapwing-tick")));
  }
}
