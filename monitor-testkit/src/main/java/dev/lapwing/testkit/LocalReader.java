// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.http.StatsEndpoint;
import dev.lapwing.http.StatsReply;
import dev.lapwing.http.StatsRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Asks a stats endpoint within this process, so that nothing is in flight for it. */
final class LocalReader {
  private static final StatsRequest.HeaderLookup HOST =
      new StatsRequest.HeaderLookup() {
        @Override
        public @Nullable String first(String lowerCaseName) {
          return lowerCaseName.equals("host") ? "localhost" : null;
        }

        @Override
        public Collection<String> names() {
          return Set.of("host");
        }
      };

  private LocalReader() {}

  /** Returns the document at a path below the base. */
  static JsonNode read(StatsEndpoint endpoint, String path) {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    StatsReply reply =
        endpoint.handle(new StatsRequest("GET", path, null, HOST, loopback, loopback, null));
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try {
      reply.writeTo(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(reply.status()).as("status of " + path).isEqualTo(200);
    Replies.requireValid(reply.headers().get("Content-Type"), body.toString(UTF_8));
    return Replies.parse(body.toString(UTF_8));
  }
}
