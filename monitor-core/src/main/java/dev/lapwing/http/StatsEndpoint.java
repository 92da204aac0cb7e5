// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import dev.lapwing.json.Problem;
import dev.lapwing.runtime.Faults;
import dev.lapwing.stats.StatsDocument;
import dev.lapwing.stats.StatsQuery;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests to the stats endpoint, whatever the framework. {@code GET} and {@code HEAD} of
 * the base give the stats document, of {@code /operation}, {@code /series}, {@code /slow} and
 * {@code /active} below it theirs; {@code POST} to {@code /clear} clears. Thread-safe.
 *
 * <p>Every refusal is an {@code application/problem+json} (RFC 9457). Who may read is decided
 * before anything else, so that nobody else learns even what there is.
 */
public final class StatsEndpoint {
  private static final int NOT_FOUND = 404;
  private static final int INTERNAL_SERVER_ERROR = 500;

  private final String basePath;
  private final AccessRule rule;
  private final StatsSource source;
  private final Faults faults;
  private final Replies replies;
  private final Object making = new Object();
  private final AtomicBoolean yielded = new AtomicBoolean();

  /** By path below the base; null until somebody first asks, for a start would wait for it. */
  private volatile @Nullable Map<String, Resource> resources;

  /**
   * For the engine alone, as the package of the last parameter says; adapters get theirs from
   * {@link HttpMonitor#endpoint()}.
   *
   * @param basePath where an adapter mounts it, with a leading and no trailing slash
   * @param token what {@link StatsAccess#TOKEN} asks for; null with any other access
   * @param source makes documents
   * @param faults takes what the source and an adapter's request throw
   * @throws IllegalArgumentException if the access is by token and there is none
   */
  @SuppressWarnings("exports")
  public StatsEndpoint(
      String basePath,
      StatsAccess access,
      @Nullable String token,
      StatsSource source,
      Faults faults) {
    this.basePath = basePath;
    this.rule = AccessRule.of(access, token);
    this.source = source;
    this.faults = faults;
    this.replies = new Replies(access);
  }

  /** Returns where an adapter mounts it, with a leading and no trailing slash. */
  public String basePath() {
    return basePath;
  }

  /**
   * Says in the log, once, that the service has a route of its own in this endpoint's place, which
   * therefore is not served, and which setting moves it.
   *
   * @param route where the service's route is
   */
  public void yieldTo(String route) {
    if (yielded.compareAndSet(false, true)) {
      faults.warn(
          "The service has a route of its own at {}: the stats endpoint is not served, requests are"
              + " recorded all the same. Set lapwing.path to a path that is free.",
          route);
    }
  }

  /**
   * Returns the document that answers a query, for readers in this process; no access rule applies.
   * Takes as long as {@link #handle}.
   */
  public StatsDocument read(StatsQuery query) {
    return source.stats(query);
  }

  /**
   * Returns the answer to a request. Never throws; may take milliseconds, so not for event loops.
   */
  public StatsReply handle(StatsRequest request) {
    return handle(request, rule);
  }

  /**
   * Returns the answer to a request that somebody else has let in, such as a management endpoint
   * with a security of its own: no access rule applies. Else as {@link #handle}.
   */
  public StatsReply handleTrusted(StatsRequest request) {
    return handle(request, anybody -> null);
  }

  private StatsReply handle(StatsRequest request, AccessRule access) {
    StatsReply reply = replyTo(request, access);
    return "HEAD".equals(request.method()) ? reply.withoutBody() : reply;
  }

  private StatsReply replyTo(StatsRequest request, AccessRule access) {
    try {
      Problem refusal = access.refusal(request);
      return refusal == null ? answer(request) : replies.problem(refusal);
    } catch (BadQueryException e) {
      return replies.problem(e.problem());
    } catch (Throwable fault) {
      faults.swallow("StatsEndpoint.handle", fault);
      String detail = "The statistics could not be made; the log of the service says why.";
      return replies.problem(Problem.of(INTERNAL_SERVER_ERROR, "Internal Server Error", detail));
    }
  }

  private StatsReply answer(StatsRequest request) throws BadQueryException {
    Resource resource = resources().get(request.path());
    if (resource == null) {
      String detail = "There is nothing at this path below the base.";
      return replies.problem(Problem.of(NOT_FOUND, "Not Found", detail));
    }
    return resource.answer(request);
  }

  private Map<String, Resource> resources() {
    Map<String, Resource> known = resources;
    if (known == null) {
      synchronized (making) {
        known = resources;
        if (known == null) {
          known = makeResources();
          resources = known;
        }
      }
    }
    return known;
  }

  private Map<String, Resource> makeResources() {
    EntityTags tags = new EntityTags();
    Resource stats = new StatsResource(source, basePath, replies, tags);
    return Map.of(
        "", stats,
        "/", stats,
        "/operation", new OperationResource(source, replies, tags),
        "/series", new SeriesResource(source, replies, tags),
        "/slow", new SlowResource(source, replies, tags),
        "/active", new ActiveResource(source, replies, tags),
        "/clear", new ClearResource(source::clear, replies));
  }
}
