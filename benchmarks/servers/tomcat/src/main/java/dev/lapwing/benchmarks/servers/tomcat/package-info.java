// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
/** Plain servlets on embedded Tomcat, bare and measured. */
@NullMarked
package dev.lapwing.benchmarks.servers.tomcat;

import org.jspecify.annotations.NullMarked;
