// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
/** The measured server on Spring Boot and Spring MVC. */
@NullMarked
package dev.lapwing.benchmarks.servers.mvc;

import org.jspecify.annotations.NullMarked;
