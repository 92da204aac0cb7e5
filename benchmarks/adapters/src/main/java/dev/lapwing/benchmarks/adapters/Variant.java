// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.adapters;

/** What a request is measured with. */
public enum Variant {
  /** Nothing. */
  BARE,
  /** The adapter of its framework. */
  LAPWING,
  /** What users of its framework have else. */
  PEER
}
