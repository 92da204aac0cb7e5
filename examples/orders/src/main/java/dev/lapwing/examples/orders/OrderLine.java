// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.orders;

/**
 * One product of an order.
 *
 * @param unitCents the price of one piece when the order was placed
 */
public record OrderLine(int productId, String product, int quantity, long unitCents) {}
