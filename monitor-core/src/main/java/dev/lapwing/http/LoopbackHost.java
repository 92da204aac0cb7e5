// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

/** Tells, without a lookup, whether a {@code Host} header is a name of this machine for itself. */
final class LoopbackHost {
  private static final int MAX_PORT_DIGITS = 5;
  private static final int OCTETS = 4;
  private static final int MAX_OCTET = 255;
  private static final int MAX_OCTET_DIGITS = 3;

  private LoopbackHost() {}

  /** Returns whether it is {@code localhost}, 127.x.y.z or {@code [::1]}, with a port or not. */
  static boolean matches(String host) {
    int nameEnd = host.startsWith("[") ? host.indexOf(']') + 1 : host.indexOf(':');
    int end = nameEnd < 0 ? host.length() : nameEnd;
    String name = host.substring(0, end);
    return isPort(host.substring(end))
        && (name.equalsIgnoreCase("localhost") || name.equals("[::1]") || isIpv4Loopback(name));
  }

  private static boolean isPort(String rest) {
    return rest.isEmpty() || (rest.startsWith(":") && isNumber(rest.substring(1), MAX_PORT_DIGITS));
  }

  private static boolean isIpv4Loopback(String name) {
    String[] octets = name.split("\\.", -1);
    if (octets.length != OCTETS || !octets[0].equals("127")) {
      return false;
    }
    for (String octet : octets) {
      boolean padded = octet.length() > 1 && octet.startsWith("0");
      if (padded || !isNumber(octet, MAX_OCTET_DIGITS) || Integer.parseInt(octet) > MAX_OCTET) {
        return false;
      }
    }
    return true;
  }

  private static boolean isNumber(String text, int maxDigits) {
    return !text.isEmpty()
        && text.length() <= maxDigits
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
