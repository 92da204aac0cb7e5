// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
/** What was measured, beside what it should be. */
@NullMarked
package dev.lapwing.benchmarks.report;

import org.jspecify.annotations.NullMarked;
