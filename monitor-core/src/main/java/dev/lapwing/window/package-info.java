// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
/** What happened between two ticks, kept in levels and merged into windows. */
@NullMarked
package dev.lapwing.window;

import org.jspecify.annotations.NullMarked;
