// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
/** An orders shop on H2 and plain JDBC: the domain that the examples of all frameworks serve. */
@NullMarked
package dev.lapwing.examples.orders;

import org.jspecify.annotations.NullMarked;
