// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.client;

import dev.lapwing.client.LastDocuments.Tagged;
import dev.lapwing.stats.StatsDocument;
import dev.lapwing.stats.StatsQuery;
import dev.lapwing.stats.StatsWindow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Polls the stats document of a service that Lapwing measures, whatever the framework. Thread-safe,
 * and meant to be used again and again: it keeps connections open, and asks for a document only if
 * it has changed since this client read it last. Needs no closing: its threads are daemons, and end
 * with it.
 *
 * <p>Memory is bounded: by {@code maxBytes} for each poll under way, and by the documents of the 16
 * queries asked last.
 */
public final class StatsClient {
  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;
  private static final int MAX_PROBLEM_BYTES = 1 << 16;
  private static final Pattern TAG = Pattern.compile("(?:W/)?\"[\\x21\\x23-\\x7e]{0,256}\"");

  private final URI base;
  private final @Nullable String token;
  private final Duration timeout;
  private final int maxBytes;
  private final HttpClient http;
  private final LastDocuments lastDocuments = new LastDocuments();

  StatsClient(URI base, @Nullable String token, Duration timeout, int maxBytes) {
    this.base = base;
    this.token = token;
    this.timeout = timeout;
    this.maxBytes = maxBytes;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  /**
   * Returns a client of an endpoint, with what is set by default.
   *
   * @param base the endpoint's address, {@code http://localhost:8080/stats} for example
   * @throws IllegalArgumentException if it is no http or https address, or has a user, a query or a
   *     fragment
   */
  public static StatsClient of(URI base) {
    return builder(base).build();
  }

  /**
   * Returns a builder of a client of an endpoint.
   *
   * @param base the endpoint's address, {@code http://localhost:8080/stats} for example
   * @throws IllegalArgumentException if it is no http or https address, or has a user, a query or a
   *     fragment
   */
  public static StatsClientBuilder builder(URI base) {
    return new StatsClientBuilder(base);
  }

  /**
   * Returns all operations in a window, the most counted first.
   *
   * @see #poll(StatsQuery)
   */
  public StatsDocument poll(StatsWindow window) throws IOException, InterruptedException {
    Objects.requireNonNull(window, "window == null");
    StatsQuery all = StatsQuery.DEFAULT;
    return poll(
        new StatsQuery(
            window,
            all.operations(),
            all.kind(),
            all.sort(),
            all.descending(),
            all.limit(),
            all.offset(),
            all.fields(),
            all.pretty()));
  }

  /**
   * Returns what answers a query. When nothing has changed since this client asked the same, it is
   * the same document again, the very object: {@code generatedAt}, uptime, memory and the monitor's
   * own cost are then as they were.
   *
   * <p>Numbers are as precise as the document has them: durations to the nanosecond, instants to
   * the millisecond. {@code totals} has no statuses, because the document has none there. Rows of
   * kinds that this version does not know are left out. {@code fields} and {@code pretty} are of no
   * effect: they say how to write a document, and rows here are whole.
   *
   * @throws StatsRefusedException if the answer is another than a document, such as 401; redirects
   *     are among them, for they are not followed
   * @throws StatsFormatException if the answer is no document of {@link StatsDocument#SCHEMA}
   * @throws HttpTimeoutException if the answer is not complete in time
   * @throws IOException if there is no answer, or it breaks off or is too long
   * @throws InterruptedException if the thread is interrupted, which ends the poll
   */
  public StatsDocument poll(StatsQuery query) throws IOException, InterruptedException {
    Objects.requireNonNull(query, "query == null");
    URI address = URI.create(base + QueryText.of(query));
    Tagged last = lastDocuments.get(address);
    HttpResponse<byte[]> response = send(request(address, last), address);
    int status = response.statusCode();
    if (status == NOT_MODIFIED && last != null) {
      return last.document();
    }
    if (status != OK) {
      throw refusal(address, response);
    }
    StatsDocument document = document(address, query, response);
    response
        .headers()
        .firstValue("ETag")
        .filter(tag -> TAG.matcher(tag).matches())
        .ifPresent(tag -> lastDocuments.put(address, new Tagged(tag, document)));
    return document;
  }

  private HttpRequest request(URI address, @Nullable Tagged last) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(timeout)
            .header("Accept", "application/json, application/problem+json")
            .header("Accept-Encoding", "gzip");
    if (token != null) {
      request.header("Lapwing-Token", token);
    }
    if (last != null) {
      request.header("If-None-Match", last.tag());
    }
    return request.build();
  }

  /** The client's own timeout ends with the head, so that the body needs one more. */
  private HttpResponse<byte[]> send(HttpRequest request, URI address)
      throws IOException, InterruptedException {
    BodyHandler<byte[]> body =
        head ->
            new LimitedBody(
                head.statusCode() == OK ? maxBytes : Math.min(maxBytes, MAX_PROBLEM_BYTES));
    CompletableFuture<HttpResponse<byte[]>> response = http.sendAsync(request, body);
    try {
      return response.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw timedOut(address, e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof HttpTimeoutException
          ? timedOut(address, e.getCause())
          : new IOException(
              address + " gave no whole answer: " + reason(e.getCause()), e.getCause());
    } catch (CancellationException e) {
      throw new IOException(address + " gave no whole answer: it was cancelled", e);
    } finally {
      response.cancel(true);
    }
  }

  private IOException timedOut(URI address, @Nullable Throwable cause) {
    IOException timedOut =
        new HttpTimeoutException(
            address + " gave no complete answer in " + timeout.toMillis() + " ms");
    timedOut.initCause(cause);
    return timedOut;
  }

  private static String reason(@Nullable Throwable cause) {
    if (cause == null) {
      return "unknown";
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  private StatsDocument document(URI address, StatsQuery query, HttpResponse<byte[]> response)
      throws IOException {
    String type = mediaType(response);
    if (!type.equals("application/json")) {
      throw new StatsFormatException(
          address
              + " answered no stats document: its type is '"
              + type
              + "', not application/json");
    }
    try (InputStream body = unpacked(response)) {
      return StatsReader.read(body, query);
    } catch (StatsFormatException e) {
      throw new StatsFormatException(address + " answered no stats document: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IOException(address + " answered what cannot be read: " + reason(e), e);
    }
  }

  private static String mediaType(HttpResponse<?> response) {
    String type = response.headers().firstValue("Content-Type").orElse("none");
    return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private InputStream unpacked(HttpResponse<byte[]> response) throws IOException {
    InputStream body = new ByteArrayInputStream(response.body());
    String coding = response.headers().firstValue("Content-Encoding").orElse("identity");
    return switch (coding.strip().toLowerCase(Locale.ROOT)) {
      case "identity" -> body;
      case "gzip", "x-gzip" -> new LimitedStream(new GZIPInputStream(body), maxBytes);
      default ->
          throw new StatsFormatException("its Content-Encoding is '" + coding + "', not gzip");
    };
  }

  private StatsRefusedException refusal(URI address, HttpResponse<byte[]> response) {
    String location =
        response
            .headers()
            .firstValue("Location")
            .map(where -> ": it leads to " + where + ", and redirects are not followed")
            .orElse("");
    return new StatsRefusedException(address, response.statusCode(), problem(response), location);
  }

  private Map<String, @Nullable Object> problem(HttpResponse<byte[]> response) {
    if (!mediaType(response).equals("application/problem+json")) {
      return Map.of();
    }
    try (InputStream body = unpacked(response)) {
      return JsonTree.read(body);
    } catch (IOException e) {
      // The status says enough where the rest cannot be read.
      return Map.of();
    }
  }
}
