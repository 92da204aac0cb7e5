// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import dev.lapwing.json.Problem;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * One document below the base, for {@code GET} and {@code HEAD}. Thread-safe.
 *
 * @param <Q> what can be asked for; equal queries are answered by one document
 * @param <D> the document
 */
abstract class DocumentResource<Q, D> implements Resource {
  private final SharedWork<Q, @Nullable D> work = new SharedWork<>();
  private final Replies replies;
  private final EntityTags tags;

  DocumentResource(Replies replies, EntityTags tags) {
    this.replies = replies;
    this.tags = tags;
  }

  /** Reads the query of a request. */
  abstract Q parse(@Nullable String query) throws BadQueryException;

  /**
   * Returns what the document's numbers are known by; null when the next one is another anyway. Is
   * asked for before the document, so that a tag is never newer than its document.
   */
  abstract @Nullable String version(Q query);

  /** Makes the document; null when there is none. */
  abstract @Nullable D make(Q query);

  /** Says that there is no document. */
  Problem missing(Q query) {
    throw new IllegalStateException("there is no document for " + query);
  }

  /**
   * Writes the document.
   *
   * @param path where it is, below the base
   */
  abstract void write(D document, Q query, String path, OutputStream target) throws IOException;

  @Override
  public final StatsReply answer(StatsRequest request) throws BadQueryException {
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      return Resource.methodNotAllowed(replies, "GET, HEAD");
    }
    Q query = parse(request.query());
    String version = version(query);
    String tag = version == null ? null : tags.of(version, request);
    String ifNoneMatch = request.headers().first("if-none-match");
    if (tag != null && EntityTags.matches(ifNoneMatch, tag)) {
      return replies.notModified(tag);
    }
    D document = work.get(query, () -> make(query));
    if (document == null) {
      return replies.problem(missing(query));
    }
    if (EntityTags.matchesAny(ifNoneMatch)) {
      return replies.notModified(tag);
    }
    return replies.document(request, tag, target -> write(document, query, request.path(), target));
  }
}
