// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.stats;

import org.jspecify.annotations.Nullable;

/**
 * What a reader asks of one operation. Immutable.
 *
 * @param name the operation's name
 * @param kind its kind; null for the http operation of the name, or the internal one when there is
 *     none
 * @param window the time that all numbers are of
 * @param pretty whether to indent
 */
public record OperationQuery(
    String name, @Nullable OperationKind kind, StatsWindow window, boolean pretty) {}
