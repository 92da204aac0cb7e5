// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes the weak tags of documents and compares them (RFC 9110, 8.8.3 and 13.1.2). A tag says which
 * run of the service, which request and which numbers a document is of, so that no document of
 * another process or before a restart is taken for the same. Thread-safe.
 */
final class EntityTags {
  /** Any tag, weak or strong, with its opaque part. */
  private static final Pattern TAG = Pattern.compile("(?:W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\"");

  private final String boot = Long.toHexString(ThreadLocalRandom.current().nextLong());

  /**
   * Returns the tag of a document.
   *
   * @param version what the numbers are known by, of letters, digits, dots and dashes
   */
  String of(String version, StatsRequest request) {
    int asked = 31 * request.path().hashCode() + String.valueOf(request.query()).hashCode();
    return "W/\"" + boot + "-" + version + "-" + Integer.toHexString(asked) + "\"";
  }

  /** Returns whether {@code If-None-Match} names a tag. */
  static boolean matches(@Nullable String ifNoneMatch, String tag) {
    if (ifNoneMatch == null) {
      return false;
    }
    String opaque = tag.substring(tag.indexOf('"') + 1, tag.length() - 1);
    Matcher matcher = TAG.matcher(ifNoneMatch);
    while (matcher.find()) {
      if (opaque.equals(matcher.group(1))) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether {@code If-None-Match} names whatever there is. */
  static boolean matchesAny(@Nullable String ifNoneMatch) {
    return ifNoneMatch != null && ifNoneMatch.strip().equals("*");
  }
}
