// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import dev.lapwing.json.Problem;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides who may read. Thread-safe. */
@FunctionalInterface
interface AccessRule {
  /** The setting that a refusal points to, as properties spell it. */
  String SETTING = "lapwing.access";

  /** Returns why a request is refused; null when it is not. */
  @Nullable Problem refusal(StatsRequest request);

  /**
   * Returns the rule of an access.
   *
   * @param token what {@link StatsAccess#TOKEN} asks for; null with any other access
   * @throws IllegalArgumentException if the access is by token and there is none
   */
  static AccessRule of(StatsAccess access, @Nullable String token) {
    return switch (access) {
      case LOOPBACK -> new LoopbackRule();
      case AUTHENTICATED -> new AuthenticatedRule();
      case TOKEN -> new TokenRule(token);
      case DELEGATED, OPEN -> request -> null;
    };
  }

  /** Returns a refusal that names the rule and the setting. */
  static Problem refused(int status, String title, String rule, String detail) {
    return new Problem("tag:lapwing.dev,2026:access", title, status, detail, Map.of())
        .with("rule", rule)
        .with("setting", SETTING);
  }
}
