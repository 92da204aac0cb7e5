// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks;

import dev.lapwing.json.StatsJson;
import dev.lapwing.stats.StatsDocument;
import dev.lapwing.stats.StatsQuery;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The JSON of a stats document that is there already. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Thread)
public class JsonBenchmark {
  private static final int CALLS = 100;

  /** How many operations the document has. */
  @Param({"200", "1000", "10000"})
  public int operations;

  private StatsDocument document = documentOf(1);

  /** Makes the document. */
  @Setup
  public void setUp() {
    document = documentOf(operations);
  }

  private static StatsDocument documentOf(int operations) {
    try (BusyMonitor busy = new BusyMonitor(operations)) {
      busy.call(CALLS);
      busy.tick();
      return busy.monitor().http().endpoint().read(StatsQuery.DEFAULT);
    }
  }

  /** Writes it. */
  @Benchmark
  public void write() throws IOException {
    StatsJson.write(document, StatsQuery.DEFAULT, "stats/", OutputStream.nullOutputStream());
  }
}
