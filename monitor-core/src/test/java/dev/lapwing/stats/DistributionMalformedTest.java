// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes that are no distribution are refused with a sentence, and nothing worse happens. */
@Domain(Samples.class)
@Domain(DomainContext.Global.class)
class DistributionMalformedTest {
  private static final String REFUSED = "not a distribution in binary form: ";

  @ParameterizedTest
  @CsvSource({
    "'', it ends too early",
    "01, it ends too early",
    "0101, it ends too early",
    "010111, it ends too early",
    "01011103, it ends too early",
    "00010011, 'version 0 is not known, only 1'",
    "02010011, 'version 2 is not known, only 1'",
    "ff010011, 'version -1 is not known, only 1'",
    "0101110200, 1 bytes follow the last bucket",
    "0100000000, 2 bytes follow the last bucket",
    "0102110200, bucket 1 is out of order or out of range",
    "010211020105, bucket 1 is out of order or out of range",
    "01010080 22, bucket 0 is out of order or out of range",
    "010100ffffffffffffffff7f, bucket 0 is out of order or out of range",
    "0102 00 fe21 02, bucket 1 is out of order or out of range",
    "01011103 00, bucket 0 has no count",
    "0101110380 00, bucket 0 has no count",
    "010005, the maximum 5 is not in the highest bucket",
    "01015002, the maximum 80 is not in the highest bucket",
    "01010f02, the maximum 15 is not in the highest bucket",
    "01ffffffffffffffffff01, an integer has more than 63 bits",
    "0101ffffffffffffffff8001, an integer has more than 63 bits",
  })
  void malformedBytes_areRefusedWithTheReason(String hex, String reason) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));

    assertThatThrownBy(() -> Distribution.fromBytes(bytes))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage(REFUSED + reason);
  }

  @ParameterizedTest
  @CsvSource({
    // two counts of 2^63 - 1 and a third, which makes the sum 2^63 - 1, 0 or 1
    "0103 00 01ffffffffffffffff7f 03ffffffffffffffff7f 02",
    "0103 00 01ffffffffffffffff7f 03ffffffffffffffff7f 0302",
    "0103 00 01ffffffffffffffff7f 03ffffffffffffffff7f 0303",
    "0102 00 01ffffffffffffffff7f 02",
  })
  void countsThatAddUpToTooMuch_areRefused(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));

    assertThatThrownBy(() -> Distribution.fromBytes(bytes))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage(REFUSED + "the counts add up to more than 63 bits");
  }

  @Property(tries = 100)
  void bytesCutShortOrTooLong_areRefused(@ForAll long[] samples) {
    byte[] whole = Distribution.of(Arrays.copyOf(samples, Math.min(60, samples.length))).toBytes();

    for (int length = 0; length < whole.length; length++) {
      assertThat(readingFailure(Arrays.copyOf(whole, length))).hasMessageStartingWith(REFUSED);
    }
    assertThat(readingFailure(Arrays.copyOf(whole, whole.length + 1)))
        .hasMessage(REFUSED + "1 bytes follow the last bucket");
  }

  @Property(tries = 3_000)
  void randomBytes_areRefusedOrSound(@ForAll byte[] bytes, @ForAll boolean versioned) {
    if (versioned && bytes.length > 0) {
      bytes[0] = 1;
    }
    assertRefusedOrSound(bytes);
  }

  @Property(tries = 2_000)
  void damagedBytes_areRefusedOrSound(
      @ForAll long[] samples,
      @ForAll @IntRange(min = 1, max = 4) int damages,
      @ForAll Random random) {
    byte[] bytes = Distribution.of(Arrays.copyOf(samples, Math.min(40, samples.length))).toBytes();
    for (int i = 0; i < damages; i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    assertRefusedOrSound(bytes);
  }

  @Test
  @Timeout(10)
  void announcedBucketsThatDoNotCome_costNothing() {
    byte[] bytes = HexFormat.of().parseHex("01" + "ffffffffffffffff7f" + "00" + "02");

    for (int i = 0; i < 1_000; i++) {
      assertThat(readingFailure(bytes)).hasMessage(REFUSED + "it ends too early");
    }
  }

  private static void assertRefusedOrSound(byte[] bytes) {
    Throwable failure = readingFailure(bytes);
    if (failure != null) {
      assertThat(failure).hasMessageStartingWith(REFUSED);
      return;
    }
    Distribution read = Distribution.fromBytes(bytes);
    assertThat(Distribution.fromBytes(read.toBytes())).isEqualTo(read);
    if (!read.isEmpty()) {
      assertThat(read.count()).isPositive();
      assertThat(read.percentileNanos(50)).isBetween(read.minNanos(), read.maxNanos());
    }
  }

  private static Throwable readingFailure(byte[] bytes) {
    Throwable failure = catchThrowable(() -> Distribution.fromBytes(bytes));
    if (failure != null) {
      assertThat(failure).isExactlyInstanceOf(IllegalArgumentException.class);
    }
    return failure;
  }
}
