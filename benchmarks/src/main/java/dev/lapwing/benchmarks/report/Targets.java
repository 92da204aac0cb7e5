// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.report;

import static dev.lapwing.benchmarks.report.Target.atLeast;
import static dev.lapwing.benchmarks.report.Target.atMost;

import dev.lapwing.benchmarks.Footprints;
import dev.lapwing.benchmarks.report.Target.Unit;
import java.util.ArrayList;
import java.util.List;

/** What there is to reach. */
final class Targets {
  private static final Bench RECORD = Bench.of("RecordBenchmark.record");
  private static final Bench ATOMIC = Bench.of("RecordBenchmark.atomicIncrement");
  private static final Bench RECORD_ROW = Bench.of("RecordBenchmark.recordRow");
  private static final Bench ATOMIC_ROW = Bench.of("RecordBenchmark.incrementRow");
  private static final Bench ADDER = Bench.of("RecordBenchmark.adderIncrement");
  private static final Bench HDR_ATOMIC = Bench.of("PeersBenchmark.hdrAtomicHistogram");
  private static final Bench HDR_RECORDER = Bench.of("PeersBenchmark.hdrRecorder");
  private static final Bench DD_SKETCH = Bench.of("PeersBenchmark.ddSketch");
  private static final Bench OPEN_TELEMETRY = Bench.of("PeersBenchmark.openTelemetryExponential");
  private static final Bench PROMETHEUS = Bench.of("PeersBenchmark.prometheusNative");
  private static final Bench CALL = Bench.of("CallBenchmark.call");
  private static final Bench CLOCKS = Bench.of("CallBenchmark.twoClockReadings");
  private static final Bench CALL_ATOMIC = Bench.of("CallBenchmark.atomicIncrement");
  private static final Bench OBSERVATION = Bench.of("CallBenchmark.micrometerObservation");
  private static final Bench TICK =
      Bench.of("TickBenchmark.tick").with("historyMegabytes", "32").with("after", "0");
  private static final Bench IDLE_TICK = TICK.with("calls", "0").with("seconds", "1");
  private static final Bench BUSY_TICK = TICK.with("calls", "100").with("seconds", "1");
  private static final Bench FIVE_MINUTES =
      TICK.with("calls", "100").with("seconds", "300").with("historyMegabytes", "1024");
  private static final Bench AFTER_FIVE_MINUTES = FIVE_MINUTES.with("after", "1");

  private static final List<Bench> SMALL =
      List.of(
          RECORD,
          ATOMIC,
          RECORD_ROW,
          ATOMIC_ROW,
          HDR_ATOMIC,
          DD_SKETCH,
          HDR_RECORDER,
          OPEN_TELEMETRY,
          PROMETHEUS,
          CALL,
          CLOCKS,
          CALL_ATOMIC,
          OBSERVATION,
          RECORD.on(2),
          ADDER.on(2),
          CALL.on(2),
          CLOCKS.on(2),
          RECORD.on(8),
          ADDER.on(8));

  /** What is measured with virtual threads, and beside them. */
  static final List<Bench> ON_NEWER_JDK =
      List.of(
          RECORD,
          ATOMIC,
          RECORD_ROW,
          ATOMIC_ROW,
          CALL,
          CLOCKS,
          CALL_ATOMIC,
          Bench.of("VirtualThreadBenchmark.nothing"),
          Bench.of("VirtualThreadBenchmark.twoClockReadings"),
          Bench.of("VirtualThreadBenchmark.call"));

  private static final double NO_BYTE = 0.1;

  /** As in the setting of the history's bound. */
  private static final double KILOBYTE = 1_024;

  private Targets() {}

  /** Returns the benchmarks that a mode runs; those that take long are in full runs alone. */
  static List<Bench> benches(Mode mode) {
    List<Bench> benches = new ArrayList<>(SMALL);
    if (mode == Mode.FULL) {
      benches.addAll(
          List.of(
              Bench.of("RecordBenchmark.atomicSum"),
              Bench.of("RecordBenchmark.recordInto200"),
              Bench.of("CallBenchmark.callOver800Routes"),
              Bench.of("CallBenchmark.callOver800Routes").on(2),
              CALL.on(8),
              CLOCKS.on(8),
              Bench.of("PeersBenchmark.micrometerTimer"),
              Bench.of("PeersBenchmark.micrometerPercentileHistogram"),
              Bench.of("PeersBenchmark.micrometerPercentiles"),
              Bench.of("PeersBenchmark.micrometerLookup"),
              Bench.of("PeersBenchmark.dropwizardTimer"),
              Bench.of("PeersBenchmark.dropwizardLockFreeTimer"),
              Bench.of("CallBenchmark.micrometerSample"),
              IDLE_TICK,
              BUSY_TICK,
              FIVE_MINUTES,
              AFTER_FIVE_MINUTES,
              Bench.of("JsonBenchmark.write").with("operations", "200"),
              Bench.of("JsonBenchmark.write").with("operations", "1000"),
              Bench.of("JsonBenchmark.write").with("operations", "10000")));
      for (String operations : List.of("200", "1000")) {
        for (String document : List.of("totalOfNextSecond", "coldHour", "warmHour")) {
          benches.add(endpoint(document, operations));
        }
      }
    }
    return benches;
  }

