// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.stats;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * The binary form of a distribution, version 1: the version byte; how many buckets follow; the
 * maximum in nanoseconds; then for every bucket, ascending, twice its distance from the one before
 * it (the first: from bucket 0), plus 1 when its count is not 1, in which case the count follows.
 *
 * <p>All but the version are unsigned LEB128 integers, as in Protocol Buffers.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/#varints">Base 128 varints</a>
 */
final class DistributionCodec {
  private static final byte VERSION = 1;
  private static final int VARINT_BITS = 7;
  private static final int CONTINUED = 0x80;

  private DistributionCodec() {}

  static int encodedLength(int[] indexes, long[] counts, long maxNanos) {
    int length = 1 + varintLength(indexes.length) + varintLength(maxNanos);
    int previous = 0;
    for (int i = 0; i < indexes.length; i++) {
      length += varintLength((long) (indexes[i] - previous) << 1);
      length += counts[i] == 1 ? 0 : varintLength(counts[i]);
      previous = indexes[i];
    }
    return length;
  }

  static void encode(int[] indexes, long[] counts, long maxNanos, ByteBuffer target) {
    target.put(VERSION);
    putVarint(target, indexes.length);
    putVarint(target, maxNanos);
    int previous = 0;
    for (int i = 0; i < indexes.length; i++) {
      long distance = (long) (indexes[i] - previous) << 1;
      if (counts[i] == 1) {
        putVarint(target, distance);
      } else {
        putVarint(target, distance | 1);
        putVarint(target, counts[i]);
      }
      previous = indexes[i];
    }
  }

  static Distribution decodeWhole(byte[] bytes) {
    ByteBuffer source = ByteBuffer.wrap(bytes);
    DistributionBuilder builder = new DistributionBuilder();
    decode(source, builder);
    if (source.hasRemaining()) {
      throw malformed(source.remaining() + " bytes follow the last bucket");
    }
    return builder.build();
  }

  static void decode(ByteBuffer source, DistributionBuilder target) {
    try {
      byte version = source.get();
      if (version != VERSION) {
        throw malformed("version " + version + " is not known, only " + VERSION);
      }
      long buckets = getVarint(source);
      long maxNanos = getVarint(source);
      long index = 0;
      long sum = 0;
      for (long i = 0; i < buckets; i++) {
        long step = getVarint(source);
        index += step >>> 1;
        if (index >= Buckets.COUNT || (i > 0 && step >>> 1 == 0)) {
          throw malformed("bucket " + i + " is out of order or out of range");
        }
        long count = (step & 1) == 0 ? 1 : getVarint(source);
        if (count == 0) {
          throw malformed("bucket " + i + " has no count");
        }
        sum += count;
        if (sum < 0) {
          throw malformed("the counts add up to more than 63 bits");
        }
        target.addCount((int) index, count);
      }
      checkMax(maxNanos, buckets == 0, (int) index);
      target.raiseMax(maxNanos);
    } catch (BufferUnderflowException e) {
      throw malformed("it ends too early");
    }
  }

  private static void checkMax(long maxNanos, boolean empty, int highest) {
    boolean fits =
        empty
            ? maxNanos == 0
            : maxNanos >= Buckets.lowestOf(highest) && maxNanos <= Buckets.highestOf(highest);
    if (!fits) {
      throw malformed("the maximum " + maxNanos + " is not in the highest bucket");
    }
  }

  private static IllegalArgumentException malformed(String why) {
    return new IllegalArgumentException("not a distribution in binary form: " + why);
  }

  private static int varintLength(long value) {
    int bits = Long.SIZE - Long.numberOfLeadingZeros(value | 1);
    return (bits + VARINT_BITS - 1) / VARINT_BITS;
  }

  private static void putVarint(ByteBuffer target, long value) {
    long rest = value;
    while (rest >= CONTINUED) {
      target.put((byte) (rest | CONTINUED));
      rest >>>= VARINT_BITS;
    }
    target.put((byte) rest);
  }

  private static long getVarint(ByteBuffer source) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE - 1; shift += VARINT_BITS) {
      byte next = source.get();
      value |= (long) (next & (CONTINUED - 1)) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw malformed("an integer has more than 63 bits");
  }
}
