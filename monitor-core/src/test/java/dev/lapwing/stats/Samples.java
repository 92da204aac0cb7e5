// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.stats;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Arrays of durations, of every shape. */
class Samples extends DomainContextBase {
  private static final int MAX_SIZE = 3_000;

  @Provide
  Arbitrary<long[]> samples() {
    return Combinators.combine(
            Arbitraries.of(DurationShape.values()),
            Arbitraries.integers().between(1, MAX_SIZE),
            Arbitraries.longs())
        .as((shape, size, seed) -> shape.draw(size, new Random(seed)))
        .withoutEdgeCases();
  }
}
