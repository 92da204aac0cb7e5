// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.runner;

import dev.lapwing.benchmarks.servers.Service;

/**
 * One JVM of a variant, after its loads.
 *
 * @param residentBytes its memory in RAM, before the collection
 * @param heapUsedBytes what lives on its heap
 */
record Fork(
    String framework,
    Service service,
    String variant,
    int fork,
    long residentBytes,
    long heapUsedBytes) {}
