// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.client;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An answer that is no stats document, or none that this version of the client can read. */
public final class StatsFormatException extends IOException {
  private static final long serialVersionUID = 1;

  StatsFormatException(String message) {
    this(message, null);
  }

  StatsFormatException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
