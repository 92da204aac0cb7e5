// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import java.net.InetAddress;
import java.util.Collection;
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

  /** Looks a request's headers up. */
  public interface HeaderLookup {
    /**
     * Returns the first value of a header; null when it is absent. For {@code host}, HTTP/2's
     * {@code :authority} stands in.
     */
    @Nullable String first(String lowerCaseName);

    /** Returns the names of all headers, in upper or lower case. */
    Collection<String> names();
  }
}
