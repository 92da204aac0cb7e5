// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
/**
 * The HTTP contract that every server measured by Lapwing passes, as JUnit tests: {@link
 * dev.lapwing.testkit.HttpServerContract} to extend, and {@link dev.lapwing.testkit.ContractRoutes}
 * to serve.
 */
@NullMarked
package dev.lapwing.testkit;

import org.jspecify.annotations.NullMarked;
