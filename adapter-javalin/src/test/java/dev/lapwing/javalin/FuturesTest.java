// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.config.JavalinConfig;
import io.javalin.http.GoneResponse;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How requests end that go on after their thread has left. */
class FuturesTest {
  private static JavalinServer serving(CompletableFuture<?> future) {
    return JavalinServer.start(
        config ->
            config.routes.get(
                "/x/{id}", ctx -> ctx.future(() -> future.thenAccept(ignored -> ctx.status(203)))));
  }

  @Test
  void futureIsMeasuredToItsCompletion() {
    CompletableFuture<Void> future = new CompletableFuture<>();
    CompletableFuture<Void> begun = new CompletableFuture<>();
    try (JavalinServer server =
        JavalinServer.start(
            config ->
                config.routes.get(
                    "/x/{id}",
                    ctx -> {
                      ctx.future(() -> future);
                      begun.complete(null);
                    }))) {
      CompletableFuture<Integer> status =
          CompletableFuture.supplyAsync(() -> server.get("/x/1").statusCode());
      begun.orTimeout(10, TimeUnit.SECONDS).join();
      assertThat(server.stats().activeRequests()).isEqualTo(1);
      server.time.advance(Duration.ofMillis(25));
      future.complete(null);
      assertThat(status.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(200);
      assertThat(server.recorded()).containsExactly("GET /x/{id} {200=1}");
      assertThat(server.stats().totals().maxDuration()).isEqualTo(25.0);
    }
  }

  @Test
  void failureOfAFutureIsAnError() {
    try (JavalinServer server =
        serving(CompletableFuture.failedFuture(new IllegalStateException("told to fail")))) {
      assertThat(server.get("/x/1").statusCode()).isEqualTo(500);
      assertThat(server.recorded()).containsExactly("GET /x/{id} {500=1} errors=1");
    }
  }

  @Test
  void failureOfAFutureThatIsMappedHasItsStatus() {
    try (JavalinServer server =
        serving(CompletableFuture.failedFuture(new CompletionException(new GoneResponse())))) {
      assertThat(server.get("/x/1").statusCode()).isEqualTo(410);
      assertThat(server.recorded()).containsExactly("GET /x/{id} {410=1}");
    }
  }

  @Test
  void timeoutIsWhatJavalinAnswers() {
    try (JavalinServer server = JavalinServer.start(FuturesTest::timingOut)) {
      assertThat(server.get("/default").statusCode()).isEqualTo(500);
      assertThat(server.get("/own").statusCode()).isEqualTo(202);
      assertThat(server.recorded())
          .containsExactly("GET /default {500=1} errors=1", "GET /own {202=1}");
    }
  }

  private static void timingOut(JavalinConfig config) {
    config.http.asyncTimeout = 50;
    config.routes.get("/default", ctx -> ctx.future(CompletableFuture::new));
    config.routes.get(
        "/own",
        ctx ->
            ctx.async(
                async -> {
                  async.timeout = 50;
                  async.onTimeout(late -> late.status(202));
                },
                () -> new CompletableFuture<>().get(10, TimeUnit.SECONDS)));
  }

  @Test
  void failureOfAFutureAfterTheHeadKeepsTheStatusAndIsAnError() {
    try (JavalinServer server =
        JavalinServer.start(
            config ->
                config.routes.get(
                    "/x/{id}",
                    ctx ->
                        ctx.future(
                            () ->
                                CompletableFuture.runAsync(
                                    () -> {
                                      flush(ctx.res());
                                      throw new IllegalStateException("told to fail");
                                    }))))) {
      assertThat(server.get("/x/1").statusCode()).isEqualTo(200);
      assertThat(server.recorded()).containsExactly("GET /x/{id} {200=1} errors=1");
    }
  }

  private static void flush(ServletResponse response) {
    try {
      response.flushBuffer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void bigAnswerOfAHandledExceptionIsNoFailure() {
    try (JavalinServer server =
        JavalinServer.start(
            config -> {
              config.routes.get(
                  "/x/{id}",
                  ctx -> {
                    throw new ArithmeticException();
                  });
              config.routes.exception(
                  ArithmeticException.class,
                  (e, ctx) -> ctx.status(404).result("x".repeat(1_000_000)));
            })) {
      assertThat(server.get("/x/1").body()).hasSize(1_000_000);
      assertThat(server.recorded()).containsExactly("GET /x/{id} {404=1}");
    }
  }
}
