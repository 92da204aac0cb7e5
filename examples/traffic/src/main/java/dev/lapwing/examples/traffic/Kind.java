// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.traffic;

import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A sort of request.
 *
 * @param name what the summary calls it
 * @param weight how often it comes, against the sum of all weights
 * @param shot makes the next one
 */
record Kind(String name, int weight, Function<RandomGenerator, Shot> shot) {}
