// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import dev.lapwing.json.Problem;
import org.jspecify.annotations.Nullable;

/** Lets through whomever the service has authenticated, and whoever is on the same machine. */
final class AuthenticatedRule implements AccessRule {
  private final AccessRule forStrangers = new LoopbackRule();

  @Override
  public @Nullable Problem refusal(StatsRequest request) {
    return request.principal() != null ? null : forStrangers.refusal(request);
  }
}
