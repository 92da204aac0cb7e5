// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.traffic;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Runs a main class in a JVM of its own, with the class path of this one, and stays until that has
 * ended.
 *
 * <p>The build tool calls this inside itself. So the demo has its own heap, and its numbers are of
 * nothing else; and on Ctrl-C the build tool waits for the summary. When it starts the other JVM by
 * its own means, it is gone at once, and the summary comes after the shell's next prompt.
 */
public final class Fork {

  private static final long GOODBYE_SECONDS = 30;

  private Fork() {}

  /**
   * Runs it.
   *
   * @param arguments options of the JVM, the main class, and its arguments
   */
  public static void main(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(classPath());
    command.addAll(List.of(arguments));
    Process child = new ProcessBuilder(command).inheritIO().start();
    CountDownLatch ending = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(child, ending), "goodbye"));
    int code = child.waitFor();
    if (ending.getCount() == 0) {
      // This JVM is on its way out, and what it would say now is no news to who pressed Ctrl-C.
      new CountDownLatch(1).await();
    }
    if (code != 0) {
      // It has said why, and that stays the last word; a trace of this JVM would only bury it.
      System.exit(code);
    }
  }

  private static void end(Process child, CountDownLatch ending) {
    ending.countDown();
    try {
      if (child.supportsNormalTermination()) {
        child.destroy();
      }
      if (!child.waitFor(GOODBYE_SECONDS, TimeUnit.SECONDS)) {
        child.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String classPath() throws URISyntaxException {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    if (!(loader instanceof URLClassLoader urls) || urls.getURLs().length == 0) {
      return System.getProperty("java.class.path");
    }
    List<String> files = new ArrayList<>();
    for (URL url : urls.getURLs()) {
      files.add(Path.of(url.toURI()).toString());
    }
    return String.join(File.pathSeparator, files);
  }
}
