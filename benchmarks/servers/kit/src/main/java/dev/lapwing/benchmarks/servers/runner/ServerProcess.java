// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.runner;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lapwing.benchmarks.servers.Service;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A measured server in a JVM of its own. Not thread-safe. */
public final class ServerProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ENDED = "(the process has ended)";
  private static final String READY = "READY ";

  // One size from the start, so that variants do not differ by how the heap happened to grow.
  private static final List<String> FLAGS =
      List.of("-Xms512m", "-Xmx512m", "-XX:+UseG1GC", "-Dshop.orders=5000");

  private final Process process;
  private final PrintWriter commands;
  private final BlockingQueue<String> replies = new LinkedBlockingQueue<>();
  private final Path log;
  private final int port;
  private final long startNanos;
  private final long readyNanos;

  /** What a server has used since it started. */
  public record Counters(long cpuNanos, long allocatedBytes) {}

  private ServerProcess(List<String> command, Path log) throws IOException {
    this.log = log;
    startNanos = System.nanoTime();
    process = new ProcessBuilder(command).redirectError(log.toFile()).start();
    commands = new PrintWriter(process.getOutputStream(), true, UTF_8);
    Thread reader = new Thread(this::read, "replies");
    reader.setDaemon(true);
    reader.start();
    try {
      port = Integer.parseInt(reply(READY).substring(READY.length()));
    } catch (Throwable e) {
      process.destroyForcibly();
      throw e;
    }
    readyNanos = nanosSinceStart();
  }

  /**
   * Starts a server, and returns when it is ready.
   *
   * @param logs the folder for what it writes to its standard error
   */
  public static ServerProcess start(ServerModule module, Service service, String variant, Path logs)
      throws IOException {
    String kind = service.name().toLowerCase(Locale.ROOT);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.addAll(List.of("-cp", module.classPath(variant), module.main()));
    command.addAll(List.of("--service=" + kind, "--variant=" + variant));
    Files.createDirectories(logs);
    Path log = logs.resolve(module.name() + "-" + kind + "-" + variant + ".log");
    return new ServerProcess(command, log);
  }

  /** The flags that every server runs with. */
  static List<String> flags() {
    return FLAGS;
  }

  /** An address of the server. */
  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** The time from its start as a process until it was ready. */
  long readyNanos() {
    return readyNanos;
  }

  /** The time since its start as a process. */
  long nanosSinceStart() {
    return System.nanoTime() - startNanos;
  }

  /** What the server has used until now. */
  public Counters counters() throws IOException {
    JsonNode counters = ask("counters");
    return new Counters(
        counters.get("cpuNanos").longValue(), counters.get("allocatedBytes").longValue());
  }

  /** What lives on the server's heap, after a collection for the purpose. */
  long heapUsedBytes() throws IOException {
    return ask("heap").get("heapUsedBytes").longValue();
  }

  /** The memory of the process that is in RAM. */
  long residentBytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    throw new IOException("the kernel does not tell VmRSS of " + process.pid());
  }

  private JsonNode ask(String command) throws IOException {
    commands.println(command);
    return JsonMapper.shared().readTree(reply("{"));
  }

  private String reply(String start) throws IOException {
    try {
      String line = replies.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (line == null || !line.startsWith(start)) {
        throw new IOException("no reply from the server but " + line + "; it wrote to " + log);
      }
      return line;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a server was to reply", e);
    }
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      lines.lines().forEach(replies::add);
    } catch (IOException e) {
      replies.add(e.toString());
    }
    replies.add(ENDED);
  }

  /** Tells the server to stop, and ends it when it does not within some seconds. */
  @Override
  public void close() {
    commands.println("stop");
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
