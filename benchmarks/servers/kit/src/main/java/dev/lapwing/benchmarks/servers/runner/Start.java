// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.runner;

/**
 * One cold start of a trivial service.
 *
 * @param turn starts with one number ran one after another
 * @param readyMillis from the start of the process until the framework said that it serves
 * @param answerMillis from the start of the process until the first request was answered
 */
record Start(String framework, String variant, int turn, double readyMillis, double answerMillis) {}
