// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers;

/**
 * A server that answers requests.
 *
 * @param server what ends it
 */
public record Running(int port, AutoCloseable server) {}
