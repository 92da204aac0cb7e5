// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.orders;

import static dev.lapwing.examples.orders.OrdersException.invalid;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of the shop's records. */
public final class OrdersJson {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** The body of {@code POST /payments}. */
  private record PaymentRequest(long orderId) {}

  private OrdersJson() {}

  /** Writes a record, or a list of them, as UTF-8. */
  public static byte[] write(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  /**
   * Reads the body of {@code POST /orders}.
   *
   * @throws OrdersException when it is no order
   */
  public static NewOrder readOrder(byte[] json) {
    return read(json, NewOrder.class);
  }

  /**
   * Reads the order's id out of the body of {@code POST /payments}.
   *
   * @throws OrdersException when it is no such body
   */
  public static long readPayment(byte[] json) {
    return read(json, PaymentRequest.class).orderId();
  }

  private static <T> T read(byte[] json, Class<T> type) {
    T value;
    try {
      value = MAPPER.readValue(json, type);
    } catch (JacksonException e) {
      if (e.getCause() instanceof OrdersException refused) {
        throw refused;
      }
      throw invalid("the body is not the JSON that is wanted here: " + e.getOriginalMessage());
    }
    if (value == null) {
      throw invalid("the body is null");
    }
    return value;
  }
}
