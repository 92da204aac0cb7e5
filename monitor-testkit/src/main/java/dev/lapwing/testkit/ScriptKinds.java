// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import static dev.lapwing.testkit.ScriptRequest.get;
import static dev.lapwing.testkit.ScriptRequest.post;

import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * The kinds of requests that every server answers alike: status, and body where the service and not
 * the framework words it. What frameworks answer each in a way of its own is in {@link
 * AnswerScenarios}.
 */
final class ScriptKinds {
  private static final String UNMATCHED = "(unmatched)";

  /** None of them has an error page, and 410 does. */
  private static final List<Integer> STATUSES =
      List.of(200, 201, 202, 204, 400, 403, 404, 409, 429, 500, 502, 503);

  private static final List<Function<Random, ScriptRequest>> KINDS =
      List.of(
          random -> hello(""),
          random -> hello("?page=" + number(random) + "&page=2"),
          random -> user(number(random), ""),
          random -> user(number(random), "/"),
          random -> user(word(random), "?token=" + word(random)),
          random -> get("/users/" + word(random) + "%20%C3%BC", 200, ContractRoutes.USER),
          random -> order(number(random), number(random)),
          random -> order(word(random), word(random)),
          random -> post(ContractRoutes.ECHO, word(random).repeat(100), ContractRoutes.ECHO),
          ScriptKinds::status,
          random -> get(ContractRoutes.REDIRECT, 302, ContractRoutes.REDIRECT),
          random -> get(ContractRoutes.BAD_REQUEST, 400, ContractRoutes.BAD_REQUEST),
          random -> get("/missing/" + word(random), 404, ContractRoutes.MISSING),
          random -> get("/nowhere/" + word(random) + "/" + number(random), 404, UNMATCHED),
          random -> get("/" + word(random) + "?id=" + number(random), 404, UNMATCHED),
          random -> get("/hello/" + word(random), 404, UNMATCHED),
          random -> get(ContractRoutes.HANDLED, 422, ContractRoutes.HANDLED),
          random ->
              get(ContractRoutes.ERROR_PAGE, 410, ContractRoutes.ERROR_PAGE)
                  .withText(ContractRoutes.ERROR_PAGE_TEXT),
          random -> get(ContractRoutes.FAILURE, 500, ContractRoutes.FAILURE),
          random ->
              get(ContractRoutes.STATUS_THEN_FAILURE, 500, ContractRoutes.STATUS_THEN_FAILURE),
          random -> get(ContractRoutes.ASYNC_FAILURE, 500, ContractRoutes.ASYNC_FAILURE),
          random ->
              get(ContractRoutes.ASYNC_HELLO, 200, ContractRoutes.ASYNC_HELLO)
                  .withText(ContractRoutes.HELLO_TEXT));

  private ScriptKinds() {}

  /** Returns a request of a kind, all kinds being equally likely. */
  static ScriptRequest any(Random random) {
    return KINDS.get(random.nextInt(KINDS.size())).apply(random);
  }

  private static ScriptRequest hello(String query) {
    return get(ContractRoutes.HELLO + query, 200, ContractRoutes.HELLO)
        .withText(ContractRoutes.HELLO_TEXT);
  }

  private static ScriptRequest user(String id, String rest) {
    return get("/users/" + id + rest, 200, ContractRoutes.USER).withText("user " + id);
  }

  private static ScriptRequest order(String id, String order) {
    return get("/users/" + id + "/orders/" + order, 200, ContractRoutes.ORDER)
        .withText("order " + order + " of " + id);
  }

  private static ScriptRequest status(Random random) {
    int code = STATUSES.get(random.nextInt(STATUSES.size()));
    return get("/status/" + code, code, ContractRoutes.STATUS);
  }

  private static String number(Random random) {
    return Integer.toString(random.nextInt(1_000_000));
  }

  /** Returns five to twelve letters behind an x, so that no route has such a name. */
  private static String word(Random random) {
    StringBuilder word = new StringBuilder("x");
    for (int letters = 5 + random.nextInt(8); letters > 0; letters--) {
      word.append((char) ('a' + random.nextInt(26)));
    }
    return word.toString();
  }
}
