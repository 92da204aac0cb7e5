// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks;

import com.codahale.metrics.ExponentiallyDecayingReservoir;
import com.codahale.metrics.LockFreeExponentiallyDecayingReservoir;
import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import dev.lapwing.recording.ConcurrentHistogram;
import dev.lapwing.recording.InFlight;
import dev.lapwing.recording.Measuring;
import dev.lapwing.recording.Operation;
import dev.lapwing.recording.Recording;
import dev.lapwing.recording.Registry;
import dev.lapwing.recording.Thresholds;
import dev.lapwing.stats.Outcome;
import dev.lapwing.window.Windows;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.prometheus.metrics.core.metrics.Histogram;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Recorder;
import org.openjdk.jol.info.GraphLayout;

/** Bytes of heap that are held, object by object, once the objects have seen what they may see. */
public final class Footprints {
  /** One recorder: its object, its table and its rows. */
  public static final String RECORDER = "Lapwing: a recorder";

  /** One more operation of one status: names, recorder, and what the tick keeps of it for good. */
  public static final String OPERATION = "Lapwing: one more operation, with tick state";

  /** A thousand operations of one status, with as much history as there may be. */
  public static final String FULL_HISTORY = "Lapwing: 1,000 operations and a full history";

  private static final int SAMPLES = 100_000;
  private static final double LEAST_NANOS = 1e5;
  private static final double DECADES = 3;
  private static final int MORE = 20;
  private static final int DIGITS = 2;
  private static final int HISTORY_BYTES = 32 << 20;
  private static final Duration SECOND = Duration.ofSeconds(1);

  private Footprints() {}

  /** Returns bytes by what holds them, after 100,000 durations over three decades each. */
  public static Map<String, Long> measure() {
    // Lambdas and records do not tell where their fields are otherwise.
    System.setProperty("jol.magicFieldOffset", "true");
    // Sizes are the same without an agent.
    System.setProperty("jol.skipDynamicAttach", "true");
    Map<String, Long> bytes = new LinkedHashMap<>();
    ConcurrentHistogram recorder = new ConcurrentHistogram();
    bytes.put(RECORDER, held(recorder, recorder::record));
    bytes.put(OPERATION, ofOneMore(Footprints::ticking));
    bytes.put(FULL_HISTORY, GraphLayout.parseInstance(fullHistory()).totalSize());
    AtomicHistogram hdr = new AtomicHistogram(TimeUnit.HOURS.toNanos(2), DIGITS);
    bytes.put("HdrHistogram AtomicHistogram(2)", held(hdr, hdr::recordValue));
    Recorder hdrRecorder = new Recorder(TimeUnit.HOURS.toNanos(2), DIGITS);
    bytes.put("HdrHistogram Recorder(2)", held(hdrRecorder, hdrRecorder::recordValue));
    DDSketch sketch = DDSketches.unboundedDense(0.01);
    bytes.put("DDSketch, 1 %", held(sketch, sketch::accept));
    bytes.put("Micrometer timer, no percentiles", ofOneMore(n -> micrometer(n, timer -> timer)));
    bytes.put(
        "Micrometer timer, percentiles",
        ofOneMore(n -> micrometer(n, timer -> timer.publishPercentiles(0.5, 0.95, 0.99))));
    var dropwizard = new com.codahale.metrics.Timer(new ExponentiallyDecayingReservoir());
    bytes.put("Dropwizard timer", held(dropwizard, nanos(dropwizard)));
    var lockFree =
        new com.codahale.metrics.Timer(LockFreeExponentiallyDecayingReservoir.builder().build());
    bytes.put("Dropwizard timer, lock-free reservoir", held(lockFree, nanos(lockFree)));
    bytes.put("Prometheus native histogram", ofOneMore(Footprints::prometheus));
    bytes.put("OpenTelemetry exponential histogram", ofOneMore(Footprints::openTelemetry));
    return bytes;
  }

