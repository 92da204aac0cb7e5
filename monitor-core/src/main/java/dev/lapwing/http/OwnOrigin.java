// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import org.jspecify.annotations.Nullable;

/** Tells requests of the service's own pages from those of other sites. */
final class OwnOrigin {
  private OwnOrigin() {}

  /**
   * Returns whether a request that changes something may come from where it says: from no page at
   * all, or from one of the host that was asked.
   *
   * @param origin the {@code Origin} header; null when it is absent
   * @param host the {@code Host} header; null when it is absent
   */
  static boolean allows(@Nullable String origin, @Nullable String host) {
    if (origin == null) {
      return true;
    }
    if (host == null) {
      return false;
    }
    return is("http://", ":80", origin, host) || is("https://", ":443", origin, host);
  }

  private static boolean is(String scheme, String defaultPort, String origin, String host) {
    return origin.regionMatches(true, 0, scheme, 0, scheme.length())
        && without(defaultPort, origin.substring(scheme.length()))
            .equalsIgnoreCase(without(defaultPort, host));
  }

  private static String without(String port, String authority) {
    return authority.endsWith(port)
        ? authority.substring(0, authority.length() - port.length())
        : authority;
  }
}
