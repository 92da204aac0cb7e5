// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
/** Reads the stats of a service that Lapwing measures, over HTTP. */
@NullMarked
package dev.lapwing.client;

import org.jspecify.annotations.NullMarked;
