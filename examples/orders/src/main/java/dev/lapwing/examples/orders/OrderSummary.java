// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.orders;

import java.time.Instant;

/** An order without its lines, as lists and the export show it. */
public record OrderSummary(
    long id,
    int customerId,
    String customer,
    String country,
    OrderStatus status,
    Instant createdAt,
    long totalCents,
    String note) {}
