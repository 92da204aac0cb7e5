// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
/** Extension points of one method each; what an implementation throws stays inside. */
@NullMarked
package dev.lapwing.spi;

import org.jspecify.annotations.NullMarked;
