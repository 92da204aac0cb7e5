// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
/** Starts measured servers, loads them in turn, and tells them apart. */
@NullMarked
package dev.lapwing.benchmarks.servers.runner;

import org.jspecify.annotations.NullMarked;
