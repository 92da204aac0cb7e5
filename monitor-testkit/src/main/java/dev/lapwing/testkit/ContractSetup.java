// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import dev.lapwing.PerformanceMonitor;

/**
 * What a server is to be started with.
 *
 * @param monitor measures the server, and serves the stats endpoint there
 * @param contextPath what stands before every route, the stats endpoint's too: empty, or with a
 *     leading and no trailing slash
 * @param gate holds requests where {@link ContractRoutes} says so
 */
public record ContractSetup(PerformanceMonitor monitor, String contextPath, Gate gate) {}
