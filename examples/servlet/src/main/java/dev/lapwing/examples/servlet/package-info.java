// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
/** The orders service as plain servlets on embedded Tomcat, watched by Lapwing. */
@NullMarked
package dev.lapwing.examples.servlet;

import org.jspecify.annotations.NullMarked;
