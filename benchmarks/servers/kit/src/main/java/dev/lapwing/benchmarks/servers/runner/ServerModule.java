// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.runner;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The module of one framework's servers: a folder with {@code server.properties}, its jar in {@code
 * target} and what that needs in {@code target/lib}. The properties are
 *
 * <ul>
 *   <li>{@code main}: the class that calls {@code BenchServer.run};
 *   <li>{@code variants}: their names, {@code bare} and {@code lapwing} first, then the peers;
 *   <li>{@code only.VARIANT}: patterns of jars that no other variant has on its class path;
 *   <li>{@code versions}: the artifacts whose versions a report names.
 * </ul>
 */
public final class ServerModule {

  /** The variant that nothing measures. */
  public static final String BARE = "bare";

  /** The variant that Lapwing measures. */
  public static final String LAPWING = "lapwing";

  private static final String FILE = "server.properties";

  private final Path directory;
  private final Properties properties = new Properties();

  private ServerModule(Path directory) throws IOException {
    this.directory = directory.toAbsolutePath().normalize();
    try (InputStream in = Files.newInputStream(this.directory.resolve(FILE))) {
      properties.load(in);
    }
  }

  /** Reads the module in a folder. */
  public static ServerModule in(Path directory) {
    try {
      return new ServerModule(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Finds all modules below a folder, by name. */
  static List<ServerModule> below(Path directory) throws IOException {
    try (Stream<Path> children = Files.list(directory)) {
      return children
          .filter(child -> Files.exists(child.resolve(FILE)))
          .sorted()
          .map(ServerModule::in)
          .toList();
    }
  }

  String name() {
    return directory.getFileName().toString();
  }

  String main() {
    return property("main");
  }

  /** The variants, {@code bare} first. */
  public List<String> variants() {
    return list("variants");
  }

  /** What Lapwing is compared with on this framework. */
  List<String> peers() {
    return variants().stream()
        .filter(variant -> !variant.equals(BARE) && !variant.equals(LAPWING))
        .toList();
  }

  /** The jars of a variant, this module's own first. */
  String classPath(String variant) throws IOException {
    List<Path> jars = jars("target");
    if (jars.isEmpty()) {
      throw new IOException(directory + " is not built: there is no jar in target");
    }
    List<Path> path = new ArrayList<>(jars);
    for (Path jar : jars("target/lib")) {
      if (has(variant, jar)) {
        path.add(jar);
      }
    }
    return String.join(File.pathSeparator, path.stream().map(Path::toString).toList());
  }

  /** The names of the jars that {@code versions} asks for, with their versions. */
  List<String> versions() throws IOException {
    List<String> artifacts = list("versions");
    return jars("target/lib").stream()
        .map(jar -> jar.getFileName().toString().replaceFirst("\\.jar$", ""))
        .filter(jar -> artifacts.stream().anyMatch(name -> jar.matches(name + "-[0-9].*")))
        .toList();
  }

  private boolean has(String variant, Path jar) {
    List<String> owners =
        variants().stream().filter(other -> matches(jar, list("only." + other))).toList();
    return owners.isEmpty() || owners.contains(variant);
  }

  private static boolean matches(Path jar, List<String> patterns) {
    return patterns.stream()
        .map(pattern -> FileSystems.getDefault().getPathMatcher("glob:" + pattern))
        .anyMatch(matcher -> matcher.matches(jar.getFileName()));
  }

  private List<Path> jars(String folder) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private String property(String key) {
    String value = properties.getProperty(key);
    if (value == null) {
      throw new IllegalArgumentException(directory.resolve(FILE) + " has no " + key);
    }
    return value;
  }

  private List<String> list(String key) {
    String value = properties.getProperty(key, "").strip();
    return value.isEmpty() ? List.of() : List.of(value.split("\\s*,\\s*"));
  }
}
