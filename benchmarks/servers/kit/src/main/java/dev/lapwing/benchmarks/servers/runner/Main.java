// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.runner;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lapwing.benchmarks.servers.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures whole servers and their start-up: {@code Main quick|full|steady|starts OUTPUT
 * [MODULE...]}, in the folder {@code benchmarks/servers}. Without modules it measures all; with
 * some, these take as long as they would among all. Writes {@code servers.json} and {@code
 * servers.md}, and ends with the code 1 when something could not be measured or Lapwing's count was
 * wrong.
 */
public final class Main {

  private final List<ServerModule> all;
  private final List<ServerModule> modules;
  private final Path output;
  private final Results results;

  private Main(List<ServerModule> all, List<ServerModule> modules, Path output, Results results) {
    this.all = all;
    this.modules = modules;
    this.output = output;
    this.results = results;
  }

  /** Measures what the arguments ask for. */
  public static void main(String[] args) throws IOException {
    try {
      Main main = parse(args);
      main.loads();
      if (main.results.plan().starts() > 0) {
        main.starts();
      }
      main.write();
      System.exit(main.results.sound() ? 0 : 1);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  private static Main parse(String... args) throws IOException {
    if (args.length < 2) {
      throw new IllegalArgumentException(
          "wanted are quick, full, steady or starts, OUTPUT, and maybe modules");
    }
    Plan plan = Plan.of(args[0]);
    List<ServerModule> all = ServerModule.below(Path.of(""));
    List<String> names = List.of(args).subList(2, args.length);
    List<ServerModule> modules =
        all.stream().filter(module -> names.isEmpty() || names.contains(module.name())).toList();
    if (modules.isEmpty() || modules.size() < names.size()) {
      throw new IllegalArgumentException(
          "there are the modules " + all.stream().map(ServerModule::name).toList());
    }
    Path output = Files.createDirectories(Path.of(args[1]).toAbsolutePath());
    return new Main(all, modules, output, Results.of(args[0], Environment.here(), plan));
  }

  private void loads() throws IOException {
    long end = System.nanoTime() + Rounds.seconds(results.plan().serversSeconds());
    int left = all.stream().mapToInt(this::weight).sum();
    for (ServerModule module : modules) {
      results.versions().put(module.name(), module.versions());
      for (Service service : results.plan().services()) {
        int weight = weight(module, service);
        load(module, service, (end - System.nanoTime()) * weight / left);
        left -= weight;
      }
    }
  }

  private int weight(ServerModule module) {
    return results.plan().services().stream().mapToInt(s -> weight(module, s)).sum();
  }

  /** The trivial service decides the targets, so it has most of the time. */
  private static int weight(ServerModule module, Service service) {
    return module.variants().size() * (service == Service.TRIVIAL ? 4 : 1);
  }

  private void load(ServerModule module, Service service, long nanos) {
    say("%s, %s service", module.name(), service);
    Rounds rounds = new Rounds(module, service, results.plan(), logs());
    try {
      rounds.run(nanos);
      results.rounds().addAll(rounds.rounds());
      results.forks().addAll(rounds.forks());
      if (service == Service.TRIVIAL) {
        results.targets().addAll(targets(module, rounds.rounds()));
      }
    } catch (IOException | RuntimeException e) {
      fail(module, service + " service", e);
    }
  }

  private List<Target> targets(ServerModule module, List<Round> rounds) {
    return results.plan().steady()
        ? List.of(Target.ofSteadyLoads(module, rounds))
        : Target.ofLoads(module, rounds);
  }

  private void starts() {
    StartUp startUp = new StartUp(logs(), results.plan().starts());
    long end = System.nanoTime() + Rounds.seconds(results.plan().startUpSeconds());
    int left = all.stream().mapToInt(module -> module.variants().size()).sum();
    for (ServerModule module : modules) {
      say("%s, start-up", module.name());
      int weight = module.variants().size();
      try {
        startUp.run(module, (end - System.nanoTime()) * weight / left);
        results.targets().add(Target.ofStarts(module, startUp.starts()));
      } catch (IOException | RuntimeException e) {
        fail(module, "start-up", e);
      }
      left -= weight;
    }
    results.starts().addAll(startUp.starts());
  }

  private void write() throws IOException {
    JsonMapper json = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    Files.write(output.resolve("servers.json"), json.writeValueAsBytes(results));
    Files.write(output.resolve("servers.md"), Report.of(results, modules).getBytes(UTF_8));
  }

  private void fail(ServerModule module, String what, Exception failure) {
    String message = module.name() + ", " + what + ": " + failure;
    results.failures().add(message);
    say("not measured: %s", message);
  }

  private Path logs() {
    return Path.of("kit", "target", "logs").toAbsolutePath();
  }

  private static void say(String format, Object... values) {
    System.out.printf(format + "%n", values);
  }
}
