// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.orders;

/** An order that wants more pieces of a product than there are; nothing of it was kept. */
public final class OutOfStockException extends OrdersException {

  private static final long serialVersionUID = 1L;

  private final int productId;

  OutOfStockException(int productId, int wanted, int inStock) {
    super(
        Reason.CONFLICT,
        "product " + productId + " has " + inStock + " pieces in stock, wanted " + wanted);
    this.productId = productId;
  }

  public int productId() {
    return productId;
  }
}
