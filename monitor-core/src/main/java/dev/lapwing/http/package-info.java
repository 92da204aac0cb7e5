// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
/** The seam of adapters: calls in, the stats endpoint out. */
@NullMarked
package dev.lapwing.http;

import org.jspecify.annotations.NullMarked;
