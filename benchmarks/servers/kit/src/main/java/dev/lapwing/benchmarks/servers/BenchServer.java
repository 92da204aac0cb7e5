// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;

/**
 * What the main method of every measured server calls. It starts the server, prints {@code READY
 * PORT}, and then answers lines of the standard input: {@code counters} and {@code heap} with a
 * line of JSON; {@code stop}, or the input's end, ends the process.
 */
public final class BenchServer {

  private BenchServer() {}

  /**
   * Runs a server until it is told to stop; does not return.
   *
   * @param args {@code --service=trivial|realistic --variant=NAME}
   */
  public static void run(String[] args, Starter starter) throws Exception {
    PrintStream replies = System.out;
    // What a framework has to say must not come between the replies.
    System.setOut(System.err);
    Running running = starter.start(Options.parse(args));
    replies.println("READY " + running.port());
    answer(new BufferedReader(new InputStreamReader(System.in, UTF_8)), replies);
    running.server().close();
    // Pools that are not daemons must not keep the process.
    System.exit(0);
  }

  private static void answer(BufferedReader lines, PrintStream replies) throws IOException {
    ProcessCounters counters = new ProcessCounters();
    String line = lines.readLine();
    while (line != null && !line.equals("stop")) {
      switch (line) {
        case "counters" -> replies.println(counters.read());
        case "heap" -> replies.println(ProcessCounters.heap());
        default -> throw new IOException("unknown command " + line);
      }
      line = lines.readLine();
    }
  }
}
