// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
/** What the measured servers of all frameworks share. */
@NullMarked
package dev.lapwing.benchmarks.servers;

import org.jspecify.annotations.NullMarked;