  private static Bench endpoint(String document, String operations) {
    return Bench.of("EndpointBenchmark." + document).with("operations", operations);
  }

  /** Returns all targets. */
  static List<Target> all() {
    return List.of(
        atMost(
            1.25,
            "records in a row / `AtomicLong.incrementAndGet` in a row",
            RECORD_ROW.time(),
            ATOMIC_ROW.time()),
        atMost(
            1.25,
            "record, handed one duration at a time / `incrementAndGet`",
            RECORD.time(),
            ATOMIC.time()),
        atMost(NO_BYTE, Unit.BYTES, "record, bytes (0)", RECORD.bytes()),
        striped(2),
        striped(8),
        atLeast(1.5, "HdrHistogram `AtomicHistogram` / record", HDR_ATOMIC.time(), RECORD.time()),
        atLeast(2.3, "DDSketch / record", DD_SKETCH.time(), RECORD.time()),
        atLeast(3, "HdrHistogram `Recorder` / record", HDR_RECORDER.time(), RECORD.time()),
        atLeast(3, "OpenTelemetry exponential / record", OPEN_TELEMETRY.time(), RECORD.time()),
        atLeast(5, "Prometheus native / record", PROMETHEUS.time(), RECORD.time()),
        atMost(
            1,
            "call / (two `nanoTime` + 8 `incrementAndGet`)",
            CALL.time(),
            CLOCKS.time().plus(8, CALL_ATOMIC.time())),
        atMost(2.7, "call, 2 threads / two `nanoTime`", CALL.on(2).time(), CLOCKS.on(2).time()),
        atMost(96, Unit.BYTES, "call, bytes", CALL.bytes()),
        atLeast(8, "Micrometer observation / call", OBSERVATION.time(), CALL.time()),
        bytesOfObservation(),
        memory(3.5 * KILOBYTE, "recorder after three decades", Footprints.RECORDER),
        memory(10 * KILOBYTE, "operation with tick state", Footprints.OPERATION),
        memory(45 * KILOBYTE * KILOBYTE, "1,000 operations, full history", Footprints.FULL_HISTORY),
        atMost(0.2, Unit.MILLIS, "tick over 10,000 operations, idle", IDLE_TICK.time()),
        atMost(40, Unit.MILLIS, "the same, 100 calls each", BUSY_TICK.time()),
        atMost(150, Unit.MILLIS, "the same, at five minutes", FIVE_MINUTES.time()),
        atMost(150, Unit.MILLIS, "the tick after that, which merges", AFTER_FIVE_MINUTES.time()),
        document(2, "`/stats`, total, 200 operations", "totalOfNextSecond", "200"),
        document(8, "`/stats`, total, 1,000 operations", "totalOfNextSecond", "1000"),
        document(30, "`/stats`, 1 h cold, 1,000 operations", "coldHour", "1000"),
        document(10, "`/stats`, 1 h warm, 1,000 operations", "warmHour", "1000"));
  }

  private static Target striped(int threads) {
    return atMost(
        1.3,
        "record, %d threads / `LongAdder.increment`".formatted(threads),
        RECORD.on(threads).time(),
        ADDER.on(threads).time());
  }

  private static Target bytesOfObservation() {
    return new Target(
        "Micrometer observation / call, bytes",
        OBSERVATION.bytes(),
        CALL.bytes(),
        15,
        false,
        Unit.BYTES);
  }

  private static Target memory(double bytes, String what, String footprint) {
    return atMost(bytes, Unit.BYTES, "memory: " + what, Quantity.footprint(footprint));
  }

  private static Target document(double millis, String what, String document, String operations) {
    return atMost(millis, Unit.MILLIS, what, endpoint(document, operations).time());
  }
}
