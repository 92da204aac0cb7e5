// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
/** What being measured costs. */
@NullMarked
package dev.lapwing.benchmarks;

import org.jspecify.annotations.NullMarked;
