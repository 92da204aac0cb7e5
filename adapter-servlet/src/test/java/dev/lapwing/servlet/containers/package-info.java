// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
/** Servlet containers for tests, all started alike. */
package dev.lapwing.servlet.containers;
