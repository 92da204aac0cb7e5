// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OrdersMixTest {

  private final OrdersMix mix = new OrdersMix();

  @Test
  void everyKindComesAsOftenAsItWeighs() {
    SplittableRandom random = new SplittableRandom(1);
    Map<Kind, Integer> seen = new HashMap<>();
    int draws = 100_000;
    for (int i = 0; i < draws; i++) {
      Kind kind = mix.next(random);
      seen.merge(kind, 1, Integer::sum);
      assertThat(URI.create("http://localhost" + kind.shot().apply(random).path())).isNotNull();
    }
    assertThat(mix.kinds().stream().mapToInt(Kind::weight).sum()).isEqualTo(1_000);
    for (Kind kind : mix.kinds()) {
      double share = kind.weight() / 1_000.0;
      assertThat(seen.get(kind) / (double) draws)
          .as(kind.name())
          .isBetween(share * 0.7, share * 1.3);
    }
  }

  @Test
  void anOrderThatWasPlacedIsPaidNext() {
    Kind pay = mix.kinds().stream().filter(kind -> kind.name().equals("pay")).findFirst().get();
    mix.placed(null);
    mix.placed("/elsewhere/7");
    mix.placed("/orders/4711");

    assertThat(pay.shot().apply(new SplittableRandom(1)).json()).isEqualTo("{\"orderId\":4711}");
    assertThat(pay.shot().apply(new SplittableRandom(1)).json()).doesNotContain("4711");
  }
}
