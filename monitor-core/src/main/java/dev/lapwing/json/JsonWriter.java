// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.json;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * Writes one JSON document in UTF-8. Whatever the values, the document is valid: what is no number
 * is null, and half of a surrogate pair is U+FFFD.
 */
final class JsonWriter {
  private static final char REPLACEMENT = '\ufffd';

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .characterEscapes(new PageSafeEscapes())
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
          .build();

  private static final ObjectWriteContext DENSE = ObjectWriteContext.empty();

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

  private final JsonGenerator generator;

  private JsonWriter(JsonGenerator generator) {
    this.generator = generator;
  }

  /**
   * Writes an object to a stream, which it neither flushes nor closes.
   *
   * @param members writes the object's members
   * @throws IOException if the stream does
   */
  static void writeObject(OutputStream target, boolean pretty, Consumer<JsonWriter> members)
      throws IOException {
    try (JsonGenerator generator = FACTORY.createGenerator(pretty ? PRETTY : DENSE, target)) {
      generator.writeStartObject();
      members.accept(new JsonWriter(generator));
      generator.writeEndObject();
    } catch (JacksonIOException e) {
      throw e.getCause();
    }
  }

  void object(String name, Runnable members) {
    generator.writeName(wellFormed(name));
    object(members);
  }

  /** Writes an object as an element of an array. */
  void object(Runnable members) {
    generator.writeStartObject();
    members.run();
    generator.writeEndObject();
  }

  void array(String name, Runnable elements) {
    generator.writeName(name);
    generator.writeStartArray();
    elements.run();
    generator.writeEndArray();
  }

  /** Writes a text as an element of an array. */
  void element(String text) {
    generator.writeString(wellFormed(text));
  }

  void text(String name, @Nullable String value) {
    generator.writeName(name);
    if (value == null) {
      generator.writeNull();
    } else {
      generator.writeString(wellFormed(value));
    }
  }

  void flag(String name, boolean value) {
    generator.writeName(name);
    generator.writeBoolean(value);
  }

  void whole(String name, @Nullable Long value) {
    generator.writeName(wellFormed(name));
    if (value == null) {
      generator.writeNull();
    } else {
      generator.writeNumber(value.longValue());
    }
  }

  /** Writes a number rounded to a few decimals, never with an exponent. */
  void decimal(String name, @Nullable Double value, int decimals) {
    generator.writeName(name);
    if (value == null || !Double.isFinite(value)) {
      generator.writeNull();
    } else {
      generator.writeNumber(
          BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).stripTrailingZeros());
    }
  }

  /** Writes an instant as RFC 3339 has it, in UTC, to the millisecond. */
  void instant(String name, Instant value) {
    generator.writeName(name);
    generator.writeString(value.truncatedTo(ChronoUnit.MILLIS).toString());
  }

  private static String wellFormed(String text) {
    StringBuilder mended = null;
    for (int i = 0; i < text.length(); i++) {
      if (!Character.isSurrogate(text.charAt(i))) {
        continue;
      }
      if (Character.charCount(text.codePointAt(i)) == 2) {
        i++;
        continue;
      }
      if (mended == null) {
        mended = new StringBuilder(text);
      }
      mended.setCharAt(i, REPLACEMENT);
    }
    return mended == null ? text : mended.toString();
  }
}
