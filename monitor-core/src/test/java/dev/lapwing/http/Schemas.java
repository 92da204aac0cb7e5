// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The schemas of the endpoint's documents, as they are published. */
final class Schemas {
  private static final Path FOLDER = Path.of("..", "docs", "schema");
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

  private Schemas() {}

  /** Asserts that the body of a reply, if there is one, is what the schema of its kind says. */
  static void assertValid(StatsReply reply) {
    String body = EndpointClient.body(reply);
    if (body.isEmpty()) {
      return;
    }
    boolean refused = "application/problem+json".equals(reply.headers().get("Content-Type"));
    assertValid(refused ? "problem" : nameOf(body), body);
  }

  /** Asserts that a document is what a schema says. */
  static void assertValid(String name, String document) {
    assertThat(errors(name, document)).as(document).isEmpty();
  }

  /** Returns in what a document is not what a schema says. */
  static List<Error> errors(String name, String document) {
    return SCHEMAS.computeIfAbsent(name, Schemas::read).validate(document, InputFormat.JSON);
  }

  /** Returns {@code stats} for a document that begins with the schema {@code lapwing.stats/1}. */
  static String nameOf(String document) {
    int start = document.indexOf("lapwing.") + "lapwing.".length();
    return document.substring(start, document.indexOf('/', start));
  }

  private static Schema read(String name) {
    try {
      Path file = FOLDER.resolve(name + ".schema.json");
      return REGISTRY.getSchema(Files.readString(file), InputFormat.JSON);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
