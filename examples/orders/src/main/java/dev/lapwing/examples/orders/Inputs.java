// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.orders;

import static dev.lapwing.examples.orders.OrdersException.invalid;

import org.jspecify.annotations.Nullable;

/** Reads path and query parameters, and says which one is wrong. */
public final class Inputs {

  private static final int MAX_DAYS = 3_650;

  private Inputs() {}

  /** An identifier out of a path. */
  public static long id(@Nullable String text) {
    try {
      return Long.parseLong(text == null ? "" : text);
    } catch (NumberFormatException e) {
      throw invalid("an id is a whole number");
    }
  }

  /** The query parameter {@code days}: how far back a report or an export goes. */
  public static int days(@Nullable String text, int otherwise) {
    int days = number("days", text, otherwise);
    if (days < 1 || days > MAX_DAYS) {
      throw invalid("days is " + days + ", allowed is 1 to " + MAX_DAYS);
    }
    return days;
  }

  static int number(String name, @Nullable String text, int otherwise) {
    if (text == null || text.isEmpty()) {
      return otherwise;
    }
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw invalid(name + " must be a whole number");
    }
  }
}
