// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.orders;

import static dev.lapwing.examples.orders.OrdersException.invalid;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which orders a list shows, the newest first.
 *
 * @param status only orders that have come so far, or null for all
 * @param text part of the customer's name or of the note, in any case; empty for all
 * @param limit 1 to 500
 */
public record OrderSearch(@Nullable OrderStatus status, String text, int limit) {

  private static final int MAX_LIMIT = 500;
  private static final int MAX_TEXT = 100;

  public OrderSearch {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw invalid("limit is " + limit + ", allowed is 1 to " + MAX_LIMIT);
    }
    if (text.length() > MAX_TEXT) {
      throw invalid("q has " + text.length() + " characters, at most " + MAX_TEXT);
    }
  }

  /**
   * Reads the query parameters {@code status}, {@code q} and {@code limit}; each may be missing.
   */
  public static OrderSearch parse(
      @Nullable String status, @Nullable String q, @Nullable String limit) {
    return new OrderSearch(
        status == null || status.isEmpty() ? null : parseStatus(status),
        q == null ? "" : q.strip().toLowerCase(Locale.ROOT),
        Inputs.number("limit", limit, 50));
  }

  private static OrderStatus parseStatus(String status) {
    try {
      return OrderStatus.valueOf(status.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw invalid("status must be one of " + Arrays.toString(OrderStatus.values()));
    }
  }
}
