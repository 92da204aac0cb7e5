// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
/** The measured server on Javalin. */
@NullMarked
package dev.lapwing.benchmarks.servers.javalin;

import org.jspecify.annotations.NullMarked;
