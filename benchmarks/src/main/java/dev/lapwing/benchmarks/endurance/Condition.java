// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.endurance;

/**
 * What has to hold, and what was seen.
 *
 * @param what a few words
 * @param wanted what is allowed
 * @param seen what there was
 * @param met whether it holds
 */
record Condition(String what, String wanted, String seen, boolean met) {}
