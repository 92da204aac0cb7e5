// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The binary form: stored and sent, so it may never drift. */
@Domain(Samples.class)
@Domain(DomainContext.Global.class)
class DistributionBinaryTest {

  @Property(tries = 300)
  void copyThroughBytes_isEqual(@ForAll long[] samples) {
    Distribution original = Distribution.of(samples);
    byte[] bytes = original.toBytes();

    assertThat(bytes).hasSize(original.encodedLength());
    assertThat(Distribution.fromBytes(bytes)).isEqualTo(original);
    assertThat(Distribution.fromBytes(bytes).toBytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "nothing",
      value = {
        // version, buckets, maximum, then for each bucket twice its distance (+ 1) and its count
        "nothing, 01 00 00",
        "0, 01 01 00 00",
        "17, 01 01 11 02",
        "0 0 0, 01 01 00 01 03",
        "17 1000000, 01 02 c0843d 02 f20a",
        "1000000 999999 17 17 17, 01 02 c0843d 03 03 f30a 02",
        "1023 1024 1040, 01 03 9008 7e 02 02",
        "8796093022208, 01 01 808080808080 02 fe21",
        "9223372036854775807, 01 01 ffffffffffffffff7f fe21",
      })
  void bytes_areTheseAndNoOthers(String durations, String hex) {
    Distribution distribution = Distribution.of(parse(durations));
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));

    assertThat(distribution.toBytes()).isEqualTo(bytes);
    assertThat(Distribution.fromBytes(bytes)).isEqualTo(distribution);
  }

  private static long[] parse(String durations) {
    return durations == null
        ? new long[0]
        : Arrays.stream(durations.split(" ")).mapToLong(Long::parseLong).toArray();
  }

  @Test
  void countsAbove127_takeMoreBytes() {
    DistributionBuilder builder = new DistributionBuilder();
    builder.addCount(1, 300);
    builder.addCount(Buckets.COUNT - 1, Long.MAX_VALUE - 300);
    Distribution many = builder.build();

    assertThat(HexFormat.of().formatHex(many.toBytes()))
        .isEqualTo("0102808080808080" + "02" + "03ac02" + "fd21d3fdffffffffffff7f");
    assertThat(Distribution.fromBytes(many.toBytes())).isEqualTo(many);
    assertThat(many.count()).isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @CsvSource({"10, 22", "100, 110", "1000, 650"})
  void logNormalDurations_takeFewBytes(int count, int mostBytes) {
    Random random = new Random(7);
    for (int i = 0; i < 100; i++) {
      long[] samples = DurationShape.LOG_NORMAL.draw(count, random);
      assertThat(Distribution.of(samples).encodedLength()).isLessThanOrEqualTo(mostBytes);
    }
  }

  @Test
  void encoding_beginsAtThePositionAndLeavesItBehind() {
    ByteBuffer target = ByteBuffer.allocate(20).position(3);
    Distribution.of(17).encodeTo(target);
    assertThat(target.position()).isEqualTo(7);

    DistributionBuilder builder = new DistributionBuilder();
    target.position(3);
    builder.add(target.asReadOnlyBuffer().limit(7));
    assertThat(builder.build()).isEqualTo(Distribution.of(17));
  }

  @Test
  void bufferWithoutRoom_overflows() {
    ByteBuffer target = ByteBuffer.allocate(3);
    assertThatThrownBy(() -> Distribution.of(17).encodeTo(target))
        .isInstanceOf(BufferOverflowException.class);
    DistributionBuilder builder = new DistributionBuilder();
    builder.add(17);
    assertThatThrownBy(() -> builder.encodeTo(target)).isInstanceOf(BufferOverflowException.class);
  }
}
