// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.lapwing.http.HttpCall;
import dev.lapwing.http.HttpMonitor;
import dev.lapwing.spi.SlowOperationListener;
import dev.lapwing.stats.IntervalStats;
import dev.lapwing.stats.SlowOperation;
import dev.lapwing.stats.StatsDocument;
import dev.lapwing.stats.StatsQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Whatever fails in or around the monitor, the service does not notice. */
class FaultsTest {
  private final ManualTimeSource time = new ManualTimeSource();

  @Test
  void callWhoseMethodsThrow_isCountedAndReachesNobody() {
    try (PerformanceMonitor monitor = builder().build()) {
      HttpCall hostile = new ThrowingCall();

      assertThatCode(
              () -> {
                monitor.http().begin(hostile);
                monitor.http().firstByte(hostile);
                monitor.http().end(hostile, null);
              })
          .doesNotThrowAnyException();

      assertThat(monitor.getStats("_OTHER (unmatched)").errorCount()).isEqualTo(1);
      assertThat(self(monitor).swallowedErrors()).isGreaterThanOrEqualTo(4);
      assertThat(document(monitor).activeRequests()).isZero();
    }
  }

  @Test
  void throwingClock_reachesNobody() throws Exception {
    AtomicBoolean broken = new AtomicBoolean();
    TimeSource clock = new BreakableClock(broken);
    try (PerformanceMonitor monitor = PerformanceMonitor.builder().timeSource(clock).build()) {
      HttpMonitor http = monitor.http();
      HttpCall begun = TestCall.get("/a", 200);
      http.begin(begun);
      broken.set(true);

      assertThatCode(() -> http.end(begun, null)).doesNotThrowAnyException();
      assertThatCode(() -> TestCall.get("/b", 200).runOn(http)).doesNotThrowAnyException();
      assertThat(monitor.trackOperation("work", () -> "done")).isEqualTo("done");
      Timer timer = monitor.startTimer("timed");
      PerformanceMonitor scope = monitor.scope("part");
      assertThat(monitor.getStats()).isEmpty();
      assertThat(monitor.getStats("work")).isNull();
      assertThat(scope.getStats()).isEmpty();
      assertThat(document(monitor).operations()).isEmpty();
      assertThatCode(monitor::getSlowOperations).doesNotThrowAnyException();
      assertThatCode(scope::clear).doesNotThrowAnyException();
      assertThatCode(monitor::clear).doesNotThrowAnyException();

      broken.set(false);
      timer.stop();
      assertThat(monitor.getStats()).isEmpty();
      assertThat(self(monitor).negativeDurations()).isEqualTo(4);
      assertThat(document(monitor).activeRequests()).isZero();
      assertThat(self(monitor).swallowedErrors()).isGreaterThanOrEqualTo(3);
    }
  }

  @Test
  void throwingIntervalListener_doesNotKeepOthersFromTheirIntervals() {
    List<IntervalStats> seen = new CopyOnWriteArrayList<>();
    try (PerformanceMonitor monitor =
        builder()
            .onInterval(
                interval -> {
                  throw new IllegalStateException("listener");
                })
            .onInterval(seen::add)
            .build()) {
      time.advance(Duration.ofSeconds(3));

      await().until(() -> seen.size() == 3);
      await().until(() -> self(monitor).swallowedErrors() == 3);
      assertThat(seen.get(0).to()).isEqualTo(seen.get(1).from());
    }
  }

