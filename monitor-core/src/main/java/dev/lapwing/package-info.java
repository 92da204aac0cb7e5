// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
/** The door: a {@code PerformanceMonitor}, its builder and its clock. */
@NullMarked
package dev.lapwing;

import org.jspecify.annotations.NullMarked;
