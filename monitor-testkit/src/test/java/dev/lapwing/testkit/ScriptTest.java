// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.lapwing.testkit.stub.Fault;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import tools.jackson.databind.JsonNode;

/** The script of 5,000 requests, and what it catches. */
class ScriptTest {

  @Test
  void scriptIsTheSameEachTime() {
    assertThat(Script.write()).isEqualTo(Script.write());
  }

  @Test
  void everyKindIsInEveryRoundOrTheNext() {
    List<Script.Round> rounds = Script.write().rounds();
    Set<String> all = operations(rounds);
    for (int i = 1; i < rounds.size(); i++) {
      assertThat(operations(rounds.subList(i - 1, i + 1))).isEqualTo(all);
    }
  }

  private static Set<String> operations(List<Script.Round> rounds) {
    return rounds.stream()
        .flatMap(round -> round.clients().stream())
        .flatMap(List::stream)
        .map(ScriptRequest::operation)
        .collect(Collectors.toSet());
  }

  @Test
  void percentileBeyondItsBoundIsRefused() {
    ExpectedNumbers expected = new ExpectedNumbers();
    expected.add("200", false, 100_000_000);
    JsonNode row =
        Replies.parse(
            """
            {"count": 1, "successCount": 1, "errorCount": 0, "clientErrorCount": 0,
             "abortedCount": 0, "slowCount": 0, "verySlowCount": 0, "abortedMax": null,
             "minDuration": 100, "maxDuration": 100, "p50": 100.7, "p75": 100, "p90": 100,
             "p95": 99.3, "p99": 100, "p999": 100}
            """);
    expected.assertNumbers("GET /x", row::get);
    JsonNode beyond = Replies.parse(row.toString().replace("100.7", "100.8"));
    assertThatThrownBy(() -> expected.assertNumbers("GET /x", beyond::get))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("GET /x: p50");
  }

  @ParameterizedTest
  @EnumSource(names = {"DOUBLE_COUNT", "EXCEPTION_AS_200", "STREAM_AT_ITS_END"})
  void faultIsCaught(Fault fault) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(
                    selectMethod(
                        StubContractTest.class, "scriptOf5000RequestsGivesTheNumbersThatItSays"))
                .configurationParameter(PlantedFault.PARAMETER, fault.name())
                .build(),
            listener);
    assertThat(listener.getSummary().getTestsFailedCount()).isEqualTo(1);
  }
}
