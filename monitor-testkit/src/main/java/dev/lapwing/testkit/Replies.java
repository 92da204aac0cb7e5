// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds replies of the stats endpoint to the published JSON Schemas. Thread-safe. */
public final class Replies {
  private static final JsonMapper JSON = new JsonMapper();
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

  private Replies() {}

  /**
   * Asserts that the body of a reply, if there is one, has the form that is published for its kind.
   *
   * @param contentType of the reply; null when it has none
   * @param body as text, unpacked; may be empty
   * @throws AssertionError if it has another form
   */
  public static void requireValid(@Nullable String contentType, String body) {
    if (!body.isEmpty() && contentType != null) {
      boolean refused = contentType.startsWith("application/problem+json");
      Schema schema = SCHEMAS.computeIfAbsent(refused ? "problem" : nameOf(body), Replies::read);
      assertThat(schema.validate(body, InputFormat.JSON)).as(body).isEmpty();
    }
  }

  /** Returns {@code stats} for a document of the schema {@code lapwing.stats/1}. */
  private static String nameOf(String body) {
    return parse(body).path("schema").asString().replaceFirst("lapwing\\.(\\w+)/.*", "$1");
  }

  private static Schema read(String name) {
    String resource = "schema/" + name + ".schema.json";
    try (InputStream in = Replies.class.getResourceAsStream(resource)) {
      byte[] schema = Objects.requireNonNull(in, () -> "no " + resource).readAllBytes();
      return REGISTRY.getSchema(new String(schema, UTF_8), InputFormat.JSON);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode parse(String body) {
    return JSON.readTree(body);
  }
}
