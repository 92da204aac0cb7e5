// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Puts the shared server to zero around each scenario, and writes down what came of each. */
final class ContractExtension
    implements BeforeAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        AfterAllCallback,
        TestWatcher {
  private static final ExtensionContext.Namespace STORE =
      ExtensionContext.Namespace.create(ContractExtension.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    ContractRun run = ((HttpServerContract) context.getRequiredTestInstance()).run();
    context.getStore(STORE).put(ContractRun.class, run);
    ContractResults.requireEveryScenario(context.getRequiredTestClass());
  }

  private static ContractRun run(ExtensionContext context) {
    return context.getStore(STORE).get(ContractRun.class, ContractRun.class);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    run(context).beginScenario();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    run(context).endScenario(context.getExecutionException().isPresent());
  }

  @Override
  public void testSuccessful(ExtensionContext context) {
    note(context, "passed", "");
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    note(context, "failed", "");
  }

  @Override
  public void testAborted(ExtensionContext context, Throwable cause) {
    note(context, "aborted", "");
  }

  @Override
  public void testDisabled(ExtensionContext context, Optional<String> reason) {
    note(context, "disabled", reason.orElse(""));
  }

  private static void note(ExtensionContext context, String result, String reason) {
    run(context).results().note(context.getRequiredTestMethod().getName(), result, reason);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    ContractRun run = run(context);
    try {
      run.close();
    } finally {
      run.results().write();
    }
  }
}
