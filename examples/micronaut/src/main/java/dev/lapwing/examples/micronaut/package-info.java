// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
/** The orders service on Micronaut, watched by Lapwing. */
@NullMarked
package dev.lapwing.examples.micronaut;

import org.jspecify.annotations.NullMarked;
