// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.traffic;

import java.util.List;

/**
 * What a demo can be told on its command line, as {@code --name=value}.
 *
 * @param port where the service listens, 0 for any free port
 * @param rate requests to send in a second, to all services together
 * @param seconds how long to send
 */
public record DemoOptions(int port, int rate, int seconds) {

  public static final DemoOptions DEFAULT = new DemoOptions(8080, 100, 60);

  private static final List<String> NAMES = List.of("port", "rate", "seconds");

  public DemoOptions {
    check("port", port, 0, 65_535);
    check("rate", rate, 1, 2_000);
    check("seconds", seconds, 1, 3_600);
  }

  /**
   * Reads the command line; what it leaves out has its default.
   *
   * @throws IllegalArgumentException with a sentence for the person who typed it
   */
  public static DemoOptions parse(String... arguments) {
    int[] values = {DEFAULT.port, DEFAULT.rate, DEFAULT.seconds};
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      int option =
          equals > 2 && argument.startsWith("--")
              ? NAMES.indexOf(argument.substring(2, equals))
              : -1;
      if (option < 0) {
        throw new IllegalArgumentException(
            "unknown option " + Text.plain(argument) + ": allowed are " + usage());
      }
      values[option] = number(NAMES.get(option), argument.substring(equals + 1));
    }
    return new DemoOptions(values[0], values[1], values[2]);
  }

  /**
   * Returns where a service listens that is not the only one: they take one port after the other.
   *
   * @param service 0 for the first
   * @throws IllegalArgumentException when there is no such port
   */
  int port(int service) {
    if (port == 0) {
      return 0;
    }
    check("port", port, 0, 65_535 - service);
    return port + service;
  }

  private static String usage() {
    return String.join(", ", NAMES.stream().map(name -> "--" + name + "=N").toList());
  }

  private static int number(String name, String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          name + " is " + Text.plain(value) + ": it must be a whole number", e);
    }
  }

  private static void check(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " is " + value + ": allowed is " + least + " to " + most);
    }
  }
}
