// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request to the stats endpoint, as an adapter hands it on.
 *
 * @param method the method as it was received
 * @param path the path below the endpoint's base: empty for the base itself, else with a leading
 *     slash
 * @param query the query as it was received, still encoded; null when there is none
 * @param headers the headers, taken below any rewriting as well
 * @param remoteAddress the other end of the connection, taken below any rewriting by forwarded
 *     headers where that can be; null when unknown
 * @param localAddress this end of the connection; null when unknown
 * @param principal the name of whom the service's own security let through; null when nobody
 */
public record StatsRequest(
    String method,
    String path,
    @Nullable String query,
    HeaderLookup headers,
    @Nullable InetAddress remoteAddress,
    @Nullable InetAddress localAddress,
    @Nullable String principal) {

  /**
   * Returns the address that a literal of IPv4 or IPv6 says, with or without a zone; null for
   * anything else. Asks no name service.
   */
  public static @Nullable InetAddress address(@Nullable String literal) {
    if (literal == null) {
      return null;
    }
    int zone = literal.indexOf('%');
    String plain = zone < 0 ? literal : literal.substring(0, zone);
    try {
      // In brackets only an IPv6 literal is valid, so nothing else is looked up.
      return InetAddress.getByName(
          plain.indexOf(':') < 0 ? "[::ffff:" + plain + "]" : "[" + plain + "]");
    } catch (UnknownHostException notLiteral) {
      return null;
    }
  }

  /** Looks a request's headers up. */
  public interface HeaderLookup {
    /**
     * Returns a lookup in what a framework has of a request's headers.
     *
     * @param first returns the first value of a header by its name in lower case; null when absent
     * @param names returns the names of all headers
     */
    static HeaderLookup of(
        Function<String, @Nullable String> first, Supplier<Collection<String>> names) {
      return new HeaderLookup() {
        @Override
        public @Nullable String first(String lowerCaseName) {
          return first.apply(lowerCaseName);
        }

        @Override
        public Collection<String> names() {
          return names.get();
        }
      };
    }

    /**
     * Returns the first value of a header; null when it is absent. For {@code host}, HTTP/2's
     * {@code :authority} stands in.
     */
    @Nullable String first(String lowerCaseName);

    /** Returns the names of all headers, in upper or lower case. */
    Collection<String> names();
  }
}
