// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
/** The measured server on Vert.x Web. */
@NullMarked
package dev.lapwing.benchmarks.servers.vertx;

import org.jspecify.annotations.NullMarked;
