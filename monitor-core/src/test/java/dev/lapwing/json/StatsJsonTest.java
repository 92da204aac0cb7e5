// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.json;

import static dev.lapwing.json.StatsFixtures.document;
import static dev.lapwing.json.StatsFixtures.http;
import static dev.lapwing.json.StatsFixtures.internal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.stats.OperationKind;
import dev.lapwing.stats.OperationStats;
import dev.lapwing.stats.StatsDocument;
import dev.lapwing.stats.StatsQuery;
import dev.lapwing.stats.StatsWindow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StatsJsonTest {
  private static final List<String> STATS =
      List.of(
          "count",
          "successCount",
          "errorCount",
          "clientErrorCount",
          "abortedCount",
          "errorRate",
          "ratePerSecond",
          "avgDuration",
          "minDuration",
          "maxDuration",
          "p50",
          "p75",
          "p90",
          "p95",
          "p99",
          "p999",
          "slowCount",
          "verySlowCount",
          "apdex",
          "abortedP99",
          "abortedMax");

  @Test
  void document_hasTheKeysOfItsSchemaInOrder() {
    JsonNode json = parse(document(http("/users/{id}", 1.5)));

    assertThat(json.propertyNames())
        .containsExactly(
            "schema",
            "service",
            "generatedAt",
            "durationUnit",
            "percentileRelativeError",
            "percentileAbsoluteErrorMs",
            "window",
            "activeRequests",
            "activeRequestsPeak",
            "streams",
            "totals",
            "operations",
            "operationCount",
            "operationsReturned",
            "overflowed",
            "memory",
            "self");
    assertThat(json.get("service").propertyNames())
        .containsExactly("name", "instance", "version", "startedAt", "uptimeSeconds");
    assertThat(json.get("window").propertyNames())
        .containsExactly("name", "from", "to", "complete");
    assertThat(json.get("streams").propertyNames())
        .containsExactly("open", "ended", "p50Lifetime", "maxLifetime");
    assertThat(json.get("memory").propertyNames())
        .containsExactly(
            "heapUsed", "heapCommitted", "heapMax", "nonHeapUsed", "directUsed", "rss");
    assertThat(json.get("self").propertyNames())
        .containsExactly(
            "calls",
            "nanosPerCall",
            "bytesHeld",
            "tickMicros",
            "swallowedErrors",
            "droppedEvents",
            "slotless",
            "lostCalls",
            "negativeDurations");
  }

  @Test
  void totalsAndRows_haveTheKeysOfStatsInOrder() {
    JsonNode json = parse(document(http("/users/{id}", 1.5)));

    assertThat(json.get("totals").propertyNames()).containsExactlyElementsOf(STATS);
    List<String> row = List.copyOf(json.at("/operations/0").propertyNames());
    assertThat(row.subList(0, 5)).containsExactly("operation", "kind", "method", "route", "href");
    assertThat(row.subList(5, row.size() - 1)).isEqualTo(STATS);
    assertThat(row.get(row.size() - 1)).isEqualTo("statuses");
  }

  @Test
  void values_areThoseOfTheDocument() {
    JsonNode json = parse(document(http("/users/{id}", 1.5), internal("database.query")));

    assertThat(json.get("schema").stringValue()).isEqualTo("lapwing.stats/1");
    assertThat(json.at("/service/startedAt").stringValue()).isEqualTo("2026-11-20T08:00:00Z");
    assertThat(json.get("generatedAt").stringValue()).isEqualTo("2026-11-20T09:00:00.123Z");
    assertThat(json.get("durationUnit").stringValue()).isEqualTo("ms");
    assertThat(json.at("/window/name").stringValue()).isEqualTo("total");
    assertThat(json.at("/window/complete").booleanValue()).isTrue();
    assertThat(json.get("operationCount").intValue()).isEqualTo(84);
    assertThat(json.get("operationsReturned").intValue()).isEqualTo(2);
    assertThat(json.at("/operations/0/operation").stringValue()).isEqualTo("GET /users/{id}");
    assertThat(json.at("/operations/0/kind").stringValue()).isEqualTo("http");
    assertThat(json.at("/operations/0/statuses/200").longValue()).isEqualTo(5);
    assertThat(json.at("/operations/1/kind").stringValue()).isEqualTo("internal");
    assertThat(json.at("/operations/1/statuses").isEmpty()).isTrue();
    assertThat(json.at("/self/negativeDurations").longValue()).isEqualTo(4);
  }

  @Test
  void whatIsNotKnown_isNull() {
    JsonNode json = parse(document(internal("database.query")));

    assertThat(json.at("/service/version").isNull()).isTrue();
    assertThat(json.at("/streams/maxLifetime").isNull()).isTrue();
    assertThat(json.at("/memory/rss").isNull()).isTrue();
    assertThat(json.at("/self/tickMicros").isNull()).isTrue();
    assertThat(json.at("/operations/0/p99").isNull()).isTrue();
    assertThat(json.at("/operations/0/method").isNull()).isTrue();
    assertThat(json.at("/operations/0/route").isNull()).isTrue();
  }

  @Test
  void ratiosAndBounds_keepWhatMatters() {
    String json = write(document(http("/", 1.0)), StatsQuery.DEFAULT);

    assertThat(json)
        .contains("\"percentileRelativeError\":0.0078125,")
        .contains("\"percentileAbsoluteErrorMs\":0.000008,")
        .contains("\"errorRate\":0.00000001,")
        .contains("\"ratePerSecond\":0.333333333,")
        .contains("\"uptimeSeconds\":3600.123}");
  }

  @Test
  void fields_selectWhatRowsHaveBesideTheName() {
    JsonNode json = parse(document(http("/", 1.0)), selecting("p99", "statuses", "kind", "count"));

    assertThat(json.at("/operations/0").propertyNames())
        .containsExactly("operation", "kind", "count", "p99", "statuses");
    assertThat(json.get("totals").propertyNames()).containsExactlyElementsOf(STATS);
    assertThat(parse(document(http("/", 1.0)), selecting("operation")).at("/operations/0").size())
        .isOne();
  }

  @Test
  void pretty_saysTheSameOverLines() {
    StatsDocument document = document(http("/", 1.0));

    String dense = write(document, StatsQuery.DEFAULT);
    String pretty = write(document, query(Set.of(), true));

    assertThat(dense).doesNotContain("\n");
    assertThat(pretty).contains("{\n  \"schema\"").doesNotContain("\r");
    assertThat(read(pretty)).isEqualTo(read(dense));
  }

  @Test
  void hostileText_isEscapedSoThatThePageHoldsIt() {
    String hostile = "</script><!--&\u2028\u2029\"\\\u0000\n\u00e9\ud83d\udc26";

    String json = write(document(named(hostile)), StatsQuery.DEFAULT);

    assertThat(json).doesNotContain("<", ">", "&", "\u2028", "\u2029", "\u0000", "\n");
    assertThat(json).contains("\u00e9\ud83d\udc26");
    assertThat(read(json).at("/operations/0/operation").stringValue()).isEqualTo(hostile);
    assertThat(read(json).at("/operations/0/statuses").propertyNames()).containsExactly(hostile);
  }

  @Test
  void halfOfASurrogatePair_isReplaced() {
    String json = write(document(named("\ud83d-\udc26-\udc26\ud83d\udc26")), StatsQuery.DEFAULT);

    assertThat(read(json).at("/operations/0/operation").stringValue())
        .isEqualTo("\ufffd-\ufffd-\ufffd\ud83d\udc26");
  }

  @Property
  void anyName_isValidJson(@ForAll String name) {
    JsonNode json = parse(document(named(name)));

    String wellFormed =
        new String(name.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE);
    assertThat(json.at("/operations/0/operation").stringValue()).isEqualTo(wellFormed);
  }

  @Test
  void failingStream_isReportedAsSuchAndLeftOpen() {
    OutputStream failing =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("the client left");
          }

          @Override
          public void close() {
            throw new AssertionError("closed");
          }
        };

    assertThatThrownBy(() -> StatsJson.write(document(), StatsQuery.DEFAULT, "", failing))
        .isInstanceOf(IOException.class)
        .hasMessage("the client left");
  }

  private static OperationStats named(String name) {
    return StatsFixtures.row(name, OperationKind.HTTP, name, name, 1.0, Map.of(name, 1L));
  }

  private static StatsQuery selecting(String... fields) {
    return query(Set.of(fields), false);
  }

  private static StatsQuery query(Set<String> fields, boolean pretty) {
    return new StatsQuery(
        StatsWindow.TOTAL, List.of(), null, "count", true, 100, 0, fields, pretty);
  }

  private static JsonNode parse(StatsDocument document) {
    return parse(document, StatsQuery.DEFAULT);
  }

  private static JsonNode parse(StatsDocument document, StatsQuery query) {
    return read(write(document, query));
  }

  private static JsonNode read(String json) {
    return JsonMapper.shared().readTree(json);
  }

  private static String write(StatsDocument document, StatsQuery query) {
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    try {
      StatsJson.write(document, query, "", target);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return target.toString(StandardCharsets.UTF_8);
  }
}
