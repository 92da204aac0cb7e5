// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.client;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of a JSON object, by name and type. What is missing is taken as null; what is of
 * another type than asked for is refused with where it stands.
 */
final class Members {
  private static final int SHOWN = 40;

  /** Where the object is, as {@code operations[3].}; empty for the document itself. */
  private final String path;

  private final Map<?, ?> values;

  Members(String path, Map<?, ?> values) {
    this.path = path;
    this.values = values;
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  Members object(String name) throws StatsFormatException {
    return new Members(path + name + ".", required(name, Map.class, "an object"));
  }

  List<Members> objects(String name) throws StatsFormatException {
    List<Members> objects = new ArrayList<>();
    for (Object element : required(name, List.class, "an array")) {
      String place = name + "[" + objects.size() + "]";
      if (!(element instanceof Map<?, ?> members)) {
        throw wrong(place, element, "an object");
      }
      objects.add(new Members(path + place + ".", members));
    }
    return objects;
  }

  /** Returns the names of the members, in their order. */
  List<String> names() {
    return values.keySet().stream().map(String::valueOf).toList();
  }

  String text(String name) throws StatsFormatException {
    return required(name, String.class, "a text");
  }

  @Nullable String textOrNull(String name) throws StatsFormatException {
    return optional(name, String.class, "a text or null");
  }

  long whole(String name) throws StatsFormatException {
    return required(name, Long.class, "a whole number");
  }

  @Nullable Long wholeOrNull(String name) throws StatsFormatException {
    return optional(name, Long.class, "a whole number or null");
  }

  double decimal(String name) throws StatsFormatException {
    return finite(name, required(name, Number.class, "a number"));
  }

  @Nullable Double decimalOrNull(String name) throws StatsFormatException {
    Number number = optional(name, Number.class, "a number or null");
    return number == null ? null : (Double) finite(name, number);
  }

  private double finite(String name, Number number) throws StatsFormatException {
    if (!Double.isFinite(number.doubleValue())) {
      throw wrong(name, number, "a number that a double can hold");
    }
    return number.doubleValue();
  }

  boolean flag(String name) throws StatsFormatException {
    return required(name, Boolean.class, "true or false");
  }

  Instant instant(String name) throws StatsFormatException {
    String text = text(name);
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw wrong(name, text, "an instant as 2026-01-31T12:00:00Z");
    }
  }

  /** Returns what to throw for a value that is not what it must be. */
  StatsFormatException wrong(String name, @Nullable Object value, String must) {
    String text = String.valueOf(value);
    String shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    return new StatsFormatException(path + name + " must be " + must + ", but was " + shown);
  }

  private <T> T required(String name, Class<T> type, String must) throws StatsFormatException {
    T value = optional(name, type, must);
    if (value == null) {
      throw has(name)
          ? wrong(name, null, must)
          : new StatsFormatException(path + name + " must be " + must + ", but is missing");
    }
    return value;
  }

  private <T> @Nullable T optional(String name, Class<T> type, String must)
      throws StatsFormatException {
    Object value = values.get(name);
    if (value != null && !type.isInstance(value)) {
      throw wrong(name, value, must);
    }
    return type.cast(value);
  }
}
