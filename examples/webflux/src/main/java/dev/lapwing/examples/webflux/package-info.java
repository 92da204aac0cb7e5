// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
/** The orders shop as a Spring WebFlux application. */
@NullMarked
package dev.lapwing.examples.webflux;

import org.jspecify.annotations.NullMarked;
