// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTemplateTest {

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiterString = "->",
      quoteCharacter = '"',
      textBlock =
          """
          # The shape of every route
          /                                  -> /
          ""                                 -> /
          //                                 -> /
          /users                             -> /users
          users                              -> /users
          /users/                            -> /users
          /users//                           -> /users
          //users///active                   -> /users/active

          # Jakarta Servlet: prefix, extension, everything
          /users/*                           -> /users/{path...}
          /*                                 -> /{path...}
          *.do                               -> /{path...}.do
          /shop/*.do                         -> /shop/{path...}.do

          # Spring: PathPattern and AntPathMatcher
          /users/{id}                        -> /users/{id}
          /users/{id:[0-9]+}                 -> /users/{id}
          /users/{id:[0-9]{3}}               -> /users/{id}
          /users/{id:\\d{2,4}}/orders        -> /users/{id}/orders
          /users/{ id : [0-9]+ }             -> /users/{id}
          /users/{id:[^/]+}                  -> /users/{id}
          /users/{id:a\\{1\\}|b}             -> /users/{id}
          /files/{*path}                     -> /files/{path...}
          /{*all}/end                        -> /{all...}/end
          /files/**                          -> /files/{path...}
          /**                                -> /{path...}
          /{**}                              -> /{path...}
          /a/**/b                            -> /a/{path...}/b
          /a/**/*.png                        -> /a/{path...}/{path...}.png
          /a/*/b                             -> /a/{segment}/b
          /a/*/b/*                           -> /a/{segment}/b/{path...}
          /a/x-*/b                           -> /a/x-{segment}/b
          /report-*.pdf                      -> /report-{segment}.pdf
          /t?st                              -> /t?st
          /{name}-{version}.{ext}            -> /{name}-{version}.{ext}
          /{a}{b}                            -> /{a}{b}
          /files/{name:.+}                   -> /files/{name...}
          /files/{name:.*\\.txt}             -> /files/{name...}
          /files/{name:[.+*]}                -> /files/{name}
          /jobs/{id}:cancel                  -> /jobs/{id}:cancel
          /v1/items:batch                    -> /v1/items:batch

          # Vert.x: colons, wildcards, regular expressions
          /users/:id                         -> /users/{id}
          /users/:id/orders/:order_no        -> /users/{id}/orders/{order_no}
          /flights/:from-:to                 -> /flights/{from}-{to}
          /files/:name.txt                   -> /files/{name}.txt
          /:                                 -> /:
          /:-                                -> /:-
          /:1st-:2nd                         -> /{1st}-{2nd}
          /api/*                             -> /api/{path...}
          /api*                              -> /api{path...}
          \\/catalogue\\/([^\\/]+)\\/([^\\/]+)\\/ -> /catalogue/{segment}/{segment}
          /users/(?<id>[^/]+)                -> /users/{id}
          ^/users/(\\d+)$                    -> /users/{segment}
          /users/[0-9]{3}                    -> /users/{segment}
          /users/[a-z][a-z0-9]*              -> /users/{segment}
          /users/\\d+/?                      -> /users/{segment}
          .*foo                              -> /{path...}foo
          /.*                                -> /{path...}
          /files/(.+)                        -> /files/{path...}
          /files/(?<rest>.*)                 -> /files/{rest...}
          /(?!api)(?<page>\\w+)\\.html       -> /{page}.html
          /(?:v1|v2)/\\p{Alpha}+             -> /{segment}/{segment}
          /tenants/:tenant/x-(\\d+)\\.json   -> /tenants/{tenant}/x-{segment}.json

          # Javalin: an angle spans where it ends the route, and is a segment elsewhere
          /hello/{name}                      -> /hello/{name}
          /files/<path>                      -> /files/{path...}
          /files/<path>/                     -> /files/{path...}
          /files/<file-name>                 -> /files/{file-name...}
          /users/<id>/orders                 -> /users/{id}/orders
          /files/<name>.txt                  -> /files/{name}.txt
          /glob/*                            -> /glob/{path...}

          # Micronaut: RFC 6570
          /ctx/s/search{?q,max}              -> /ctx/s/search
          /search{?q}{&max,offset*}          -> /search
          /books{/id}                        -> /books/{id}
          /books{/year,month}                -> /books/{year}/{month}
          /books{/action}{/id:?}             -> /books/{action}/{id}
          /books{/id:4}{.ext}                -> /books/{id}.{ext}
          /files/{+rest}                     -> /files/{rest...}
          /files{/path:.*}                   -> /files/{path...}
          /pages/{id:4}                      -> /pages/{id}
          /points/{x,y}                      -> /points/{x},{y}
          /page{#section}                    -> /page
          {?q}                               -> /

          # Already in this spelling
          /files/{path...}                   -> /files/{path...}
          /a/{segment}/{path...}.do          -> /a/{segment}/{path...}.do

          # Names
          /{}                                -> /{segment}
          /{*}                               -> /{path...}
          /{...}                             -> /{path...}
          /{id?}                             -> /{id}
          /{user id}                         -> /{user_id}
          /{größe}                           -> /{größe}

          # Reserved, and what only looks so
          (static)                           -> (static)
          (unmatched)                        -> (unmatched)
          (other)                            -> /(other)
          /users(all)                        -> /users(all)
          """)
  void everyFrameworksSpelling_becomesOne(String spelling, String template) {
    assertThat(RouteTemplate.normalise(spelling)).isEqualTo(template);
    assertThat(RouteTemplate.normalise(template)).isEqualTo(template);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a{b",
        "/a}b",
        "/{{a}",
        "/<",
        "/<a",
        "/a>b",
        "/\\",
        "/[",
        "/(?<",
        "/x\u0000y",
        "/x\u2028y",
        "/\ud83d",
        "/\udc26x",
        "/\u202ex",
        "/:{?q}a",
        "/({?q}?<a>)"
      })
  void whatCannotStandInATemplate_isReplaced(String malformed) {
    String template = RouteTemplate.normalise(malformed);

    assertThat(template).startsWith("/").doesNotContainPattern("[\\p{Cntrl}\\\\<>\\[]");
    assertThat(RouteTemplate.normalise(template)).isEqualTo(template);
  }

  @Test
  void characterOutsideTheBasicPlane_isKept() {
    assertThat(RouteTemplate.normalise("/birds/\ud83d\udc26")).isEqualTo("/birds/\ud83d\udc26");
  }

  @Test
  void longRoute_isCutBetweenItsParts() {
    assertThat(RouteTemplate.normalise("/" + "a".repeat(511))).hasSize(512).endsWith("aaa");
    assertThat(RouteTemplate.normalise("/" + "a".repeat(511) + "/")).hasSize(512).endsWith("aaa");
    assertThat(RouteTemplate.normalise("/" + "a".repeat(512))).hasSize(512).endsWith("aa\u2026");
    assertThat(RouteTemplate.normalise("/" + "a".repeat(505) + "/{id}/{order}"))
        .isEqualTo("/" + "a".repeat(505) + "/{id}\u2026");
    assertThat(RouteTemplate.normalise("/{" + "n".repeat(600) + "}")).isEqualTo("/\u2026");
    assertThat(RouteTemplate.normalise("/" + "\ud83d\udc26".repeat(300)))
        .hasSizeLessThanOrEqualTo(512)
        .endsWith("\udc26\u2026");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{", "}", "<", "<a", "(", "[", "[]", "(?<a", "\\", "*", "**/", "{?", ":a"})
  void longHostileText_takesLinearTime(String piece) {
    String hostile = "/" + piece.repeat(2_000_000 / piece.length());

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> RouteTemplate.normalise(hostile));
  }

  @Property(tries = 20_000)
  void normalisingAgain_changesNothing(@ForAll("routes") String route) {
    String template = RouteTemplate.normalise(route);

    assertThat(RouteTemplate.normalise(template)).isEqualTo(template);
  }

  @Property(tries = 20_000)
  void everyTemplate_hasTheShapeOfOne(@ForAll("routes") String route) {
    String template = RouteTemplate.normalise(route);

    assertThat(template).hasSizeLessThanOrEqualTo(512).doesNotContain("//", "*", "<", ">", "\n");
    assertThat(template.equals("(static)") || template.startsWith("/")).isTrue();
    assertThat(template.length() > 1 && template.endsWith("/")).isFalse();
  }

  @Property
  void anyText_isTaken(@ForAll String text) {
    String template = RouteTemplate.normalise(text);

    assertThat(RouteTemplate.normalise(template)).isEqualTo(template);
  }

  @Provide
  Arbitrary<String> routes() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "/",
            "//",
            "a",
            "id",
            ":",
            ":id",
            "{",
            "}",
            "{id}",
            "{?q}",
            "{&q,r}",
            "{*x}",
            "{x:.*}",
            "{/a,b}",
            "{.e}",
            "{a...}",
            "{...}",
            "{}",
            "<",
            ">",
            "<x>",
            "*",
            "**",
            ".",
            "..",
            ".*",
            ".+",
            "+",
            "?",
            "(",
            "(?",
            ")",
            "(?<n>",
            "(?:",
            "[",
            "]",
            "[^/]",
            "\\",
            "\\d",
            "\\/",
            "\\.",
            "\\:",
            "\\p{L}",
            "^",
            "$",
            "|",
            "-",
            ",",
            "\u0000",
            "\ud83d",
            "\udc26",
            "{4}",
            "n".repeat(200),
            "(static)");
    return pieces.list().ofMaxSize(14).map(parts -> String.join("", parts));
  }
}
