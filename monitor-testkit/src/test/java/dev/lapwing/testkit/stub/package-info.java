// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
/** A small HTTP/1.1 server that uses the seam of adapters directly, to test the contract with. */
@NullMarked
package dev.lapwing.testkit.stub;

import org.jspecify.annotations.NullMarked;
