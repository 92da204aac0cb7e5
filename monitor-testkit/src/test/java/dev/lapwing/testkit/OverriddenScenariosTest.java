// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.lapwing.testkit.stub.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Scenarios that a server's test class overrides. */
class OverriddenScenariosTest {

  @Test
  void disabledScenarioIsWrittenWithItsReason() throws IOException {
    TestExecutionSummary summary =
        run(selectMethod(WithoutForward.class, "forwardKeepsTheFirstRoute"));
    assertThat(summary.getTestsSkippedCount()).isEqualTo(1);
    assertThat(summary.getTestsFoundCount()).isEqualTo(1);
    assertThat(Files.readString(Path.of("target", "contract", "without-forward.json")))
        .contains("\"scenario\" : \"forward keeps the first route\"")
        .contains("\"reason\" : \"it has no forward\"");
  }

  @Test
  void overriddenScenarioThatIsNoTestIsRefused() {
    assertThatThrownBy(() -> ContractResults.requireEveryScenario(Lost.class))
        .hasMessageContaining("forwardKeepsTheFirstRoute() overrides a scenario without @Test");
    assertThat(run(selectClass(Lost.class)).getContainersFailedCount()).isEqualTo(1);
  }

  @Test
  void disabledScenarioWithoutAReasonIsRefused() {
    assertThatThrownBy(() -> ContractResults.requireEveryScenario(WithoutReason.class))
        .hasMessageContaining("forwardKeepsTheFirstRoute() is disabled without a reason");
  }

  private static TestExecutionSummary run(DiscoverySelector selector) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(LauncherDiscoveryRequestBuilder.request().selectors(selector).build(), listener);
    return listener.getSummary();
  }

  /** A server that says what it cannot do. */
  static class WithoutForward extends StubContractTest {
    WithoutForward(Fault fault) {
      super(fault);
    }

    @Override
    protected String serverName() {
      return "without-forward";
    }

    @Override
    @Test
    @Disabled("it has no forward")
    public void forwardKeepsTheFirstRoute() {}
  }

  /** A server that hides what it cannot do. */
  static class Lost extends StubContractTest {
    Lost(Fault fault) {
      super(fault);
    }

    @Override
    public void forwardKeepsTheFirstRoute() {}
  }

  /** A server that does not say why. */
  static class WithoutReason extends StubContractTest {
    WithoutReason(Fault fault) {
      super(fault);
    }

    @Override
    @Test
    @Disabled
    public void forwardKeepsTheFirstRoute() {}
  }
}