  @Test
  void everyFaultyListener_isLoggedOnce() {
    Logger logger = (Logger) LoggerFactory.getLogger("dev.lapwing");
    ListAppender<ILoggingEvent> appender = new ListAppender<>();
    appender.start();
    logger.addAppender(appender);
    Level level = logger.getLevel();
    logger.setLevel(Level.WARN);
    SlowOperationListener faulty =
        slow -> {
          throw new IllegalStateException("listener");
        };
    try (PerformanceMonitor monitor =
        builder().onSlowOperation(faulty).onSlowOperation(faulty).build()) {
      for (int i = 0; i < 3; i++) {
        monitor.record("slow", Duration.ofSeconds(2), true);
      }
      time.advance(Duration.ofSeconds(1));
      await().until(() -> self(monitor).swallowedErrors() == 6);
      time.advance(Duration.ofSeconds(1));
    } finally {
      logger.detachAppender(appender);
      logger.setLevel(level);
    }
    assertThat(appender.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .filteredOn(message -> message.contains("failed"))
        .allMatch(message -> message.contains("listener-"))
        .hasSize(2);
  }

  @Test
  void slowCallJustBeforeTheClose_isStillTold() {
    List<SlowOperation> told = new CopyOnWriteArrayList<>();
    PerformanceMonitor monitor = builder().onSlowOperation(told::add).build();
    monitor.record("slow", Duration.ofSeconds(2), true);
    monitor.close();
    assertThat(told).hasSize(1);
  }

  @Test
  void hangingListener_delaysNoRequestAndNoTick_andItsLossesAreCounted() {
    CountDownLatch never = new CountDownLatch(1);
    try (PerformanceMonitor monitor =
        builder().onInterval(interval -> awaitForever(never)).build()) {
      for (int i = 0; i < 1_100; i++) {
        TestCall.get("/a", 200).runOn(monitor.http());
        time.advance(Duration.ofSeconds(1));
      }

      assertThat(monitor.getStats("GET /a").count()).isEqualTo(1_100);
      assertThat(self(monitor).droppedEvents()).isBetween(1_100L - 1_024 - 1, 1_100L - 1_024);
    }
  }

  @Test
  void slowListenerThatHangs_delaysNoCall_andNoOtherListener() {
    CountDownLatch never = new CountDownLatch(1);
    List<SlowOperation> told = new CopyOnWriteArrayList<>();
    try (PerformanceMonitor monitor =
        builder().onSlowOperation(slow -> awaitForever(never)).onSlowOperation(told::add).build()) {
      for (int i = 0; i < 3; i++) {
        monitor.record("slow", Duration.ofSeconds(2), true);
        time.advance(Duration.ofSeconds(1));
      }

      await().until(() -> told.size() == 3);
      assertThat(monitor.getStats("slow").slowCount()).isEqualTo(3);
    }
  }

  @Test
  void stageThatThrowsWhenObserved_isStillReturned() {
    try (PerformanceMonitor monitor = builder().build()) {
      HostileStage stage = new HostileStage();
      assertThat(monitor.trackOperationAsync("remote", () -> stage)).isSameAs(stage);
      assertThat(self(monitor).swallowedErrors()).isEqualTo(1);
    }
  }

  private static void awaitForever(CountDownLatch never) {
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private PerformanceMonitorBuilder builder() {
    return PerformanceMonitor.builder().timeSource(time).logSlowOperations(false);
  }

  private static StatsDocument.Self self(PerformanceMonitor monitor) {
    return document(monitor).self();
  }

  private static StatsDocument document(PerformanceMonitor monitor) {
    return monitor.http().endpoint().read(StatsQuery.DEFAULT);
  }

  private static final class HostileStage extends CompletableFuture<String> {
    @Override
    public CompletableFuture<String> whenComplete(
        BiConsumer<? super String, ? super Throwable> action) {
      throw new UnsupportedOperationException("not observable");
    }
  }

  private record BreakableClock(AtomicBoolean broken) implements TimeSource {
    @Override
    public long nanoTime() {
      if (broken.get()) {
        throw new IllegalStateException("clock");
      }
      return System.nanoTime();
    }

    @Override
    public Instant now() {
      return Instant.now();
    }
  }

  private static final class ThrowingCall extends HttpCall {
    @Override
    public String method() {
      throw new IllegalStateException("method");
    }

    @Override
    public String path() {
      throw new IllegalStateException("path");
    }

    @Override
    public @Nullable String route() {
      throw new IllegalStateException("route");
    }

    @Override
    public int status() {
      throw new StackOverflowError("status");
    }

    @Override
    public @Nullable String responseContentType() {
      throw new IllegalStateException("type");
    }
  }
}
