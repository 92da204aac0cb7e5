// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Understands {@code Accept-Encoding} (RFC 9110, 12.5.3) as far as gzip is concerned. */
final class AcceptEncoding {
  /** A coding with its weight: {@code gzip;q=0.5}. */
  private static final Pattern MEMBER =
      Pattern.compile(
          "([!#$%&'*+.^_`|~0-9a-z-]{1,40})(?:\\s*;\\s*q=(0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?))?");

  /** The longest value that is read; none of an honest client comes near. */
  private static final int MAX_LENGTH = 1_000;

  private static final double UNKNOWN = -1;

  private AcceptEncoding() {}

  /**
   * Returns whether gzip is accepted, and not liked less than the plain body. What cannot be
   * understood is passed over.
   *
   * @param value the header's value; null when it is absent
   */
  static boolean prefersGzip(@Nullable String value) {
    if (value == null || value.length() > MAX_LENGTH) {
      return false;
    }
    double gzip = UNKNOWN;
    double identity = UNKNOWN;
    double rest = UNKNOWN;
    for (String member : value.toLowerCase(Locale.ROOT).split(",", -1)) {
      Matcher matcher = MEMBER.matcher(member.strip());
      if (matcher.matches()) {
        double weight = matcher.group(2) == null ? 1 : Double.parseDouble(matcher.group(2));
        switch (matcher.group(1)) {
          case "gzip", "x-gzip" -> gzip = Math.max(gzip, weight);
          case "identity" -> identity = weight;
          case "*" -> rest = weight;
          default -> {}
        }
      }
    }
    double weight = gzip == UNKNOWN ? rest : gzip;
    return weight > 0 && weight >= identity;
  }
}
