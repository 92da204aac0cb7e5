// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.traffic;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Requests at fixed times, whether earlier ones have been answered or not, so that a service which
 * slows down does not slow its own measurement. Bounded: in number, in time, and to 256 in flight;
 * one that is due beyond that is not sent, and counted as skipped.
 */
final class Traffic {

  private static final int MAX_IN_FLIGHT = 256;
  private static final int THREADS = 2;
  private static final long LISTEN_MILLIS = 1_500;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Those who ask one service: each is asked the same, so that their numbers can be compared. */
  private record Visitors(URI target, OrdersMix mix, SplittableRandom random, Tally tally) {

    static Visitors of(URI target) {
      return new Visitors(
          Target.checked(target), new OrdersMix(), new SplittableRandom(20_261_128), new Tally());
    }
  }

  private final List<Visitors> visitors;
  private final int rate;
  private final long requests;
  private final Semaphore places = new Semaphore(MAX_IN_FLIGHT);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final ScheduledExecutorService executor;
  private final HttpClient client;

  /**
   * Prepares traffic.
   *
   * @param targets bases of services on this machine, which take turns
   * @throws IllegalArgumentException when a target is elsewhere
   */
  Traffic(List<URI> targets, int rate, int seconds) {
    visitors = targets.stream().map(Visitors::of).toList();
    this.rate = rate;
    requests = (long) rate * seconds;
    executor = Executors.newScheduledThreadPool(THREADS, Traffic::daemon);
    client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(executor).build();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "traffic");
    thread.setDaemon(true);
    return thread;
  }

  /** What came back from each target, in their order. */
  List<Tally> tallies() {
    return visitors.stream().map(Visitors::tally).toList();
  }

  /** The kinds of requests, which are the same for all targets. */
  List<Kind> kinds() {
    return visitors.get(0).mix.kinds();
  }

  /** Sends no more; {@link #run} returns when what is in flight has been answered. */
  void stop() {
    stopped.countDown();
  }

  /** Sends all requests and waits for their answers. */
  void run() throws InterruptedException {
    try {
      long start = System.nanoTime();
      for (long i = 0; i < requests; i++) {
        long due = start + i * TimeUnit.SECONDS.toNanos(1) / rate;
        if (stopped.await(due - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          break;
        }
        Visitors next = visitors.get((int) (i % visitors.size()));
        Kind kind = next.mix.next(next.random);
        // What is drawn depends on answers that came; which kinds are next must not.
        Shot shot = kind.shot().apply(next.random.split());
        if (places.tryAcquire()) {
          send(next, kind, shot);
        } else {
          next.tally.skipped();
        }
      }
      // Longer than any request may take, so that each of them is counted.
      places.tryAcquire(MAX_IN_FLIGHT, PATIENCE.toSeconds() + 5, TimeUnit.SECONDS);
    } finally {
      executor.shutdownNow();
    }
  }

  private void send(Visitors visitors, Kind kind, Shot shot) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(visitors.target + shot.path())).timeout(PATIENCE);
    if (shot.ending() == Shot.Ending.LISTEN) {
      // As browsers do; some frameworks send events to nobody else.
      request.header("Accept", "text/event-stream");
    }
    if (shot.json() == null) {
      request.method(shot.method(), BodyPublishers.noBody());
    } else {
      request.header("Content-Type", "application/json");
      request.method(shot.method(), BodyPublishers.ofString(shot.json()));
    }
    var unused =
        client
            .sendAsync(request.build(), handler(shot.ending()))
            .whenComplete((response, failure) -> ended(visitors, kind, shot, response, failure));
  }

  private void ended(
      Visitors visitors,
      Kind kind,
      Shot shot,
      @Nullable HttpResponse<Boolean> response,
      @Nullable Throwable failure) {
    if (response != null) {
      count(visitors, kind, shot, response);
    } else if (failure != null) {
      visitors.tally.failed(kind.name(), failure);
    }
    places.release();
  }

  private static void count(
      Visitors visitors, Kind kind, Shot shot, HttpResponse<Boolean> response) {
    boolean leftEarly = shot.ending() == Shot.Ending.LEAVE && response.body();
    visitors.tally.ended(
        kind.name(), leftEarly ? Tally.LEFT : Integer.toString(response.statusCode()));
    visitors.mix.placed(response.headers().firstValue("Location").orElse(null));
  }

  private BodyHandler<Boolean> handler(Shot.Ending ending) {
    return head -> {
      if (ending == Shot.Ending.READ || head.statusCode() != 200) {
        return BodySubscribers.replacing(false);
      }
      Leaving body = new Leaving(ending == Shot.Ending.LEAVE);
      if (ending == Shot.Ending.LISTEN) {
        CompletableFuture.delayedExecutor(LISTEN_MILLIS, TimeUnit.MILLISECONDS, executor)
            .execute(body::leave);
      }
      return body;
    };
  }
}
