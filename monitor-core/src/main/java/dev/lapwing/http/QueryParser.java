// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import dev.lapwing.stats.Glob;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes the query of a request apart, parameter by parameter. Serves once. */
abstract class QueryParser {
  private static final int MAX_LENGTH = 8_192;
  private static final int MAX_OPERATIONS = 50;

  private final List<String> parameters;
  private final Set<String> given = new HashSet<>();
  private final List<Glob> operations = new ArrayList<>();
  private boolean pretty;

  /**
   * @param parameters those that there are; {@code operation}, a pattern of names, may be given
   *     more than once
   */
  QueryParser(List<String> parameters) {
    this.parameters = parameters;
  }

  /**
   * Checks that a query is empty, where there is nothing to ask for.
   *
   * @throws BadQueryException if it is not
   */
  static void parseNothing(@Nullable String query) throws BadQueryException {
    new QueryParser(List.of()) {
      @Override
      void set(String name, String value) {}
    }.readAll(query);
  }

  /**
   * Takes the value of a parameter that can be given once.
   *
   * @throws BadQueryException if it is not allowed
   */
  abstract void set(String name, String value) throws BadQueryException;

  /** Returns the patterns of names that were given. */
  final List<Glob> operations() {
    return operations;
  }

  /** Returns whether the document is to be indented. */
  final boolean pretty() {
    return pretty;
  }

  /**
   * Reads a query as it was received; null for none.
   *
   * @throws BadQueryException if it holds what is not known or not allowed
   */
  final void readAll(@Nullable String query) throws BadQueryException {
    if (query == null) {
      return;
    }
    if (query.length() > MAX_LENGTH) {
      throw BadQueryException.tooLong(query, MAX_LENGTH);
    }
    for (String pair : query.split("&", -1)) {
      if (!pair.isEmpty()) {
        read(pair);
      }
    }
  }

  private void read(String pair) throws BadQueryException {
    int equals = pair.indexOf('=');
    String encodedName = equals < 0 ? pair : pair.substring(0, equals);
    String encodedValue = equals < 0 ? "" : pair.substring(equals + 1);
    String name = PercentDecoder.decode(encodedName);
    if (name == null || !parameters.contains(name)) {
      throw BadQueryException.unknown(name == null ? encodedName : name, encodedValue, parameters);
    }
    String value = PercentDecoder.decode(encodedValue);
    if (value == null) {
      throw BadQueryException.value(
          name, encodedValue, "percent-encoded UTF-8", List.of("percent-encoded UTF-8"));
    }
    if (name.equals("operation")) {
      addOperation(value);
      return;
    }
    if (!given.add(name)) {
      throw BadQueryException.tooMany(name, value, 1);
    }
    if (name.equals("pretty")) {
      boolean bare = equals < 0;
      pretty = bare || ParameterValues.flag(name, value);
    } else {
      set(name, value);
    }
  }

  private void addOperation(String value) throws BadQueryException {
    if (value.isEmpty()) {
      String must = "a name, or a pattern of names with '*'";
      throw BadQueryException.value("operation", value, must, List.of(must));
    }
    if (operations.size() == MAX_OPERATIONS) {
      throw BadQueryException.tooMany("operation", value, MAX_OPERATIONS);
    }
    operations.add(Glob.of(value));
  }
}
