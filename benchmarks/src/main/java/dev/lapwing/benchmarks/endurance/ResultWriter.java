// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.endurance;

import dev.lapwing.benchmarks.report.Json;
import dev.lapwing.stats.StatsDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Writes a result for people and for programs. */
final class ResultWriter {
  private static final double MEGABYTE = 1e6;

  private final Result result;
  private final List<String> lines = new ArrayList<>();

  private ResultWriter(Result result) {
    this.result = result;
  }

  /** Writes {@code endurance.json} and {@code endurance.md}, and prints the latter. */
  static void write(Result result, Path folder) throws IOException {
    ResultWriter writer = new ResultWriter(result);
    writer.writeLines();
    Files.write(folder.resolve("endurance.md"), writer.lines);
    Json.write(folder.resolve("endurance.json"), writer::writeJson);
    writer.lines.forEach(System.out::println);
  }

  private void writeLines() {
    Options options = result.options();
    add("# Endurance");
    add("");
    add(
        "The showcase (six servers, six databases, the traffic) in one JVM for %d minutes, %d requests a second to all together, `-Xmx%dm`, `%s`. %s."
            .formatted(
                options.minutes(),
                options.rate(),
                options.heap(),
                String.join(" ", ShowcaseProcess.SHOP),
                result.machine().text()));
    add("");
    add(
        "%s. Trends are of the second and the last third together; ± is half of a 95 %% interval."
            .formatted(result.met() ? "All conditions met" : "NOT ALL CONDITIONS MET"));
    add("");
    add("| condition | wanted | seen | met |");
    add("|---|---|---|---|");
    result
        .conditions()
        .forEach(
            each ->
                add(
                    "| %s | %s | %s | %s |"
                        .formatted(
                            each.what(),
                            each.wanted(),
                            each.seen(),
                            each.met() ? "yes" : "**no**")));
    add("");
    add(
        "A thread of another process that did nothing but sleep woke up to %,d ms late: the machine's part in late ticks."
            .formatted(result.idle().toMillis()));
    addServers();
    addSamples();
    add("");
    add("What the traffic printed:");
    add("");
    add("```");
    result.summary().forEach(this::add);
    add("```");
  }

  private void addServers() {
    add("");
    add(
        "| server | latest tick, ms | calls recorded | held, KB | a call costs, ns | last tick, us |");
    add("|---|---|---|---|---|---|");
    List<StatsDocument.Self> selves = last().selves();
    for (int i = 0; i < selves.size(); i++) {
      Server server = result.servers().get(i);
      StatsDocument.Self self = selves.get(i);
      add(
          "| %s | %d | %,d | %,d | %s | %s |"
              .formatted(
                  server.name(),
                  server.ticks().latest().toMillis(),
                  self.calls(),
                  self.bytesHeld() / 1_000,
                  self.nanosPerCall(),
                  self.tickMicros()));
    }
  }

  private void addSamples() {
    add("");
    add(
        "| minute | alive, MB | held by the monitors, MB | Lapwing's objects | threads | load of the machine |");
    add("|---|---|---|---|---|---|");
    for (Sample sample : result.samples()) {
      add(
          "| %.1f | %.2f | %.2f | %,d | %d | %.1f |"
              .formatted(
                  sample.minute(),
                  sample.liveBytes() / MEGABYTE,
                  sample.heldBytes() / MEGABYTE,
                  sample.lapwingObjects(),
                  sample.threads(),
                  sample.load()));
    }
  }

  private Sample last() {
    return result.samples().get(result.samples().size() - 1);
  }

  private void add(String line) {
    lines.add(line);
  }

  private void writeJson(JsonGenerator json) {
    Json.machine(json, result.machine());
    json.writeNumberProperty("minutes", result.options().minutes());
    json.writeNumberProperty("rate", result.options().rate());
    json.writeNumberProperty("heapMegabytes", result.options().heap());
    json.writeNumberProperty("idleThreadLateMillis", result.idle().toMillis());
    json.writeBooleanProperty("met", result.met());
    json.writeName("conditions");
    json.writeStartArray();
    result.conditions().forEach(each -> Json.object(json, member -> write(member, each)));
    json.writeEndArray();
    json.writeName("samples");
    json.writeStartArray();
    result.samples().forEach(each -> Json.object(json, member -> write(member, each)));
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, Condition condition) {
    json.writeStringProperty("condition", condition.what());
    json.writeStringProperty("wanted", condition.wanted());
    json.writeStringProperty("seen", condition.seen());
    json.writeBooleanProperty("met", condition.met());
  }

  private static void write(JsonGenerator json, Sample sample) {
    json.writeNumberProperty("minute", sample.minute());
    json.writeNumberProperty("liveBytes", sample.liveBytes());
    json.writeNumberProperty("heldBytes", sample.heldBytes());
    json.writeNumberProperty("lapwingObjects", sample.lapwingObjects());
    json.writeNumberProperty("threads", sample.threads());
    json.writeNumberProperty("load", sample.load());
  }
}
