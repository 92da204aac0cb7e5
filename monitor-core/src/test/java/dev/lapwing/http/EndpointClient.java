// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.json.StatsFixtures;
import dev.lapwing.runtime.Faults;
import dev.lapwing.stats.StatsDocument;
import dev.lapwing.stats.StatsQuery;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks an endpoint of its own; a request is by default a {@code GET} of the base that comes from
 * the same machine.
 */
final class EndpointClient {
  static final String TOKEN = "correct horse battery staple";

  final Faults faults = new Faults();
  final FixedSource source;

  private final StatsEndpoint endpoint;
  private final Map<String, String> headers = new HashMap<>(Map.of("host", "localhost:8080"));
  private String method = "GET";
  private String path = "";
  private String query;
  private boolean recycled;
  private InetAddress remoteAddress = address("127.0.0.1");
  private InetAddress localAddress = address("127.0.0.1");

  private EndpointClient(StatsAccess access, Function<StatsQuery, StatsDocument> stats) {
    String token = access == StatsAccess.TOKEN ? TOKEN : null;
    source = new FixedSource(stats);
    endpoint = new StatsEndpoint("/stats", access, token, source, faults);
  }

  private EndpointClient(StatsEndpoint endpoint) {
    this.source = new FixedSource(query -> StatsFixtures.document());
    this.endpoint = endpoint;
  }

  static EndpointClient of(StatsAccess access) {
    return new EndpointClient(
        access, query -> StatsFixtures.document(StatsFixtures.http("/users/{id}", 1.5)));
  }

  static EndpointClient of(Function<StatsQuery, StatsDocument> stats) {
    return new EndpointClient(StatsAccess.OPEN, stats);
  }

  /** Asks the endpoint of a monitor. */
  static EndpointClient of(PerformanceMonitor monitor) {
    return new EndpointClient(monitor.http().endpoint());
  }

  /** Returns a literal's address; no name is ever looked up. */
  static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  /** Sets a path with its query. */
  EndpointClient at(String pathAndQuery) {
    int mark = pathAndQuery.indexOf('?');
    path = mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark);
    query = mark < 0 ? null : pathAndQuery.substring(mark + 1);
    return this;
  }

  /** Returns the document that is at a path with a query. */
  JsonNode read(String pathAndQuery) {
    StatsReply reply = at(pathAndQuery).send();
    assertThat(reply.status()).as(() -> body(reply)).isEqualTo(200);
    return json(reply);
  }

  EndpointClient method(String value) {
    method = value;
    return this;
  }

  EndpointClient path(String value) {
    path = value;
    return this;
  }

  EndpointClient query(String value) {
    query = value;
    return this;
  }

  EndpointClient remote(InetAddress value) {
    remoteAddress = value;
    return this;
  }

  EndpointClient local(InetAddress value) {
    localAddress = value;
    return this;
  }

  /** Sets a header, or takes it away when the value is null. */
  EndpointClient header(String name, String value) {
    if (value == null) {
      headers.remove(name);
    } else {
      headers.put(name, value);
    }
    return this;
  }

  /** Makes every look at the headers fail. */
  EndpointClient recycled() {
    recycled = true;
    return this;
  }

  EndpointClient clearing() {
    return method("POST").path("/clear").header("content-type", "application/json");
  }

  /** Returns the answer, whose body is what its schema says. */
  StatsReply send() {
    StatsReply reply = sendUnchecked();
    Schemas.assertValid(reply);
    return reply;
  }

  /** Returns the answer, of whose body nothing is known. */
  StatsReply sendUnchecked() {
    return endpoint.handle(
        new StatsRequest(method, path, query, lookup(), remoteAddress, localAddress, null));
  }

  private StatsRequest.HeaderLookup lookup() {
    return new StatsRequest.HeaderLookup() {
      @Override
      public String first(String lowerCaseName) {
        return current().get(lowerCaseName);
      }

      @Override
      public Collection<String> names() {
        return current().keySet();
      }
    };
  }

  private Map<String, String> current() {
    if (recycled) {
      throw new IllegalStateException("recycled");
    }
    return headers;
  }

  /** Returns the body of a reply, unpacked. */
  static String body(StatsReply reply) {
    byte[] sent = bytes(reply);
    if (!"gzip".equals(reply.headers().get("Content-Encoding")) || sent.length == 0) {
      return new String(sent, StandardCharsets.UTF_8);
    }
    try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(sent))) {
      return new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns the body of a reply as it is sent. */
  static byte[] bytes(StatsReply reply) {
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    try {
      reply.writeTo(target);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return target.toByteArray();
  }

  static JsonNode json(StatsReply reply) {
    return JsonMapper.shared().readTree(body(reply));
  }
}
