// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.report;

import java.nio.file.Path;
import java.util.function.Consumer;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** Writes indented JSON, so that two results can be compared line by line. */
public final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  private static final ObjectWriteContext PRETTY =
      new ObjectWriteContext.Base() {
        @Override
        public PrettyPrinter getPrettyPrinter() {
          return new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        }

        @Override
        public boolean hasPrettyPrinter() {
          return true;
        }
      };

  private Json() {}

  /** Writes a file that holds one object. */
  public static void write(Path file, Consumer<JsonGenerator> members) {
    try (JsonGenerator json = FACTORY.createGenerator(PRETTY, file.toFile(), JsonEncoding.UTF8)) {
      object(json, members);
      json.writeRaw('\n');
    }
  }

  /** Writes an object, in an array or after its name. */
  public static void object(JsonGenerator json, Consumer<JsonGenerator> members) {
    json.writeStartObject();
    members.accept(json);
    json.writeEndObject();
  }

  /** Writes where and when. */
  public static void machine(JsonGenerator json, Machine machine) {
    json.writeName("machine");
    object(
        json,
        each -> {
          each.writeStringProperty("jdk", machine.jdk());
          each.writeStringProperty("cpu", machine.cpu());
          each.writeNumberProperty("processors", machine.processors());
          each.writeStringProperty("kernel", machine.kernel());
          each.writeStringProperty("date", machine.date().toString());
        });
  }
}
