// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.benchmarks.report.Target.Standing;
import dev.lapwing.benchmarks.report.Target.Unit;
import dev.lapwing.benchmarks.report.Target.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetTest {
  private static final Scores SCORES = new Scores(List.of(), Map.of("timer", 3_000L));

  @Test
  void whatIsKnownExactlyIsMetOrMissed() {
    assertThat(standing(3_000)).isEqualTo(Standing.MET);
    assertThat(standing(2_999)).isEqualTo(Standing.MISSED);
  }

  private static Standing standing(double limit) {
    return Target.atMost(limit, Unit.BYTES, "timer", Quantity.footprint("timer"))
        .in(SCORES)
        .standing();
  }

  @Test
  void limitWithinTheIntervalIsNotForSure() {
    Quantity six = scores -> new Estimate(6, 0.01, 20);
    Quantity four = scores -> new Estimate(4, 0.01, 20);

    assertThat(Target.atMost(1.2, "a / b", six, four).in(SCORES).standing())
        .isEqualTo(Standing.MISSED);
    assertThat(Target.atMost(1.49, "a / b", six, four).in(SCORES).standing())
        .isEqualTo(Standing.MISSED_BY_THE_MEAN);
    assertThat(Target.atMost(1.51, "a / b", six, four).in(SCORES).standing())
        .isEqualTo(Standing.MET_BY_THE_MEAN);
    assertThat(Target.atLeast(1.2, "a / b", six, four).in(SCORES).standing())
        .isEqualTo(Standing.MET);
    assertThat(Target.atLeast(1.8, "a / b", six, four).in(SCORES).standing())
        .isEqualTo(Standing.MISSED);
  }

  @Test
  void whatWasNotMeasuredIsNeitherMetNorMissed() {
    Verdict verdict =
        Target.atMost(1.25, "record", Bench.of("RecordBenchmark.record").time(), scores -> null)
            .in(SCORES);

    assertThat(verdict)
        .isEqualTo(new Verdict("record", "", "", null, "at most 1.25 ×", Standing.NOT_MEASURED));
  }
}
