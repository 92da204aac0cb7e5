// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.report;

import dev.lapwing.benchmarks.report.Target.Standing;
import dev.lapwing.benchmarks.report.Target.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import tools.jackson.core.JsonGenerator;

/** Writes what was measured for people and for programs. */
final class MicroReport {
  private final Machine machine = Machine.here();
  private final Mode mode;
  private final Scores scores;
  private final @Nullable Scores newer;
  private final List<Verdict> verdicts;

  /**
   * Prepares a report.
   *
   * @param newer what a newer JDK was measured to need; null when none was given
   */
  MicroReport(Mode mode, Scores scores, @Nullable Scores newer) {
    this.mode = mode;
    this.scores = scores;
    this.newer = newer;
    this.verdicts = Targets.all().stream().map(target -> target.in(scores)).toList();
  }

  /** Writes {@code micro.json} and {@code micro.md}. */
  void write(Path folder) throws IOException {
    Files.write(folder.resolve("micro.md"), markdown());
    Json.write(folder.resolve("micro.json"), this::writeJson);
  }

  private List<String> markdown() {
    List<String> lines = new ArrayList<>();
    lines.add("# Micro benchmarks");
    lines.add("");
    lines.add("Mode `%s`. %s.".formatted(mode.text(), machine.text()));
    lines.add("");
    lines.addAll(targets(verdicts));
    lines.add("");
    lines.add(
        "± is half of a 95 % interval, and so are the bounds of a ratio (Fieller's theorem), over the iterations of all forks. \"Not for sure\": the limit lies within the interval.");
    lines.add("");
    lines.add("| holds | bytes of heap |");
    lines.add("|---|---|");
    scores.footprints().forEach((name, bytes) -> lines.add("| %s | %,d |".formatted(name, bytes)));
    lines.add("");
    lines.addAll(everything(scores));
    lines.add("");
    if (newer == null) {
      lines.add(
          "Virtual threads were not measured: give a JDK of 21 or later, as `LAPWING_BENCH_JDK25`.");
    } else {
      lines.add("On a newer JDK, with a virtual thread for every call:");
      lines.add("");
      lines.addAll(
          targets(
              Targets.all().stream()
                  .map(target -> target.in(newer))
                  .filter(verdict -> verdict.standing() != Standing.NOT_MEASURED)
                  .toList()));
      lines.add("");
      lines.addAll(everything(newer));
    }
    return lines;
  }

  /** Returns the table of targets, as it is printed too. */
  List<String> targets() {
    return targets(verdicts);
  }

  private static List<String> targets(List<Verdict> verdicts) {
    List<String> lines = new ArrayList<>();
    lines.add("| what | measured | beside | ratio | target | met |");
    lines.add("|---|---|---|---|---|---|");
    for (Verdict each : verdicts) {
      String standing = each.standing().text();
      lines.add(
          "| %s | %s | %s | %s | %s | %s |"
              .formatted(
                  each.what(),
                  each.measured(),
                  each.beside(),
                  text(each.ratio()),
                  each.wanted(),
                  each.standing().isMissed() ? "**" + standing + "**" : standing));
    }
    return lines;
  }

  private static String text(@Nullable Ratio ratio) {
    return ratio == null
        ? ""
        : "%s (%s to %s)"
            .formatted(
                Target.number(ratio.value()),
                Target.number(ratio.low()),
                Target.number(ratio.high()));
  }

  private static List<String> everything(Scores scores) {
    List<String> lines = new ArrayList<>();
    lines.add("| benchmark | threads | JDK | ns | bytes |");
    lines.add("|---|---|---|---|---|");
    for (RunResult result : scores.results()) {
      BenchmarkParams params = result.getParams();
      Estimate nanos = Estimate.of(Scores.nanos(result));
      Estimate bytes = Estimate.of(Scores.bytes(result));
      lines.add(
          "| %s | %d | %s | %s ± %s | %s |"
              .formatted(
                  name(params),
                  params.getThreads(),
                  params.getJdkVersion(),
                  Target.number(nanos.mean()),
                  Target.number(nanos.plusMinus()),
                  Target.number(bytes.mean())));
    }
    return lines;
  }

  private static String name(BenchmarkParams params) {
    StringBuilder name =
        new StringBuilder(params.getBenchmark().replace("dev.lapwing.benchmarks.", ""));
    params
        .getParamsKeys()
        .forEach(key -> name.append(' ').append(key).append('=').append(params.getParam(key)));
    return name.toString();
  }

  private void writeJson(JsonGenerator json) {
    Json.machine(json, machine);
    json.writeStringProperty("mode", mode.text());
    json.writeName("targets");
    json.writeStartArray();
    verdicts.forEach(verdict -> Json.object(json, members -> write(members, verdict)));
    json.writeEndArray();
    json.writeName("heapBytes");
    Json.object(json, members -> scores.footprints().forEach(members::writeNumberProperty));
    json.writeName("jmh");
    json.writeRawValue(ofJmh(scores));
    if (newer != null) {
      json.writeName("jmhOnNewerJdk");
      json.writeRawValue(ofJmh(newer));
    }
  }

  private static void write(JsonGenerator json, Verdict verdict) {
    json.writeStringProperty("what", verdict.what());
    json.writeStringProperty("measured", verdict.measured());
    json.writeStringProperty("beside", verdict.beside());
    Ratio ratio = verdict.ratio();
    if (ratio != null) {
      json.writeNumberProperty("ratio", ratio.value());
      json.writeNumberProperty("ratioLow", ratio.low());
      json.writeNumberProperty("ratioHigh", ratio.high());
    }
    json.writeStringProperty("target", verdict.wanted());
    json.writeStringProperty("met", verdict.standing().text());
  }

  /** Iteration by iteration. */
  private static String ofJmh(Scores scores) {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(json, true, StandardCharsets.UTF_8);
    ResultFormatFactory.getInstance(ResultFormatType.JSON, stream).writeOut(scores.results());
    stream.flush();
    return json.toString(StandardCharsets.UTF_8);
  }
}
