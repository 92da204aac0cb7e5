// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.orders;

/** A request that the shop refuses, with a reason that each framework turns into its status. */
public class OrdersException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why the shop refuses. */
  public enum Reason {
    /** The input is wrong. */
    INVALID(400),
    /** There is no such thing. */
    NOT_FOUND(404),
    /** The input is right, but not in the present state. */
    CONFLICT(409),
    /** Something that the shop needs does not answer. */
    UNAVAILABLE(503);

    private final int status;

    Reason(int status) {
      this.status = status;
    }

    /** Returns the HTTP status that says so. */
    public int status() {
      return status;
    }
  }

  private final Reason reason;

  OrdersException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  static OrdersException invalid(String message) {
    return new OrdersException(Reason.INVALID, message);
  }

  static OrdersException notFound(String what, long id) {
    return new OrdersException(Reason.NOT_FOUND, "there is no " + what + " " + id);
  }

  static OrdersException conflict(String message) {
    return new OrdersException(Reason.CONFLICT, message);
  }

  static OrdersException unavailable(String message) {
    return new OrdersException(Reason.UNAVAILABLE, message);
  }

  public Reason reason() {
    return reason;
  }
}
