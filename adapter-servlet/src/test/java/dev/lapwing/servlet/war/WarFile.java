// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet.war;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Builds a .war file, as a build tool does. */
final class WarFile implements AutoCloseable {
  private final ZipOutputStream war;

  WarFile(Path file) throws IOException {
    war = new ZipOutputStream(Files.newOutputStream(file));
  }

  WarFile text(String entry, String text) throws IOException {
    add(war, entry, text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Adds one class of the application. */
  WarFile classFile(Class<?> type) throws IOException {
    return classFile(type, type.getName());
  }

  /** Adds a class under the name of another. */
  WarFile classFile(Class<?> type, String name) throws IOException {
    try (InputStream bytes = type.getResourceAsStream(type.getSimpleName() + ".class")) {
      add(war, "WEB-INF/classes/" + name.replace('.', '/') + ".class", bytes.readAllBytes());
    }
    return this;
  }

  /** Adds the library that a class is from, be it a jar or the output of a build. */
  WarFile library(Class<?> member) throws IOException {
    Path origin;
    try {
      origin = Path.of(member.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    war.putNextEntry(new ZipEntry("WEB-INF/lib/" + member.getSimpleName() + ".jar"));
    if (Files.isRegularFile(origin)) {
      Files.copy(origin, war);
    } else {
      writeJar(origin, war);
    }
    war.closeEntry();
    return this;
  }

  private static void writeJar(Path classes, OutputStream target) throws IOException {
    ZipOutputStream jar = new ZipOutputStream(target);
    try (Stream<Path> files = Files.walk(classes)) {
      files
          .filter(Files::isRegularFile)
          .forEach(
              file -> {
                try {
                  String entry = classes.relativize(file).toString().replace('\\', '/');
                  add(jar, entry, Files.readAllBytes(file));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
    jar.finish();
  }

  private static void add(ZipOutputStream zip, String entry, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(entry));
    zip.write(bytes);
    zip.closeEntry();
  }

  @Override
  public void close() throws IOException {
    war.close();
  }
}
