// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What Lapwing promises of every HTTP server that it measures, as tests. A subclass says how to
 * start the server, with a service that has the {@link ContractRoutes}.
 *
 * <p>A scenario that a server cannot be put to is overridden, with the reason why:
 *
 * <pre>{@code
 * @Override
 * @Test
 * @Disabled("this framework has no forward")
 * public void forwardKeepsTheFirstRoute() {}
 * }</pre>
 *
 * <p>Most scenarios share one server, others start one of their own. What came of each is written
 * to {@code target/contract/<server>.json}, together with the documents of a script of 5,000
 * requests, which are to be the same for every server, and with what {@link #answers} says.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
@ExtendWith(ContractExtension.class)
public abstract class HttpServerContract
    implements RouteScenarios,
        StatusScenarios,
        MethodScenarios,
        AsyncScenarios,
        ChainScenarios,
        StreamScenarios,
        LeavingScenarios,
        ConnectionScenarios,
        EndpointScenarios,
        FaultScenarios,
        AnswerScenarios,
        ScriptScenarios {

  /** The requests that {@link #answers} is asked about. */
  public static final List<String> ANSWERED_REQUESTS =
      List.of(
          "HEAD " + ContractRoutes.HELLO,
          "HEAD /nowhere",
          "OPTIONS " + ContractRoutes.HELLO,
          "OPTIONS /nowhere",
          "POST " + ContractRoutes.HELLO,
          "POST /nowhere",
          "BREW " + ContractRoutes.HELLO,
          "GET " + ContractRoutes.FILE,
          "HEAD " + ContractRoutes.FILE,
          "POST " + ContractRoutes.FILE,
          "GET " + ContractRoutes.MISSING_FILE);

  private final ContractRun run = new ContractRun(this);

  /** For subclasses. */
  protected HttpServerContract() {}

  /** Returns the name of the server, of letters, digits, dots and hyphens: {@code tomcat}. */
  protected abstract String serverName();

  /** Returns the version of the server: {@code 11.0.25}. */
  protected abstract String serverVersion();

  /**
   * Returns what the server answers where frameworks differ, and what that is recorded as: a line
   * for each request, in the order of {@link #ANSWERED_REQUESTS}.
   *
   * <pre>{@code
   * HEAD /hello: 200 as HEAD /hello
   * HEAD /nowhere: 404 as HEAD (unmatched)
   * }</pre>
   */
  protected abstract String answers();

  /**
   * Starts a server on a free port of 127.0.0.1 with the contract's service, measured by the
   * setup's monitor.
   */
  protected abstract ContractServer start(ContractSetup setup) throws Exception;

  /**
   * Returns how many different paths that match nothing are asked for; 10,000 unless overridden.
   */
  protected int unmatchedPaths() {
    return 10_000;
  }

  /** Returns how long a scenario waits for numbers that are late; 10 seconds unless overridden. */
  protected Duration patience() {
    return Duration.ofSeconds(10);
  }

  /**
   * Returns the route under which a request is recorded that was refused in front of the routes:
   * {@link ContractRoutes#DENIED} unless overridden, or {@code (unmatched)} where the framework has
   * not looked for a route by then.
   */
  protected String deniedRoute() {
    return ContractRoutes.DENIED;
  }

  /**
   * Returns whether the server notices that a client leaves while its request waits for something
   * else, as one with an event loop does; true unless overridden. Others notice when they write.
   */
  protected boolean noticesLeavingAtOnce() {
    return true;
  }

  /** Returns the run of the contract; for scenarios alone. */
  @Override
  public final ContractRun run() {
    return run;
  }
}
