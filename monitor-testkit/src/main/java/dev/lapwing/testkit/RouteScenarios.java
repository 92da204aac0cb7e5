// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which operation a request belongs to. */
interface RouteScenarios extends Scenarios {

  @Test
  default void pathParametersBecomeTheTemplate() {
    assertThat(server().get("/users/1").asString()).isEqualTo("user 1");
    assertThat(server().get("/users/2").asString()).isEqualTo("user 2");
    server().assertRecorded("GET /users/{id} {200=2}");
  }

  @Test
  default void nestedTemplateIsWhole() {
    assertThat(server().get("/users/1/orders/7").asString()).isEqualTo("order 7 of 1");
    server().assertRecorded("GET /users/{id}/orders/{order} {200=1}");
  }

  @Test
  default void trailingSlashIsTheSameOperation() {
    assertThat(server().get("/users/1/").asString()).isEqualTo("user 1");
    server().get("/users/1");
    server().assertRecorded("GET /users/{id} {200=2}");
  }

  @Test
  default void contextPathIsPartOfTheRoute() {
    try (TestedServer shop = run().start("/shop", settings -> {})) {
      assertThat(shop.get("/shop/users/1").statusCode()).isEqualTo(200);
      assertThat(shop.get("/shop/hello").statusCode()).isEqualTo(200);
      assertThat(shop.get("/shop/nowhere").statusCode()).isEqualTo(404);
      shop.assertRecorded(
          "GET /shop/users/{id} {200=1}", "GET /shop/hello {200=1}", "GET (unmatched) {404=1}");
    }
  }

  @Test
  default void queryIsNeverPartOfAnOperation() {
    assertThat(server().get("/users/1?token=secret").statusCode()).isEqualTo(200);
    assertThat(server().get("/hello?a=1&a=2").statusCode()).isEqualTo(200);
    assertThat(server().get("/nowhere?token=secret").statusCode()).isEqualTo(404);
    server()
        .assertRecorded("GET /users/{id} {200=1}", "GET /hello {200=1}", "GET (unmatched) {404=1}");
  }

  @Test
  default void pathThatMatchesNothingIsUnmatched() {
    assertThat(server().get("/nowhere").statusCode()).isEqualTo(404);
    assertThat(server().get("/nowhere/at/all").statusCode()).isEqualTo(404);
    server().assertRecorded("GET (unmatched) {404=2}");
  }

  @Test
  default void notFoundByAHandlerKeepsItsRoute() {
    assertThat(server().get("/missing/a").statusCode()).isEqualTo(404);
    StatsView stats = server().assertRecorded("GET /missing/{name} {404=1}");
    assertThat(stats.field("GET /missing/{name}", "clientErrorCount").asLong()).isEqualTo(1);
  }

  @Test
  default void forwardKeepsTheFirstRoute() {
    assertThat(server().get(ContractRoutes.FORWARD).asString())
        .isEqualTo(ContractRoutes.HELLO_TEXT);
    server().assertRecorded("GET /forward {200=1}");
  }

  @Test
  default void failureBehindAForwardKeepsTheFirstRoute() {
    assertThat(server().get(ContractRoutes.FORWARD_TO_FAILURE).statusCode()).isEqualTo(500);
    server().assertRecorded("GET /forward/to-failure {500=1} errors=1");
  }

  @Test
  default void mountedTemplateIsWhole() {
    assertThat(server().get("/tenants/a/items/1").asString()).isEqualTo("item 1 of a");
    assertThat(server().get("/tenants/b/items/2").asString()).isEqualTo("item 2 of b");
    assertThat(server().get("/tenants/a/nowhere").statusCode()).isEqualTo(404);
    server()
        .assertRecorded("GET /tenants/{tenant}/items/{item} {200=2}", "GET (unmatched) {404=1}");
  }

  @Test
  default void failureInAMountKeepsTheWholeTemplate() {
    assertThat(server().get("/tenants/a/failure").statusCode()).isEqualTo(500);
    assertThat(server().get("/tenants/b/failure").statusCode()).isEqualTo(500);
    server().assertRecorded("GET /tenants/{tenant}/failure {500=2} errors=2");
  }

  @Test
  default void manyUnmatchedPathsAreOneOperationAndNoMemory() {
    int paths = run().contract().unmatchedPaths();
    UnmatchedPaths.ask(server(), 0, paths / 10);
    long held = server().stats().self("bytesHeld");
    UnmatchedPaths.ask(server(), paths / 10, paths);
    StatsView stats = server().assertRecorded("GET (unmatched) {404=" + paths + "}");
    assertThat(stats.document().get("overflowed").asBoolean()).isFalse();
    assertThat(stats.self("bytesHeld")).as("self.bytesHeld").isLessThan(held + (64 << 10));
  }
}
