// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import dev.lapwing.json.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lets through whoever shows the token, in either of two headers. */
final class TokenRule implements AccessRule {
  /** The header that holds the token alone, for those whose {@code Authorization} is taken. */
  static final String TOKEN_HEADER = "Lapwing-Token";

  static final String CHALLENGE = "Bearer realm=\"lapwing\"";

  private static final String LOWER_CASE_TOKEN_HEADER = TOKEN_HEADER.toLowerCase(Locale.ROOT);
  private static final String SCHEME = "bearer ";
  private static final int UNAUTHORIZED = 401;

  private final byte[] token;

  TokenRule(@Nullable String token) {
    if (token == null || token.isEmpty()) {
      throw new IllegalArgumentException("access by token needs a token, but there was none");
    }
    this.token = token.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public @Nullable Problem refusal(StatsRequest request) {
    String authorization = request.headers().first("authorization");
    String bearer =
        authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
            ? authorization.substring(SCHEME.length()).strip()
            : null;
    boolean shown = isToken(bearer) || isToken(request.headers().first(LOWER_CASE_TOKEN_HEADER));
    return shown
        ? null
        : AccessRule.refused(
            UNAUTHORIZED,
            "Token required",
            "token",
            "The statistics are for whoever shows the token, as 'Authorization: Bearer ...' or '"
                + TOKEN_HEADER
                + ": ...'. Who may read is set by "
                + SETTING
                + " (LAPWING_ACCESS).");
  }

  /** Takes a time that tells nothing of how much of the token was right. */
  private boolean isToken(@Nullable String shown) {
    return shown != null && MessageDigest.isEqual(token, shown.getBytes(StandardCharsets.UTF_8));
  }
}
