// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.traffic;

import java.io.Console;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The place where table, log and summary are printed, one after the other and never mixed. On a
 * terminal the table stays at the bottom and is painted anew; lines of the log go above it.
 * Elsewhere everything is printed below what was there. Threadsafe.
 */
public final class Screen {

  private static final int LOG_LINES = 6;

  private final PrintStream out;
  private final boolean terminal;
  private final boolean plainUnits;
  private final Deque<String> log = new ArrayDeque<>();
  private int unseen;
  private int painted;

  Screen(PrintStream out, boolean terminal, boolean plainUnits) {
    this.out = out;
    this.terminal = terminal;
    this.plainUnits = plainUnits;
  }

  /** The console of this process, painted only where a person sits in front of it. */
  public static Screen ofProcess() {
    return new Screen(System.out, isTerminal(), !encodesUnits());
  }

  // The missing null of Java 22 and later is what the second half looks after.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    Console console = System.console();
    String term = System.getenv("TERM");
    if (console == null || System.getenv("CI") != null || term == null || term.equals("dumb")) {
      return false;
    }
    try {
      // Since Java 22 there is a console without a terminal too; before, there is no such method.
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  /** A file or the like, in UTF-8. */
  public static Screen plain(PrintStream out) {
    return new Screen(out, false, false);
  }

  private static boolean encodesUnits() {
    String name = System.getProperty("stdout.encoding", System.getProperty("native.encoding"));
    return charset(name).newEncoder().canEncode('µ');
  }

  private static Charset charset(@Nullable String name) {
    try {
      return name == null ? Charset.defaultCharset() : Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Charset.defaultCharset();
    }
  }

  /** Adds a line of the log; on a terminal only the last few until the table is painted again. */
  public synchronized void log(String line) {
    if (!terminal) {
      out.println(readable(Text.plain(line)));
      return;
    }
    log.addLast(Text.plain(line));
    if (log.size() > LOG_LINES) {
      log.removeFirst();
      unseen++;
    }
  }

  /** Shows a table in the place of the last one. */
  synchronized void show(List<String> table) {
    StringBuilder text = new StringBuilder();
    if (terminal && painted > 0) {
      text.append("\033[").append(painted).append("F\033[J");
    }
    flushLog(text);
    // Long lines are cut instead of wrapped, else the next table would not find its place.
    text.append(terminal ? "\033[?7l" : "");
    text.append('\n');
    table.forEach(line -> text.append(line).append('\n'));
    text.append(terminal ? "\033[?7h" : "");
    out.print(readable(text.toString()));
    out.flush();
    painted = table.size() + 1;
  }

  /** Prints lines that stay. */
  public synchronized void print(List<String> lines) {
    StringBuilder text = new StringBuilder();
    flushLog(text);
    lines.forEach(line -> text.append(line).append('\n'));
    out.print(readable(text.toString()));
    out.flush();
    painted = 0;
  }

  private void flushLog(StringBuilder text) {
    if (unseen > 0) {
      text.append("(").append(unseen).append(" more lines of the log)\n");
      unseen = 0;
    }
    log.forEach(line -> text.append(line).append('\n'));
    log.clear();
  }

  private String readable(String text) {
    return plainUnits ? text.replace('µ', 'u') : text;
  }
}
