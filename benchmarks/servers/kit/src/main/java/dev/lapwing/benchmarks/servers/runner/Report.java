// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.runner;

import static dev.lapwing.benchmarks.servers.runner.ServerModule.BARE;

import dev.lapwing.benchmarks.servers.Service;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The results as Markdown. */
final class Report {

  private static final double MEBIBYTE = 1 << 20;

  private final Results results;
  private final StringBuilder text = new StringBuilder();

  private Report(Results results) {
    this.results = results;
  }

  static String of(Results results, List<ServerModule> modules) {
    Report report = new Report(results);
    report.head();
    report.targets();
    for (ServerModule module : modules) {
      for (Service service : results.plan().services()) {
        report.loads(module, service);
      }
    }
    if (!results.starts().isEmpty()) {
      report.starts(modules);
    }
    return report.text.toString();
  }

  private void head() {
    Environment here = results.environment();
    line("# Whole servers");
    line("");
    line("Mode `%s`, %s, commit %s.", results.mode(), here.at(), here.commit());
    line("%s; flags `%s`.", here.jdk(), String.join(" ", here.flags()));
    line("%s, %d processors; %s; %s.", here.cpu(), here.processors(), here.kernel(), here.wrk());
    line("Bounds in brackets are those of an interval of 95 %%.");
    if (!results.rounds().isEmpty()) {
      counts();
    }
    results.failures().forEach(failure -> line("**Not measured:** %s", failure));
  }

  private void counts() {
    line("");
    long requests = results.rounds().stream().mapToLong(round -> round.load().requests()).sum();
    List<Round> counted =
        results.rounds().stream().filter(round -> round.counted() != null).toList();
    long exact = counted.stream().filter(Round::exact).count();
    line("%,d requests in %,d rounds.", requests, results.rounds().size());
    line(
        "Lapwing's count was the load's in %d of %d rounds (but for at most %d requests under way"
            + " when wrk left, which it does not count).",
        exact, counted.size(), Wrk.CONNECTIONS);
  }

  private void targets() {
    line("");
    line("## Targets");
    line("");
    line("| framework | what | measured | target | |");
    line("|---|---|---|---|---|");
    for (Target target : results.targets()) {
      line(
          "| %s | %s | %s | %s | %s |",
          target.framework(),
          target.what(),
          interval(target.measured()),
          target.limit(),
          target.verdict().name().toLowerCase(Locale.ROOT));
    }
    line("");
    line(
        "*met*: the whole interval is within the target; *missed*: beyond it; *open*: on both"
            + " sides.");
  }

  private void loads(ServerModule module, Service service) {
    List<Round> rounds =
        results.rounds().stream()
            .filter(round -> round.framework().equals(module.name()))
            .filter(round -> round.service() == service)
            .toList();
    if (rounds.isEmpty()) {
      return;
    }
    Comparison comparison = new Comparison(rounds);
    long forks = rounds.stream().mapToInt(Round::fork).distinct().count();
    line("");
    line("## %s, %s service", module.name(), service.name().toLowerCase(Locale.ROOT));
    line("");
    line(
        "%d forks, %d rounds of %d s each. %s.",
        forks,
        results.plan().rounds(),
        results.plan().roundSeconds(),
        String.join(", ", results.versions().getOrDefault(module.name(), List.of())));
    line("");
    line(
        "| variant | requests/s | x bare | p99, us | added | CPU, us a request | added"
            + " | bytes a request | added | RSS, MB | heap, MB |");
    line("|---|---|---|---|---|---|---|---|---|---|---|");
    for (String variant : module.variants()) {
      boolean bare = variant.equals(BARE);
      line(
          "| %s | %,.0f | %s | %s | %s | %s | %s | %s | %s | %.0f | %.1f |",
          variant,
          comparison.mean(variant, Round::requestsPerSecond).value(),
          bare ? "1" : interval(comparison.ratio(variant, BARE, Round::requestsPerSecond)),
          number(comparison.mean(variant, Round::p99Micros).value()),
          bare ? "" : interval(comparison.difference(variant, BARE, Round::p99Micros)),
          number(comparison.mean(variant, Round::cpuMicrosPerRequest).value()),
          bare ? "" : interval(comparison.difference(variant, BARE, Round::cpuMicrosPerRequest)),
          number(comparison.mean(variant, Round::bytesPerRequest).value()),
          bare ? "" : interval(comparison.difference(variant, BARE, Round::bytesPerRequest)),
          memory(module, service, variant, true),
          memory(module, service, variant, false));
    }
  }

  private double memory(ServerModule module, Service service, String variant, boolean resident) {
    return results.forks().stream()
            .filter(fork -> fork.framework().equals(module.name()) && fork.service() == service)
            .filter(fork -> fork.variant().equals(variant))
            .collect(
                Collectors.averagingLong(
                    fork -> resident ? fork.residentBytes() : fork.heapUsedBytes()))
        / MEBIBYTE;
  }

  private void starts(List<ServerModule> modules) {
    line("");
    line("## Start-up");
    line("");
    line(
        "Medians, in milliseconds from the start of the process; added: the median of the"
            + " differences to the bare server of the same turn.");
    line("");
    line("| framework | variant | starts | ready | added | first answer | added |");
    line("|---|---|---|---|---|---|---|");
    List<Start> starts = results.starts();
    for (ServerModule module : modules) {
      if (starts.stream().noneMatch(start -> start.framework().equals(module.name()))) {
        continue;
      }
      for (String variant : module.variants()) {
        boolean bare = variant.equals(BARE);
        String name = module.name();
        Estimate ready = StartUp.median(starts, name, variant, Start::readyMillis);
        Estimate answer = StartUp.median(starts, name, variant, Start::answerMillis);
        line(
            "| %s | %s | %d | %.0f | %s | %.0f | %s |",
            name,
            variant,
            ready.samples(),
            ready.value(),
            bare ? "" : interval(StartUp.added(starts, name, variant, Start::readyMillis)),
            answer.value(),
            bare ? "" : interval(StartUp.added(starts, name, variant, Start::answerMillis)));
      }
    }
  }

  private static String interval(Estimate estimate) {
    return "%s (%s to %s)"
        .formatted(number(estimate.value()), number(estimate.low()), number(estimate.high()));
  }

  /** Three or four digits that count. */
  private static String number(double value) {
    double size = Math.abs(value);
    return String.format(
        Locale.ROOT,
        size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 2 ? "%.2f" : "%.3f",
        value);
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
