// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import dev.lapwing.json.Problem;
import dev.lapwing.json.ProblemJson;
import dev.lapwing.json.StatsJson;
import dev.lapwing.runtime.Faults;
import dev.lapwing.stats.StatsDocument;
import dev.lapwing.stats.StatsQuery;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests to the stats endpoint, whatever the framework: {@code GET} and {@code HEAD} of
 * the base give the stats document, {@code POST} to {@code /clear} below it clears. Thread-safe.
 *
 * <p>Every refusal is an {@code application/problem+json} (RFC 9457). Who may read is decided
 * before anything else, so that nobody else learns even what there is.
 */
public final class StatsEndpoint {
  private static final String JSON = "application/json";
  private static final String PROBLEM_JSON = "application/problem+json";

  private static final int OK = 200;
  private static final int NO_CONTENT = 204;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int UNSUPPORTED_MEDIA_TYPE = 415;
  private static final int INTERNAL_SERVER_ERROR = 500;

  private final String basePath;
  private final StatsAccess access;
  private final AccessRule rule;
  private final Function<StatsQuery, StatsDocument> source;
  private final Runnable clear;
  private final Faults faults;

  /**
   * For the engine alone, as the package of the last parameter says; adapters get theirs from
   * {@link HttpMonitor#endpoint()}.
   *
   * @param basePath where an adapter mounts it, with a leading and no trailing slash
   * @param token what {@link StatsAccess#TOKEN} asks for; null with any other access
   * @param source makes documents
   * @param clear zeroes the numbers
   * @param faults takes what the source and an adapter's request throw
   * @throws IllegalArgumentException if the access is by token and there is none
   */
  @SuppressWarnings("exports")
  public StatsEndpoint(
      String basePath,
      StatsAccess access,
      @Nullable String token,
      Function<StatsQuery, StatsDocument> source,
      Runnable clear,
      Faults faults) {
    this.basePath = basePath;
    this.access = access;
    this.rule = AccessRule.of(access, token);
    this.source = source;
    this.clear = clear;
    this.faults = faults;
  }

  /** Returns where an adapter mounts it, with a leading and no trailing slash. */
  public String basePath() {
    return basePath;
  }

  /**
   * Returns the document that answers a query, for readers in this process; no access rule applies.
   * Takes as long as {@link #handle}.
   */
  public StatsDocument read(StatsQuery query) {
    return source.apply(query);
  }

  /**
   * Returns the answer to a request. Never throws; may take milliseconds, so not for event loops.
   */
  public StatsReply handle(StatsRequest request) {
    StatsReply reply = replyTo(request);
    return "HEAD".equals(request.method()) ? reply.withoutBody() : reply;
  }

  private StatsReply replyTo(StatsRequest request) {
    try {
      Problem refusal = rule.refusal(request);
      return refusal == null ? answer(request) : refused(refusal);
    } catch (BadQueryException e) {
      return reply(e.problem(), Map.of());
    } catch (Throwable fault) {
      faults.swallow("StatsEndpoint.handle", fault);
      String detail = "The statistics could not be made; the log of the service says why.";
      return reply(Problem.of(INTERNAL_SERVER_ERROR, "Internal Server Error", detail), Map.of());
    }
  }

  private StatsReply refused(Problem refusal) {
    return reply(
        refusal,
        refusal.status() == UNAUTHORIZED
            ? Map.of("WWW-Authenticate", TokenRule.CHALLENGE)
            : Map.of());
  }

  private StatsReply answer(StatsRequest request) throws BadQueryException {
    return switch (request.path()) {
      case "", "/" -> document(request);
      case "/clear" -> clear(request);
      default -> {
        String detail = "There is nothing at this path below the base.";
        yield reply(Problem.of(NOT_FOUND, "Not Found", detail), Map.of());
      }
    };
  }

  private StatsReply document(StatsRequest request) throws BadQueryException {
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      return methodNotAllowed("GET, HEAD");
    }
    StatsQuery query = StatsQueryParser.parse(request.query());
    StatsDocument document = read(query);
    Map<String, String> headers = commonHeaders();
    headers.put("Content-Type", JSON);
    return new StatsReply(OK, headers, target -> StatsJson.write(document, query, target));
  }

  private StatsReply clear(StatsRequest request) throws BadQueryException {
    if (!request.method().equals("POST")) {
      return methodNotAllowed("POST");
    }
    StatsRequest.HeaderLookup headers = request.headers();
    if (!OwnOrigin.allows(headers.first("origin"), headers.first("host"))) {
      String detail = "Pages of other origins may not clear the statistics.";
      return reply(Problem.of(FORBIDDEN, "Forbidden", detail).with("rule", "origin"), Map.of());
    }
    if (!isJson(headers.first("content-type"))) {
      String detail =
          "To clear the statistics, send 'Content-Type: application/json'; the body may be empty.";
      return reply(Problem.of(UNSUPPORTED_MEDIA_TYPE, "Unsupported Media Type", detail), Map.of());
    }
    StatsQueryParser.parseNothing(request.query());
    clear.run();
    return new StatsReply(NO_CONTENT, commonHeaders(), StatsReply.Body.NONE);
  }

  /** Asking for this type keeps out forms of other sites, which browsers send unasked. */
  private static boolean isJson(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    int parameters = contentType.indexOf(';');
    String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return type.strip().toLowerCase(Locale.ROOT).equals(JSON);
  }

  private StatsReply methodNotAllowed(String allowed) {
    String detail = "The methods allowed here: " + allowed + ".";
    return reply(
        Problem.of(METHOD_NOT_ALLOWED, "Method Not Allowed", detail), Map.of("Allow", allowed));
  }

  private StatsReply reply(Problem problem, Map<String, String> ownHeaders) {
    Map<String, String> headers = commonHeaders();
    headers.put("Content-Type", PROBLEM_JSON);
    headers.putAll(ownHeaders);
    return new StatsReply(problem.status(), headers, target -> ProblemJson.write(problem, target));
  }

  private Map<String, String> commonHeaders() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Cache-Control", "no-store");
    headers.put("X-Content-Type-Options", "nosniff");
    if (access == StatsAccess.TOKEN) {
      headers.put("Vary", "Authorization, " + TokenRule.TOKEN_HEADER);
    }
    return headers;
  }
}
