// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.config.JavalinConfig;
import io.javalin.http.GoneResponse;
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
