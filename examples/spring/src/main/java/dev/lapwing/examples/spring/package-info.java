// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
/** The orders shop as a Spring Boot application. */
@NullMarked
package dev.lapwing.examples.spring;

import org.jspecify.annotations.NullMarked;
