// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import dev.lapwing.json.Problem;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets through who is on the same machine and comes by no proxy that owns up to it.
 *
 * <p>The addresses keep other machines out; the {@code Host} keeps out pages of other sites whose
 * name was made to resolve to this machine; the headers keep out what a proxy passes on.
 */
final class LoopbackRule implements AccessRule {
  private static final int FORBIDDEN = 403;
  private static final int MAPPED_IPV4 = 12;
  private static final int IPV4_LOOPBACK_NET = 127;

  private static final String FORWARDED_PREFIX = "x-forwarded";
  private static final List<String> FORWARDED_HEADERS = List.of("forwarded", "via", "x-real-ip");

  @Override
  public @Nullable Problem refusal(StatsRequest request) {
    if (!isLoopback(request.remoteAddress())) {
      return refused(
          "remote-address",
          "came from "
              + text(request.remoteAddress())
              + ", which is not a loopback address; readers on other machines and through the"
              + " published port of a container end here");
    }
    if (!isLoopback(request.localAddress())) {
      return refused(
          "local-address",
          "came to " + text(request.localAddress()) + ", which is not a loopback address");
    }
    String host = request.headers().first("host");
    if (host == null || !LoopbackHost.matches(host)) {
      return refused("host", "has a Host other than localhost, 127.0.0.1 or [::1], or none");
    }
    for (String header : request.headers().names()) {
      if (isForwarded(header)) {
        return refused("forwarded", "came through a proxy: it has the header '" + header + "'");
      }
    }
    return null;
  }

  private static boolean isForwarded(String header) {
    return header.regionMatches(true, 0, FORWARDED_PREFIX, 0, FORWARDED_PREFIX.length())
        || FORWARDED_HEADERS.stream().anyMatch(header::equalsIgnoreCase);
  }

  /** An IPv6 address object may hold an IPv4 loopback address too. */
  private static boolean isLoopback(@Nullable InetAddress address) {
    if (address == null) {
      return false;
    }
    if (address.isLoopbackAddress()) {
      return true;
    }
    return address instanceof Inet6Address && isMappedLoopback(address.getAddress());
  }

  private static boolean isMappedLoopback(byte[] address) {
    for (int i = 0; i < MAPPED_IPV4; i++) {
      if (address[i] != (i < MAPPED_IPV4 - 2 ? 0 : (byte) 0xff)) {
        return false;
      }
    }
    return address[MAPPED_IPV4] == IPV4_LOOPBACK_NET;
  }

  private static String text(@Nullable InetAddress address) {
    return address == null ? "an unknown address" : address.getHostAddress();
  }

  private static Problem refused(String rule, String what) {
    return AccessRule.refused(
        FORBIDDEN,
        "Access refused",
        rule,
        "The statistics are for readers on this machine alone, and this request "
            + what
            + ". To let others read, set "
            + SETTING
            + " (LAPWING_ACCESS) to authenticated, token, delegated or open.");
  }
}
