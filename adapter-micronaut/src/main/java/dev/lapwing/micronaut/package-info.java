// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
/** Measures every request of a Micronaut service on its Netty server. */
@NullMarked
package dev.lapwing.micronaut;

import org.jspecify.annotations.NullMarked;
