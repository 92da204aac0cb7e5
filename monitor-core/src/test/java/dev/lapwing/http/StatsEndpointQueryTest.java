// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import static dev.lapwing.http.EndpointClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.stats.Glob;
import dev.lapwing.stats.OperationKind;
import dev.lapwing.stats.StatsFields;
import dev.lapwing.stats.StatsQuery;
import dev.lapwing.stats.StatsWindow;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class StatsEndpointQueryTest {

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "&", "&&"})
  void noQuery_asksForTheDefault(String query) {
    assertThat(asked(query)).isEqualTo(StatsQuery.DEFAULT);
  }

  @ParameterizedTest
  @EnumSource(StatsWindow.class)
  void everyWindow_canBeAskedFor(StatsWindow window) {
    assertThat(asked("window=" + window.text()).window()).isEqualTo(window);
  }

  @ParameterizedTest
  @EnumSource(OperationKind.class)
  void everyKind_canBeAskedFor(OperationKind kind) {
    assertThat(asked("kind=" + kind.text()).kind()).isEqualTo(kind);
  }

  @Test
  void everySort_canBeAskedForBothWays() {
    for (String field : StatsFields.sortable()) {
      assertThat(asked("sort=" + field)).matches(q -> q.sort().equals(field) && !q.descending());
      assertThat(asked("sort=-" + field)).matches(q -> q.sort().equals(field) && q.descending());
    }
  }

  @Test
  void operations_areDecodedPatternsOfWhichOneMustMatch() {
    StatsQuery query = asked("operation=GET+/a%2Fb/*&operation=caf%C3%A9%20%7Bid%7D&operation=a+b");

    assertThat(query.operations())
        .extracting(Glob::toString)
        .containsExactly("GET /a/b/*", "caf\u00e9 {id}", "a b");
    assertThat(query.matches("GET /a/b/c", OperationKind.HTTP)).isTrue();
    assertThat(query.matches("GET /a", OperationKind.HTTP)).isFalse();
  }

  @Test
  void numbersAndFlags_areRead() {
    assertThat(asked("limit=0&offset=2147483647&pretty=false"))
        .matches(q -> q.limit() == 0 && q.offset() == Integer.MAX_VALUE && !q.pretty());
    assertThat(asked("limit=10000&pretty=true").limit()).isEqualTo(StatsQuery.MAX_LIMIT);
    assertThat(asked("pretty").pretty()).isTrue();
  }

  @Test
  void fields_areReadAsASet() {
    assertThat(asked("fields=p99").fields()).isEqualTo(Set.of("p99"));
    assertThat(asked("fields=p99,count,p99,operation,statuses").fields())
        .isEqualTo(Set.of("p99", "count", "operation", "statuses"));
    assertThat(asked("fields=p50%2Cp99").fields()).isEqualTo(Set.of("p50", "p99"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          window=2m               | window    | 2m
          window=                 | window    | ""
          window                  | window    | ""
          window=Total            | window    | Total
          window=1m&window=1m     | window    | 1m
          kind=db                 | kind      | db
          kind=http&kind=internal | kind      | internal
          sort=speed              | sort      | speed
          sort=--p99              | sort      | --p99
          sort=                   | sort      | ""
          sort=p99&sort=count     | sort      | count
          limit=-1                | limit     | -1
          limit=%2B1              | limit     | +1
          limit=10001             | limit     | 10001
          limit=1e3               | limit     | 1e3
          limit=99999999999999999 | limit     | 99999999999999999
          limit=%D9%A1            | limit     | \u0661
          limit=                  | limit     | ""
          limit=1&limit=1         | limit     | 1
          offset=-1               | offset    | -1
          offset=2147483648       | offset    | 2147483648
          offset=0&offset=0       | offset    | 0
          fields=p98              | fields    | p98
          fields=p99,             | fields    | p99,
          fields=                 | fields    | ""
          fields=p99&fields=p50   | fields    | p50
          pretty=yes              | pretty    | yes
          pretty=                 | pretty    | ""
          pretty&pretty           | pretty    | ""
          operation=              | operation | ""
          operation=%zz           | operation | %zz
          operation=%             | operation | %
          operation=%4            | operation | %4
          operation=%C3           | operation | %C3
          operation=%C0%AF        | operation | %C0%AF
          operation=%ED%A0%80     | operation | %ED%A0%80
          windows=1m              | windows   | 1m
          Window=1m               | Window    | 1m
          token=secret            | token     | secret
          %zz=1                   | %zz       | 1
          =1                      | ""        | 1
          """)
  void badParameter_isRefusedByNameWithItsValue(String query, String parameter, String value) {
    EndpointClient client = EndpointClient.of(StatsAccess.OPEN).query(query);
    StatsReply reply = client.send();

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.headers()).containsEntry("Content-Type", "application/problem+json");
    JsonNode problem = json(reply);
    assertThat(problem.get("parameter").stringValue()).isEqualTo(parameter);
    assertThat(problem.get("value").stringValue()).isEqualTo(value);
    assertThat(problem.get("allowed").isEmpty()).isFalse();
    assertThat(problem.get("detail").stringValue()).contains(parameter);
    assertThat(client.source.queries).isEmpty();
  }

  @Test
  void problem_saysWhatIsAllowed() {
    JsonNode problem = json(EndpointClient.of(StatsAccess.OPEN).query("window=2m").send());

    assertThat(problem.get("detail").stringValue())
        .isEqualTo(
            "The parameter 'window' must be one of 1m, 5m, 15m, 1h, 6h, 24h, total,"
                + " but was '2m'.");
    assertThat(problem.get("allowed").values())
        .extracting(JsonNode::stringValue)
        .containsExactly("1m", "5m", "15m", "1h", "6h", "24h", "total");
  }

  @Test
  void unknownParameter_isRefusedWithTheNamesThereAre() {
    JsonNode problem = json(EndpointClient.of(StatsAccess.OPEN).query("x=1").send());

    assertThat(problem.get("allowed").values())
        .extracting(JsonNode::stringValue)
        .containsExactly(
            "window", "operation", "kind", "sort", "limit", "offset", "fields", "pretty");
  }

  @Test
  void longValue_isEchoedCut() {
    String query = "window=" + "x".repeat(5_000) + "&" + "y".repeat(2_000) + "=1";
    JsonNode problem = json(EndpointClient.of(StatsAccess.OPEN).query(query).send());

    assertThat(problem.get("value").stringValue())
        .hasSize(100)
        .startsWith("xxx")
        .endsWith("\u2026");
    assertThat(problem.get("detail").stringValue()).hasSizeLessThan(300);
  }

  @Test
  void longQuery_isRefusedWithItsBound() {
    assertThat(asked("operation=" + "x".repeat(8_182)).operations()).hasSize(1);

    StatsReply reply =
        EndpointClient.of(StatsAccess.OPEN).query("operation=" + "x".repeat(8_183)).send();

    assertThat(reply.status()).isEqualTo(400);
    assertThat(json(reply).get("detail").stringValue()).contains("8192", "8193");
  }

  @Test
  void manyOperations_areRefusedWithTheirBound() {
    assertThat(asked("operation=a&".repeat(50)).operations()).hasSize(50);

    StatsReply reply = EndpointClient.of(StatsAccess.OPEN).query("operation=a&".repeat(51)).send();

    assertThat(reply.status()).isEqualTo(400);
    assertThat(json(reply).get("parameter").stringValue()).isEqualTo("operation");
    assertThat(json(reply).get("detail").stringValue()).contains("50");
  }

  private static StatsQuery asked(String query) {
    EndpointClient client = EndpointClient.of(StatsAccess.OPEN).query(query);
    StatsReply reply = client.send();
    assertThat(reply.status()).as(() -> EndpointClient.body(reply)).isEqualTo(200);
    return (StatsQuery) client.source.queries.get(0);
  }
}