  private static LongConsumer nanos(com.codahale.metrics.Timer timer) {
    return duration -> timer.update(duration, TimeUnit.NANOSECONDS);
  }

  private static void recordInto(LongConsumer histogram) {
    Random random = new Random(1);
    for (int i = 0; i < SAMPLES; i++) {
      histogram.accept((long) (LEAST_NANOS * Math.pow(10, DECADES * random.nextDouble())));
    }
  }

  private static long held(Object holder, LongConsumer histogram) {
    recordInto(histogram);
    return GraphLayout.parseInstance(holder).totalSize();
  }

  /** What many share, such as a registry, is in both and so in neither. */
  private static long ofOneMore(IntFunction<Object> holderOf) {
    long many = GraphLayout.parseInstance(holderOf.apply(1 + MORE)).totalSize();
    return (many - GraphLayout.parseInstance(holderOf.apply(1)).totalSize()) / MORE;
  }

  private static Object[] ticking(int operations) {
    Recording recording = recording(operations);
    Windows windows = windows(recording, 1);
    for (int i = 0; i < operations; i++) {
      Operation operation = operation(recording, i);
      recordInto(nanos -> operation.record(Outcome.SUCCESS, 200, nanos));
    }
    windows.tick(SECOND.toNanos());
    // The last interval is kept whatever the bound of the history, so let it be an empty one.
    windows.tick(2 * SECOND.toNanos());
    return new Object[] {recording, windows};
  }

  /** An hour in which all were called ten times a second, told to the history every ten seconds. */
  private static Object[] fullHistory() {
    int operations = 1_000;
    int callsInTenSeconds = 100;
    Recording recording = recording(operations);
    Windows windows = windows(recording, HISTORY_BYTES);
    Latencies latencies = new Latencies();
    Latencies.Position position = new Latencies.Position();
    for (int second = 1; second <= 3_600; second++) {
      for (int i = 0; second % 10 == 0 && i < operations; i++) {
        Operation operation = operation(recording, i);
        for (int call = 0; call < callsInTenSeconds; call++) {
          operation.record(Outcome.SUCCESS, 200, latencies.next(position));
        }
      }
      windows.tick(SECOND.toNanos() * second);
    }
    if (windows.bytesHeld() < HISTORY_BYTES) {
      throw new IllegalStateException("the history is not full: " + windows.bytesHeld());
    }
    return new Object[] {recording, windows};
  }

  private static Recording recording(int operations) {
    return new Recording(
        new Registry(
            operations,
            1,
            route -> route,
            (kind, name) -> Measuring.all(new Thresholds(1L << 40, 1L << 41))),
        true);
  }

  private static Windows windows(Recording recording, long historyBytes) {
    return new Windows(recording, new InFlight<>(), Duration.ofMillis(500), historyBytes);
  }

  private static Operation operation(Recording recording, int number) {
    return recording.registry().http("GET", "/api/v1/resource" + number + "/{id}");
  }

  private static Object micrometer(int timers, UnaryOperator<Timer.Builder> setUp) {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    for (int i = 0; i < timers; i++) {
      Timer timer = setUp.apply(Timer.builder("requests").tag("uri", "/" + i)).register(registry);
      recordInto(nanos -> timer.record(nanos, TimeUnit.NANOSECONDS));
    }
    return registry;
  }

  private static Object prometheus(int routes) {
    Histogram histogram =
        Histogram.builder()
            .name("requests")
            .help("requests")
            .labelNames("uri")
            .nativeOnly()
            .build();
    for (int i = 0; i < routes; i++) {
      var point = histogram.labelValues("/" + i);
      recordInto(nanos -> point.observe(nanos / 1e9));
    }
    return histogram;
  }

  private static Object openTelemetry(int routes) {
    ExponentialHistogram histogram = new ExponentialHistogram();
    for (int i = 0; i < routes; i++) {
      String route = "/" + i;
      recordInto(nanos -> histogram.record((double) nanos, route));
    }
    return histogram;
  }
}
