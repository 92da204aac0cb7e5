// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
/** Measures Spring Boot applications, of MVC and of WebFlux, as soon as it is on the class path. */
@NullMarked
package dev.lapwing.spring;

import org.jspecify.annotations.NullMarked;
