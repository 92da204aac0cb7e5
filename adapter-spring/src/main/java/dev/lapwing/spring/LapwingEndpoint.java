// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lapwing.http.StatsEndpoint;
import dev.lapwing.http.StatsReply;
import dev.lapwing.http.StatsRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.util.MimeType;

/**
 * The stats document as the Actuator endpoint {@code lapwing}. Who may read is decided by whatever
 * guards Actuator; {@code lapwing.access} is not asked.
 */
@WebEndpoint(id = "lapwing")
class LapwingEndpoint {
  private final StatsEndpoint endpoint;

  LapwingEndpoint(StatsEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * Returns the stats document, by the same parameters as at {@code lapwing.path}. Boot 3 knows
   * optional ones by Spring's own annotation alone.
   */
  @ReadOperation(produces = "application/json")
  WebEndpointResponse<String> stats(
      @org.springframework.lang.Nullable String window,
      @org.springframework.lang.Nullable String operation,
      @org.springframework.lang.Nullable String kind,
      @org.springframework.lang.Nullable String sort,
      @org.springframework.lang.Nullable String limit,
      @org.springframework.lang.Nullable String offset,
      @org.springframework.lang.Nullable String fields)
      throws IOException {
    Map<String, @Nullable String> parameters = new LinkedHashMap<>();
    parameters.put("window", window);
    parameters.put("operation", operation);
    parameters.put("kind", kind);
    parameters.put("sort", sort);
    parameters.put("limit", limit);
    parameters.put("offset", offset);
    parameters.put("fields", fields);
    StatsReply reply =
        endpoint.handleTrusted(
            new StatsRequest("GET", "", query(parameters), new NoHeaders(), null, null, null));
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    reply.writeTo(body);
    String type = Objects.requireNonNull(reply.headers().get("Content-Type"), "no content type");
    return new WebEndpointResponse<>(body.toString(UTF_8), reply.status(), MimeType.valueOf(type));
  }

  private static @Nullable String query(Map<String, @Nullable String> parameters) {
    String query =
        parameters.entrySet().stream()
            .filter(each -> each.getValue() != null)
            .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? null : query;
  }

  /** What a request within the process has. */
  private static final class NoHeaders implements StatsRequest.HeaderLookup {
    @Override
    public @Nullable String first(String lowerCaseName) {
      return null;
    }

    @Override
    public Collection<String> names() {
      return List.of();
    }
  }
}
