// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.http.HttpMonitor;
import dev.lapwing.stats.StatsDocument;
import dev.lapwing.stats.StatsQuery;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A call that ends while a document is made. */
class CallEndingWhileReadTest {
  private Runnable meanwhile = () -> {};
  private final PerformanceMonitor monitor =
      PerformanceMonitor.builder().timeSource(new Clock()).logSlowOperations(false).build();
  private final HttpMonitor http = monitor.http();

  @AfterEach
  void close() {
    monitor.close();
  }

  @Test
  void isInFlight_orCounted() {
    TestCall call = TestCall.get("/orders", 200);
    http.begin(call);
    meanwhile = () -> http.end(call, null);

    StatsDocument stats = http.endpoint().read(StatsQuery.DEFAULT);

    assertThat(stats.activeRequests() + stats.totals().count()).isPositive();
    assertThat(http.endpoint().read(StatsQuery.DEFAULT).activeRequests()).isZero();
    assertThat(http.endpoint().read(StatsQuery.DEFAULT).totals().count()).isEqualTo(1);
  }

  /** Has something happen whenever a document asks what time it is. */
  private final class Clock implements TimeSource {
    @Override
    public long nanoTime() {
      return 0;
    }

    @Override
    public Instant now() {
      meanwhile.run();
      return Instant.EPOCH;
    }

    @Override
    public Beat every(Duration period, Runnable task) {
      return () -> {};
    }
  }
}
