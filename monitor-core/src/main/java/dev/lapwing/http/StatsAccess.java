// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

/** Who may read the stats endpoint. */
public enum StatsAccess {
  /**
   * Only who is on the same machine, and no proxy: both ends of the connection are loopback, {@code
   * Host} is a literal loopback name, and no forwarded header is there. The default.
   */
  LOOPBACK,
  /**
   * Who is let through by {@link #LOOPBACK}, and besides whomever the service's own security has
   * authenticated, from wherever. For services whose security says who that is.
   */
  AUTHENTICATED,
  /** Whoever shows the token. */
  TOKEN,
  /** Whomever the service's own security lets through. */
  DELEGATED,
  /** Everybody. */
  OPEN
}
