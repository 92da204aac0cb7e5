// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.orders;

import java.time.Instant;

/** Something that happened to an order; told after it was committed. */
public record OrderEvent(long orderId, OrderStatus status, long totalCents, Instant at) {}
