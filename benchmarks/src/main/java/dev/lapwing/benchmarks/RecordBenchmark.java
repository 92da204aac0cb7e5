// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks;

import dev.lapwing.TimeSource;
import dev.lapwing.benchmarks.Latencies.Position;
import dev.lapwing.recording.InFlight;
import dev.lapwing.recording.Measuring;
import dev.lapwing.recording.Recorder;
import dev.lapwing.recording.Recording;
import dev.lapwing.recording.Registry;
import dev.lapwing.recording.Thresholds;
import dev.lapwing.stats.Outcome;
import dev.lapwing.window.Windows;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One duration into one operation, and into one of 200, beside the floors that it is compared with:
 * an atomic increment and a striped one. The tick runs all the while.
 *
 * <p>To hand over one duration at a time, the benchmark stores a position, and that store has to be
 * done before the record's atomic add may begin: an increment, which is handed nothing, has no such
 * wait. So both are measured in a row as well, where the position stays in a register.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
@State(Scope.Benchmark)
public class RecordBenchmark {
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final int OPERATIONS = 200;

  private final AtomicLong counter = new AtomicLong();
  private final LongAdder adder = new LongAdder();
  private final Recording recording =
      new Recording(
          new Registry(
              OPERATIONS,
              1,
              route -> route,
              (kind, name) -> Measuring.all(new Thresholds(1L << 40, 1L << 41))),
          true);
  private final Windows windows =
      new Windows(recording, new InFlight<>(), Duration.ofMillis(500), 32 << 20);
  private final Recorder[] recorders = new Recorder[OPERATIONS];
  private final Recorder recorder;
  private final AtomicLong ticks = new AtomicLong();
  private TimeSource.Beat tick = () -> {};

  /** Makes the operations. */
  public RecordBenchmark() {
    for (int i = 0; i < OPERATIONS; i++) {
      String route = "/api/v1/resource" + i + "/{id}";
      recorders[i] = recording.registry().recorder("GET", route, Outcome.SUCCESS, 200);
    }
    recorder = recorders[0];
  }

  /** Starts the tick. */
  @Setup
  public void setUp() {
    tick =
        TimeSource.system()
            .every(TICK, () -> windows.tick(TICK.toNanos() * ticks.incrementAndGet()));
  }

  /** Stops the tick. */
  @TearDown
  public void tearDown() {
    tick.close();
  }

  /** The floor of a record on one thread. */
  @Benchmark
  public long atomicIncrement() {
    return counter.incrementAndGet();
  }

  /** The least that is done with the durations that a record is given: their sum. */
  @Benchmark
  public long atomicSum(Latencies latencies, Position position) {
    return counter.addAndGet(latencies.next(position));
  }

  /** The floor of a record on several threads. */
  @Benchmark
  public void adderIncrement() {
    adder.increment();
  }

  /** The same floor, as many times in a row as {@link #recordRow} records. */
  @Benchmark
  @OperationsPerInvocation(Latencies.COUNT)
  public long incrementRow() {
    long last = 0;
    for (int i = 0; i < Latencies.COUNT; i++) {
      last = counter.incrementAndGet();
    }
    return last;
  }

  /** All durations in a row: without the position that is kept between one and the next. */
  @Benchmark
  @OperationsPerInvocation(Latencies.COUNT)
  public int recordRow(Latencies latencies) {
    int slow = 0;
    for (long nanos : latencies.all()) {
      slow += recorder.recordCall(nanos) ? 1 : 0;
    }
    return slow;
  }

  /** One duration into one operation. */
  @Benchmark
  public boolean record(Latencies latencies, Position position) {
    return recorder.recordCall(latencies.next(position));
  }

  /** One duration into one of 200 operations, at random. */
  @Benchmark
  public boolean recordInto200(Latencies latencies, Position position) {
    int at = ThreadLocalRandom.current().nextInt(OPERATIONS);
    return recorders[at].recordCall(latencies.next(position));
  }
}
