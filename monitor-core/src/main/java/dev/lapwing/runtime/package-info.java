// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
/** What the JVM says of itself, read on the tick. */
@NullMarked
package dev.lapwing.runtime;

import org.jspecify.annotations.NullMarked;
