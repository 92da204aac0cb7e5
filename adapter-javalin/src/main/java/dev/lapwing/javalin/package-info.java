// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
/** Measures Javalin services: {@link dev.lapwing.javalin.LapwingPlugin} is all that one needs. */
@NullMarked
package dev.lapwing.javalin;

import org.jspecify.annotations.NullMarked;
