// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.traffic;

import java.net.URI;
import java.util.regex.Pattern;

/** A service on this machine, the only sort that traffic is ever sent to. */
final class Target {

  // Spelled addresses only: what a name means can change between the check and the request.
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1]");

  private Target() {}

  /**
   * Returns the base of a service without a slash at its end.
   *
   * @throws IllegalArgumentException when it is not on this machine
   */
  static URI checked(URI base) {
    String host = base.getHost();
    if (!"http".equals(base.getScheme()) || host == null || !LOOPBACK.matcher(host).matches()) {
      throw new IllegalArgumentException(
          "target is "
              + Text.plain(base.toString())
              + ": allowed is http on this machine only (127.0.0.1, localhost or [::1])");
    }
    String text = base.toString();
    return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : base;
  }
}
