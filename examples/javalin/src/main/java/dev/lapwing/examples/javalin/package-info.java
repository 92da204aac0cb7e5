// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
/** The orders service on Javalin, watched by Lapwing. */
@NullMarked
package dev.lapwing.examples.javalin;

import org.jspecify.annotations.NullMarked;
