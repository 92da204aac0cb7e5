// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
/** The request thread's code: no lock on a path that repeats, no I/O, no allocation. */
@NullMarked
package dev.lapwing.recording;

import org.jspecify.annotations.NullMarked;
