// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
/** Measures Jakarta Servlet applications: a filter, and a servlet for the stats endpoint. */
@NullMarked
package dev.lapwing.servlet;

import org.jspecify.annotations.NullMarked;
