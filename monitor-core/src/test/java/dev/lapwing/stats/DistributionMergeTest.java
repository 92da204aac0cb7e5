// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;

/** Merging parts gives what the whole gives, bit by bit. */
@Domain(Samples.class)
@Domain(DomainContext.Global.class)
class DistributionMergeTest {

  @Property(tries = 200)
  void partsInAnyOrder_addUpToTheWhole(
      @ForAll long[] samples,
      @ForAll @IntRange(min = 1, max = 12) int partCount,
      @ForAll Random random) {
    Distribution sum = Distribution.EMPTY;
    DistributionBuilder builder = new DistributionBuilder();
    ByteBuffer encoded = ByteBuffer.allocate(1 << 16);
    for (Distribution part : split(samples, partCount, random)) {
      sum = sum.plus(part);
      builder.add(part);
      part.encodeTo(encoded);
    }

    Distribution whole = Distribution.of(samples);
    assertThat(sum).isEqualTo(whole).hasSameHashCodeAs(whole);
    assertThat(builder.build()).isEqualTo(whole);
    assertThat(encode(builder)).isEqualTo(whole.toBytes());
    assertThat(encode(builderOf(encoded.flip()))).isEqualTo(whole.toBytes());
    assertThat(builderOf(encoded.rewind()).build()).isEqualTo(whole);
  }

  private static DistributionBuilder builderOf(ByteBuffer encoded) {
    DistributionBuilder builder = new DistributionBuilder();
    while (encoded.hasRemaining()) {
      builder.add(encoded);
    }
    return builder;
  }

  private static byte[] encode(DistributionBuilder builder) {
    ByteBuffer target = ByteBuffer.allocate(Distribution.MOST_ENCODED_BYTES);
    builder.encodeTo(target);
    return Arrays.copyOf(target.array(), target.position());
  }

  @Property(tries = 200)
  void plus_isCommutativeAndAssociative(
      @ForAll long[] first, @ForAll long[] second, @ForAll long[] third) {
    Distribution a = Distribution.of(first);
    Distribution b = Distribution.of(second);
    Distribution c = Distribution.of(third);

    assertThat(a.plus(b)).isEqualTo(b.plus(a));
    assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
    assertThat(a).isEqualTo(Distribution.of(first));
  }

  @Property(tries = 100)
  void nothing_isNeutral(@ForAll long[] samples) {
    Distribution some = Distribution.of(samples);

    assertThat(some.plus(Distribution.EMPTY)).isEqualTo(some);
    assertThat(Distribution.EMPTY.plus(some)).isEqualTo(some);
    assertThat(Distribution.EMPTY.plus(Distribution.EMPTY)).isEqualTo(Distribution.EMPTY);
  }

  @Property(tries = 100)
  void clearedBuilder_isAsGoodAsNew(@ForAll long[] before, @ForAll long[] after) {
    DistributionBuilder builder = new DistributionBuilder();
    addAll(before, builder);
    builder.clear();
    assertThat(builder.build()).isEqualTo(Distribution.EMPTY);

    addAll(after, builder);
    assertThat(builder.build()).isEqualTo(Distribution.of(after));
    assertThat(builder.build()).as("built twice").isEqualTo(Distribution.of(after));
  }

  @Test
  void builtDistribution_staysAsItIsWhenTheBuilderGoesOn() {
    DistributionBuilder builder = new DistributionBuilder();
    builder.add(5);
    Distribution built = builder.build();
    builder.add(5);
    builder.add(500);

    assertThat(built).isEqualTo(Distribution.of(5));
  }

  @Test
  void maximumOutsideTheHighestBucket_isMovedIntoIt() {
    Distribution counted = Distribution.of(1_000_000, 5);
    int highest = Buckets.indexOf(1_000_000);

    assertThat(counted.withMax(7).maxNanos()).isEqualTo(Buckets.highestOf(highest));
    assertThat(counted.withMax(1L << 50).maxNanos()).isEqualTo(Buckets.highestOf(highest));
    assertThat(counted.withMax(1_000_001).maxNanos()).isEqualTo(1_000_001);
    assertThat(Distribution.EMPTY.withMax(7)).isEqualTo(Distribution.EMPTY);
    assertThat(Distribution.of(Long.MAX_VALUE).withMax(3).maxNanos())
        .isEqualTo(Buckets.RANGE_NANOS);
  }

  @Test
  void distributions_differInTheirCountsTheirBucketsAndTheirMaximum() {
    assertThat(Distribution.of(1_000))
        .isNotEqualTo(Distribution.of(1_000, 1_000))
        .isNotEqualTo(Distribution.of(2_000))
        .isNotEqualTo(Distribution.of(1_001))
        .isNotEqualTo("1,000")
        .isEqualTo(Distribution.of(1_000));
  }

  private static List<Distribution> split(long[] samples, int partCount, Random random) {
    List<DistributionBuilder> parts = new ArrayList<>();
    for (int i = 0; i < partCount; i++) {
      parts.add(new DistributionBuilder());
    }
    for (long sample : samples) {
      parts.get(random.nextInt(partCount)).add(sample);
    }
    Collections.shuffle(parts, random);
    return parts.stream().map(DistributionBuilder::build).toList();
  }

  private static void addAll(long[] samples, DistributionBuilder builder) {
    for (long sample : samples) {
      builder.add(sample);
    }
  }
}
