// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.recording;

/**
 * How the calls of an operation are measured.
 *
 * @param thresholds from which durations on a call is slow
 * @param sampleRatio the part of the calls whose duration is measured, 0 to 1
 * @param recentCalls how many of the latest calls are kept, zero or more
 */
public record Measuring(Thresholds thresholds, double sampleRatio, int recentCalls) {

  /** Measures every call and keeps none. */
  public static Measuring all(Thresholds thresholds) {
    return new Measuring(thresholds, 1, 0);
  }

  /** Returns whether some calls are counted without being measured. */
  boolean isSampled() {
    return sampleRatio < 1;
  }
}
