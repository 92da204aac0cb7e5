// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.client;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer with another status than 200. Where it is a problem of the endpoint's own (RFC 9457),
 * the message and the accessors say what the endpoint says of it.
 */
public final class StatsRefusedException extends IOException {
  private static final long serialVersionUID = 1;
  private static final int SHOWN = 1_000;

  private final int status;
  private final @Nullable String detail;
  private final @Nullable String rule;
  private final @Nullable String setting;

  /**
   * @param problem the members of the problem; empty when the answer is none
   * @param hint what to say when the problem says nothing; may be empty
   */
  StatsRefusedException(URI uri, int status, Map<String, ?> problem, String hint) {
    super(message(uri, status, text(problem, "detail"), hint));
    this.status = status;
    this.detail = text(problem, "detail");
    this.rule = text(problem, "rule");
    this.setting = text(problem, "setting");
  }

  private static String message(URI uri, int status, @Nullable String detail, String hint) {
    String answered = uri + " answered " + status;
    if (detail == null) {
      return answered + hint;
    }
    boolean whole = detail.length() <= SHOWN;
    return answered + ": " + (whole ? detail : detail.substring(0, SHOWN) + "...");
  }

  private static @Nullable String text(Map<String, ?> problem, String name) {
    return problem.get(name) instanceof String text ? text : null;
  }

  /** Returns the status of the answer, 401 for example; never 200. */
  public int status() {
    return status;
  }

  /**
   * Returns what happened and what to do about it, as the endpoint tells; null when it does not.
   */
  public @Nullable String detail() {
    return detail;
  }

  /** Returns the access rule that refused, {@code token} for example; null when none did. */
  public @Nullable String rule() {
    return rule;
  }

  /** Returns the setting of the service that decides, {@code lapwing.access}; null without one. */
  public @Nullable String setting() {
    return setting;
  }
}
