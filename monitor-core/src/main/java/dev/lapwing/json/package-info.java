// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
/** Every JSON body, written by one streaming writer. */
@NullMarked
package dev.lapwing.json;

import org.jspecify.annotations.NullMarked;
