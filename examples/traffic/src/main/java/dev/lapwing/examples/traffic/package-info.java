// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
/** Bounded traffic for the orders examples, and a live table of what Lapwing says of it. */
@NullMarked
package dev.lapwing.examples.traffic;

import org.jspecify.annotations.NullMarked;
