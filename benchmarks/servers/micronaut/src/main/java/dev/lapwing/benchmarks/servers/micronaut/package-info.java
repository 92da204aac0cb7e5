// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
/** The measured server on Micronaut. */
@NullMarked
package dev.lapwing.benchmarks.servers.micronaut;

import org.jspecify.annotations.NullMarked;
