// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.stats;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

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
  private static final int MOST_VARINT_BYTES = 9;

  /** So many buckets are in a word that begins with one, if their integers are one byte each. */
  private static final int BUCKETS_PER_WORD = 4;

  /** What is set in a word that holds a part of a longer integer. */
  private static final long ANY_CONTINUED = 0x8080_8080_8080_8080L;

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** The most bytes that are a distribution, also one that was written less compactly. */
  static final int MOST_BYTES = 1 + MOST_VARINT_BYTES * 2 * (1 + Buckets.COUNT);

  private DistributionCodec() {}

  /** Takes what a distribution is made of; the counts are those of all buckets up to one. */
  static int encodedLength(int[] indexes, long[] upTo, long maxNanos) {
    int length = 1 + varintLength(indexes.length) + varintLength(maxNanos);
    int previous = 0;
    long below = 0;
    for (int i = 0; i < indexes.length; i++) {
      long count = upTo[i] - below;
      length += varintLength((long) (indexes[i] - previous) << 1);
      length += count == 1 ? 0 : varintLength(count);
      previous = indexes[i];
      below = upTo[i];
    }
    return length;
  }

  static void encode(int[] indexes, long[] upTo, long maxNanos, ByteBuffer target) {
    if (target.remaining() < MOST_BYTES
        && target.remaining() < encodedLength(indexes, upTo, maxNanos)) {
      throw new BufferOverflowException();
    }
    if (target.hasArray()) {
      int offset = target.arrayOffset();
      int end = encode(indexes, upTo, maxNanos, target.array(), offset + target.position());
      target.position(end - offset);
    } else {
      byte[] bytes = new byte[encodedLength(indexes, upTo, maxNanos)];
      encode(indexes, upTo, maxNanos, bytes, 0);
      target.put(bytes);
    }
  }

  /** Writes to an array that has room, and returns where the distribution ends. */
  private static int encode(int[] indexes, long[] upTo, long maxNanos, byte[] target, int from) {
    int at = putHead(target, from, indexes.length, maxNanos);
    int previous = 0;
    long below = 0;
    for (int i = 0; i < indexes.length; i++) {
      at = putBucket(target, at, indexes[i] - previous, upTo[i] - below, i + 1 == indexes.length);
      previous = indexes[i];
      below = upTo[i];
    }
    return at;
  }

  /**
   * Writes what a builder holds.
   *
   * @param counts of all buckets
   * @param used a bit for every bucket that has a count
   * @param target with an array, and room for {@link #MOST_BYTES}
   */
  static void encode(long[] counts, long[] used, int buckets, long maxNanos, ByteBuffer target) {
    byte[] bytes = target.array();
    int offset = target.arrayOffset();
    int at = putHead(bytes, offset + target.position(), buckets, maxNanos);
    int previous = 0;
    int left = buckets;
    for (int row = 0; row < used.length; row++) {
      for (long bits = used[row]; bits != 0; bits &= bits - 1) {
        int index = row * Buckets.PER_ROW + Long.numberOfTrailingZeros(bits);
        at = putBucket(bytes, at, index - previous, counts[index], --left == 0);
        previous = index;
      }
    }
    target.position(at - offset);
  }

  private static int putHead(byte[] target, int from, int buckets, long maxNanos) {
    target[from] = VERSION;
    return putVarint(target, putVarint(target, from + 1, buckets), maxNanos);
  }

  private static int putBucket(byte[] target, int from, long distance, long count, boolean last) {
    int counted = (int) ((1 - count) >>> (Long.SIZE - 1));
    long step = distance << 1 | counted;
    if ((step | count) < CONTINUED && !last) {
      // Where no count follows, the next bucket takes its place.
      target[from] = (byte) step;
      target[from + 1] = (byte) count;
      return from + 1 + counted;
    }
    int at = putVarint(target, from, step);
    return counted == 0 ? at : putVarint(target, at, count);
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
    if (source.hasArray()) {
      int offset = source.arrayOffset();
      int from = offset + source.position();
      int end = decode(source.array(), from, offset + source.limit(), target);
      source.position(end - offset);
    } else {
      byte[] bytes = new byte[Math.min(source.remaining(), MOST_BYTES)];
      source.duplicate().get(bytes);
      source.position(source.position() + decode(bytes, 0, bytes.length, target));
    }
  }

  /**
   * Reads the distribution that begins at a place, and returns where it ends. Windows are merges of
   * millions of buckets, nearly all of whose integers are one byte; whether a count follows cannot
   * be foretold. So those are read without a branch on it, and a word at a time, lest each wait for
   * memory to tell where the one before ends.
   */
  private static int decode(byte[] bytes, int from, int end, DistributionBuilder target) {
    if (from >= end) {
      throw tooShort();
    }
    if (bytes[from] != VERSION) {
      throw malformed("version " + bytes[from] + " is not known, only " + VERSION);
    }
    int at = from + 1;
    long buckets = varint(bytes, at, end);
    at = afterVarint(bytes, at);
    long maxNanos = varint(bytes, at, end);
    at = afterVarint(bytes, at);
    long index = 0;
    long sum = 0;
    long i = 0;
    while (i < buckets) {
      long word = end - at >= Long.BYTES ? (long) WORDS.get(bytes, at) : ANY_CONTINUED;
      if ((word & ANY_CONTINUED) == 0) {
        for (long last = Math.min(buckets, i + BUCKETS_PER_WORD); i < last; i++) {
          int step = (int) word & (CONTINUED - 1);
          int counted = step & 1;
          int count = 1 + (((int) word >>> Byte.SIZE & (CONTINUED - 1)) - 1) * counted;
          index = nextIndex(index, step, i);
          sum = plus(sum, count, i);
          target.addUnmarked((int) index, count);
          at += 1 + counted;
          word >>>= Byte.SIZE << counted;
        }
      } else {
        long step = varint(bytes, at, end);
        at = afterVarint(bytes, at);
        index = nextIndex(index, step, i);
        long count = 1;
        if ((step & 1) != 0) {
          count = varint(bytes, at, end);
          at = afterVarint(bytes, at);
        }
        sum = plus(sum, count, i++);
        target.addUnmarked((int) index, count);
      }
    }
    checkMax(maxNanos, buckets == 0, (int) index);
    target.raiseMax(maxNanos);
    return at;
  }

  private static long plus(long sum, long count, long bucket) {
    if (count == 0) {
      throw malformed("bucket " + bucket + " has no count");
    }
    if (sum + count < 0) {
      throw malformed("the counts add up to more than 63 bits");
    }
    return sum + count;
  }

  private static long nextIndex(long previous, long step, long bucket) {
    long index = previous + (step >>> 1);
    if (index >= Buckets.COUNT || (bucket > 0 && step >>> 1 == 0)) {
      throw malformed("bucket " + bucket + " is out of order or out of range");
    }
    return index;
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

  private static IllegalArgumentException tooShort() {
    return malformed("it ends too early");
  }

  private static int varintLength(long value) {
    int bits = Long.SIZE - Long.numberOfLeadingZeros(value | 1);
    return (bits + VARINT_BITS - 1) / VARINT_BITS;
  }

  private static int putVarint(byte[] target, int from, long value) {
    int at = from;
    long rest = value;
    while (rest >= CONTINUED) {
      target[at++] = (byte) (rest | CONTINUED);
      rest >>>= VARINT_BITS;
    }
    target[at++] = (byte) rest;
    return at;
  }

  private static long varint(byte[] source, int from, int end) {
    long value = 0;
    int at = from;
    for (int shift = 0; shift < Long.SIZE - 1; shift += VARINT_BITS) {
      if (at >= end) {
        throw tooShort();
      }
      byte next = source[at++];
      value |= (long) (next & (CONTINUED - 1)) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw malformed("an integer has more than 63 bits");
  }

  /** Returns where an integer ends that is there. */
  private static int afterVarint(byte[] source, int from) {
    int at = from;
    while (source[at] < 0) {
      at++;
    }
    return at + 1;
  }
}
