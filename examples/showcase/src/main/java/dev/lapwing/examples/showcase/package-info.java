// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
/** The orders service on six servers in one process. */
@NullMarked
package dev.lapwing.examples.showcase;

import org.jspecify.annotations.NullMarked;
