// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Work that is done once for all who ask at the same time. */
class SharedWorkTest {
  private final SharedWork<String, Integer> work = new SharedWork<>();
  private final AtomicInteger rounds = new AtomicInteger();

  @Test
  void whoComesWhileWorkIsUnderWay_joinsTheNextRoundAndNotThatOne() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    FutureTask<Integer> first = start(() -> work.get("a", () -> heldRound(begun, goOn)));
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    List<Thread> threads = new ArrayList<>();
    List<FutureTask<Integer>> later = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      FutureTask<Integer> task = new FutureTask<>(() -> work.get("a", rounds::incrementAndGet));
      later.add(task);
      threads.add(new Thread(task));
    }
    threads.forEach(Thread::start);
    await().until(() -> threads.stream().allMatch(each -> each.getState() == Thread.State.WAITING));
    goOn.countDown();

    assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(1);
    for (FutureTask<Integer> each : later) {
      assertThat(each.get(10, TimeUnit.SECONDS)).isEqualTo(2);
    }
    assertThat(work.get("a", rounds::incrementAndGet)).isEqualTo(3);
  }

  @Test
  void otherWork_doesNotWait() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    FutureTask<Integer> held = start(() -> work.get("a", () -> heldRound(begun, goOn)));
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

    assertThat(work.get("b", () -> 7)).isEqualTo(7);

    goOn.countDown();
    assertThat(held.get(10, TimeUnit.SECONDS)).isEqualTo(1);
  }

  @Test
  void failure_reachesThoseOfItsRoundAlone() {
    assertThatThrownBy(
            () ->
                work.get(
                    "a",
                    () -> {
                      throw new StackOverflowError();
                    }))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(StackOverflowError.class);

    assertThat(work.get("a", () -> 1)).isEqualTo(1);
  }

  /** Whoever asks gets what was so at the time of asking, or later. */
  @Test
  void manyAskers_neverGetWhatIsOlderThanTheirQuestion() throws Exception {
    AtomicInteger clock = new AtomicInteger();
    List<FutureTask<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      tasks.add(
          start(
              () -> {
                int late = 0;
                for (int turn = 0; turn < 5_000; turn++) {
                  int asked = clock.incrementAndGet();
                  int answered = work.get("a", clock::get);
                  late += answered < asked ? 1 : 0;
                }
                return late;
              }));
    }
    for (FutureTask<Integer> each : tasks) {
      assertThat(each.get(60, TimeUnit.SECONDS)).isZero();
    }
  }

  private int heldRound(CountDownLatch begun, CountDownLatch goOn) {
    begun.countDown();
    try {
      assertThat(goOn.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return rounds.incrementAndGet();
  }

  private static FutureTask<Integer> start(Callable<Integer> call) {
    FutureTask<Integer> task = new FutureTask<>(call);
    new Thread(task).start();
    return task;
  }
}
