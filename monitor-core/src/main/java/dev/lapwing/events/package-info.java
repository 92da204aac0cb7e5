// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
/** What the tick hands on to listeners: slow operations, intervals. */
@NullMarked
package dev.lapwing.events;

import org.jspecify.annotations.NullMarked;
