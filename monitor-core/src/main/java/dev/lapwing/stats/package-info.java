// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
/** The words and immutable results that every other part shares. */
@NullMarked
package dev.lapwing.stats;

import org.jspecify.annotations.NullMarked;
