// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.runner;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lapwing.benchmarks.servers.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** The program that sends the requests, from a process of its own. */
final class Wrk {

  /**
   * How many requests are under way at any time. When a load ends, wrk closes the connections on as
   * many that it neither waits for nor counts.
   */
  static final int CONNECTIONS = 16;

  /** After how long a request counts as failed; a cold server under load may take more than 2 s. */
  private static final String TIMEOUT = "8s";

  private final Path scripts;

  Wrk(Path scripts) {
    this.scripts = scripts;
  }

  /**
   * Loads a server.
   *
   * @param steady whether each connection waits a while between an answer and the next request;
   *     else they come as fast as they are answered
   */
  Load load(ServerProcess server, Service service, int seconds, boolean steady) throws IOException {
    String name = service.name().toLowerCase(Locale.ROOT);
    String script = steady ? name + "-steady.lua" : name + ".lua";
    List<String> command = new ArrayList<>();
    command.addAll(List.of("wrk", "-t1", "-c" + CONNECTIONS, "-d" + seconds + "s"));
    command.addAll(List.of("--timeout", TIMEOUT));
    command.addAll(List.of("-s", scripts.resolve(script).toString()));
    command.add(server.uri("/").toString());
    Load load = parse(run(command));
    if (load.failures() > 0) {
      throw new IOException("wrk counted " + load.failures() + " failures: " + load);
    }
    return load;
  }

  private static String run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException("wrk failed: " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while wrk ran", e);
    } finally {
      process.destroy();
    }
    return output;
  }

  static Load parse(String output) throws IOException {
    String json = output.lines().filter(line -> line.startsWith("{")).findFirst().orElse("");
    if (json.isEmpty()) {
      throw new IOException("wrk did not say what it saw: " + output);
    }
    return JsonMapper.shared().readValue(json, Load.class);
  }
}
