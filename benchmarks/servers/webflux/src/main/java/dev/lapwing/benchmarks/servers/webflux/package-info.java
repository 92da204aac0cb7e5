// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
/** The measured server on Spring Boot and WebFlux. */
@NullMarked
package dev.lapwing.benchmarks.servers.webflux;

import org.jspecify.annotations.NullMarked;
