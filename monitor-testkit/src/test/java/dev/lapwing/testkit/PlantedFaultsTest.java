// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.lapwing.testkit.stub.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * A server with a fault fails just the scenarios that are there to catch it. The faults are put to
 * it side by side, since most of their time is spent in waiting for numbers that never come.
 */
@Execution(ExecutionMode.CONCURRENT)
class PlantedFaultsTest {

  /** One scenario of every group, that every fault is put to. */
  private static final List<String> PANEL =
      List.of(
          "pathParametersBecomeTheTemplate",
          "pathThatMatchesNothingIsUnmatched",
          "queryIsNeverPartOfAnOperation",
          "forwardKeepsTheFirstRoute",
          "failureBehindAForwardKeepsTheFirstRoute",
          "mountedTemplateIsWhole",
          "failureInAMountKeepsTheWholeTemplate",
          "refusalInFrontOfTheRoutesIsRecordedOnce",
          "exceptionIsAnErrorWith500",
          "handledExceptionHasItsMappedStatus",
          "headIsAnOperationOfItsOwn",
          "asyncRequestIsMeasuredToItsCompletion",
          "chainIsMeasuredFromItsFirstStepToItsLast",
          "leavingAPendingChainIsOneAbort",
          "chainThatFailsAfterTheHeadKeepsTheStatusAndIsAnError",
          "eventStreamIsRecordedAtItsHeadAndEndsAsAStream",
          "leavingBeforeTheHeadIsAnAbort",
          "leavingDuringTheBodyOfAnAsyncRequestIsAnAbort",
          "leavingBetweenTwoPartsOfABodyIsAnAbort",
          "requestsOfAKeptConnectionAreRecordedWhileItIsOpen",
          "requestsOfAHundredClientsAtOnceAreAllCounted",
          "ownEndpointIsNotRecorded",
          "refusedReaderGetsNoNumbersAndIsNotRecorded");

  /** Each fault, and the scenarios of the panel that catch it. */
  static Stream<Arguments> faults() {
    return Stream.of(
        caught(Fault.NONE),
        caught(Fault.DOUBLE_COUNT, PANEL.stream().filter(name -> !name.startsWith("own"))),
        caught(
            Fault.RAW_PATH,
            "pathParametersBecomeTheTemplate",
            "pathThatMatchesNothingIsUnmatched",
            "queryIsNeverPartOfAnOperation",
            "mountedTemplateIsWhole",
            "failureInAMountKeepsTheWholeTemplate",
            "refusalInFrontOfTheRoutesIsRecordedOnce",
            "requestsOfAKeptConnectionAreRecordedWhileItIsOpen",
            "requestsOfAHundredClientsAtOnceAreAllCounted"),
        caught(Fault.QUERY_IN_KEY, "queryIsNeverPartOfAnOperation"),
        caught(
            Fault.LAST_ROUTE,
            "forwardKeepsTheFirstRoute",
            "failureBehindAForwardKeepsTheFirstRoute"),
        caught(Fault.MOUNT_LOST, "mountedTemplateIsWhole", "failureInAMountKeepsTheWholeTemplate"),
        caught(
            Fault.FAILURE_WITHOUT_ROUTE,
            "failureBehindAForwardKeepsTheFirstRoute",
            "failureInAMountKeepsTheWholeTemplate",
            "exceptionIsAnErrorWith500",
            "requestsOfAHundredClientsAtOnceAreAllCounted"),
        caught(
            Fault.EXCEPTION_AS_200,
            "failureBehindAForwardKeepsTheFirstRoute",
            "failureInAMountKeepsTheWholeTemplate",
            "exceptionIsAnErrorWith500",
            "chainThatFailsAfterTheHeadKeepsTheStatusAndIsAnError",
            "requestsOfAHundredClientsAtOnceAreAllCounted"),
        caught(Fault.REFUSAL_NOT_RECORDED, "refusalInFrontOfTheRoutesIsRecordedOnce"),
        caught(Fault.LOST_UPDATE, "requestsOfAHundredClientsAtOnceAreAllCounted"),
        caught(
            Fault.ABORT_AS_200,
            "leavingAPendingChainIsOneAbort",
            "leavingBetweenTwoPartsOfABodyIsAnAbort",
            "leavingBeforeTheHeadIsAnAbort",
            "leavingDuringTheBodyOfAnAsyncRequestIsAnAbort"),
        caught(
            Fault.LEAKED_REQUEST,
            "leavingAPendingChainIsOneAbort",
            "leavingBetweenTwoPartsOfABodyIsAnAbort",
            "leavingBeforeTheHeadIsAnAbort",
            "leavingDuringTheBodyOfAnAsyncRequestIsAnAbort"),
        caught(
            Fault.ASYNC_AT_ITS_START,
            "asyncRequestIsMeasuredToItsCompletion",
            "chainIsMeasuredFromItsFirstStepToItsLast",
            "leavingAPendingChainIsOneAbort",
            "chainThatFailsAfterTheHeadKeepsTheStatusAndIsAnError",
            "leavingDuringTheBodyOfAnAsyncRequestIsAnAbort"),
        caught(Fault.STREAM_AT_ITS_END, "eventStreamIsRecordedAtItsHeadAndEndsAsAStream"),
        caught(
            Fault.LATE_RECORDING,
            "asyncRequestIsMeasuredToItsCompletion",
            "chainIsMeasuredFromItsFirstStepToItsLast",
            "eventStreamIsRecordedAtItsHeadAndEndsAsAStream",
            "requestsOfAKeptConnectionAreRecordedWhileItIsOpen",
            "requestsOfAHundredClientsAtOnceAreAllCounted"),
        caught(Fault.REFUSED_READER_RECORDED, "refusedReaderGetsNoNumbersAndIsNotRecorded"));
  }

  private static Arguments caught(Fault fault, String... scenarios) {
    return caught(fault, Stream.of(scenarios));
  }

  private static Arguments caught(Fault fault, Stream<String> scenarios) {
    return arguments(fault, scenarios.collect(toCollection(TreeSet::new)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void faultIsCaughtByTheScenariosThatAreThereForIt(Fault fault, Set<String> scenarios) {
    assertThat(failuresOf(fault)).isEqualTo(scenarios);
  }

  private static Set<String> failuresOf(Fault fault) {
    List<DiscoverySelector> scenarios = new ArrayList<>();
    PANEL.forEach(name -> scenarios.add(selectMethod(StubContractTest.class, name)));
    LauncherDiscoveryRequest run =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(scenarios)
            .configurationParameter(PlantedFault.PARAMETER, fault.name())
            .build();
    Outcomes outcomes = new Outcomes();
    LauncherFactory.create().execute(run, outcomes);
    assertThat(outcomes.executed).containsExactlyInAnyOrderElementsOf(PANEL);
    return outcomes.failed;
  }

  /** What came of each scenario of a run. */
  private static final class Outcomes implements TestExecutionListener {
    final Set<String> executed = new TreeSet<>();
    final Set<String> failed = new TreeSet<>();

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      test.getSource()
          .filter(org.junit.platform.engine.support.descriptor.MethodSource.class::isInstance)
          .map(
              source ->
                  ((org.junit.platform.engine.support.descriptor.MethodSource) source)
                      .getMethodName())
          .ifPresent(name -> note(name, result.getStatus()));
    }

    private void note(String name, Status status) {
      executed.add(name);
      if (status != Status.SUCCESSFUL) {
        failed.add(name);
      }
    }
  }
}
