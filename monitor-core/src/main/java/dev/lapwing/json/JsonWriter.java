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
import tools.jackson.core.SerializableString;
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

  private static final int MILLI_DECIMALS = 6;
  private static final int MAX_DIGITS = 20;
  private static final long[] POWERS_OF_TEN = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
  };

  /** Below this a number times a power of ten is off by less than {@link #NEAR_TIE}. */
  private static final double PLAIN_LIMIT = 1L << 43;

  /** So near to the middle of two decimals only exact arithmetic tells which one is nearer. */
  private static final double NEAR_TIE = 1.0 / 64;

  private final JsonGenerator generator;
  private final char[] decimal = new char[MAX_DIGITS];

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
    generator.writeName(WellFormed.of(name));
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
    generator.writeString(WellFormed.of(text));
  }

  void text(String name, @Nullable String value) {
    generator.writeName(WellFormed.of(name));
    if (value == null) {
      generator.writeNull();
    } else {
      generator.writeString(WellFormed.of(value));
    }
  }

  /** Writes a whole number as an element of an array. */
  void element(long value) {
    generator.writeNumber(value);
  }

  /** Writes a duration in milliseconds, to the nanosecond, as an element of an array. */
  void durationElement(@Nullable Long nanos) {
    if (nanos == null) {
      generator.writeNull();
    } else {
      writeShifted(nanos, MILLI_DECIMALS);
    }
  }

  /** Writes a number that is zero or more without the detour over a decimal number. */
  private void writeShifted(long unscaled, int decimals) {
    long one = POWERS_OF_TEN[decimals];
    if (unscaled % one == 0) {
      generator.writeNumber(unscaled / one);
    } else {
      writeFraction(unscaled, decimals);
    }
  }

  private void writeFraction(long unscaled, int decimals) {
    long rest = unscaled;
    int end = decimal.length;
    while (rest % 10 == 0) {
      rest /= 10;
      end--;
    }
    int start = end;
    int point = decimal.length - decimals - 1;
    while (rest > 0 || start > point - 1) {
      start--;
      if (start == point) {
        decimal[start] = '.';
      } else {
        decimal[start] = (char) ('0' + rest % 10);
        rest /= 10;
      }
    }
    generator.writeNumber(decimal, start, end - start);
  }

  void flag(String name, boolean value) {
    generator.writeName(name);
    generator.writeBoolean(value);
  }

  void whole(String name, @Nullable Long value) {
    generator.writeName(WellFormed.of(name));
    writeWhole(value);
  }

  /**
   * Writes a whole number.
   *
   * @param name nothing in it needs to be escaped
   */
  void whole(SerializableString name, @Nullable Long value) {
    generator.writeName(name);
    writeWhole(value);
  }

  private void writeWhole(@Nullable Long value) {
    if (value == null) {
      generator.writeNull();
    } else {
      generator.writeNumber(value.longValue());
    }
  }

  /** Writes a number rounded to a few decimals, 9 at most, never with an exponent. */
  void decimal(String name, @Nullable Double value, int decimals) {
    generator.writeName(name);
    writeDecimal(value, decimals);
  }

  /**
   * Writes a number rounded to a few decimals, 9 at most, never with an exponent.
   *
   * @param name nothing in it needs to be escaped
   */
  void decimal(SerializableString name, @Nullable Double value, int decimals) {
    generator.writeName(name);
    writeDecimal(value, decimals);
  }

  private void writeDecimal(@Nullable Double value, int decimals) {
    if (value == null || !Double.isFinite(value)) {
      generator.writeNull();
      return;
    }
    double shifted = value * POWERS_OF_TEN[decimals];
    long floor = (long) shifted;
    double rest = shifted - floor;
    if (value >= 0 && shifted < PLAIN_LIMIT && Math.abs(rest - 0.5) > NEAR_TIE) {
      writeShifted(rest > 0.5 ? floor + 1 : floor, decimals);
    } else {
      generator.writeNumber(
          BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).stripTrailingZeros());
    }
  }

  /** Writes an instant as RFC 3339 has it, in UTC, to the millisecond. */
  void instant(String name, @Nullable Instant value) {
    generator.writeName(name);
    if (value == null) {
      generator.writeNull();
    } else {
      instantElement(value);
    }
  }

  /** Writes an instant as an element of an array. */
  void instantElement(Instant value) {
    generator.writeString(value.truncatedTo(ChronoUnit.MILLIS).toString());
  }
}
