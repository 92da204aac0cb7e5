// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
/** Whether a service that is measured for long stays as it was. */
@NullMarked
package dev.lapwing.benchmarks.endurance;

import org.jspecify.annotations.NullMarked;
