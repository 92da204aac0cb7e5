// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.endurance;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a run is told on its command line, as {@code --name=value}.
 *
 * @param minutes how long to send requests
 * @param rate requests to send in a second, to all servers together
 * @param heap the most heap that the servers together may have, in megabytes
 * @param classPath of the showcase
 * @param output the folder of the results
 */
record Options(int minutes, int rate, int heap, String classPath, Path output) {

  Options {
    // The fit needs some samples, one a minute, of which it leaves out the first third.
    check("minutes", minutes, 10, 60);
    check("rate", rate, 1, 1_000);
    check("heap", heap, 32, 4_096);
  }

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException with a sentence for the person who typed it
   */
  static Options parse(String... arguments) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("minutes", "30");
    values.put("rate", "150");
    values.put("heap", "128");
    values.put("class-path", "");
    values.put("output", "benchmarks/results");
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      String name =
          argument.startsWith("--") && equals > 0 ? argument.substring(2, equals) : argument;
      if (values.replace(name, argument.substring(equals + 1)) == null) {
        throw new IllegalArgumentException(
            "unknown option " + argument + ": allowed are --NAME=VALUE with " + values.keySet());
      }
    }
    return new Options(
        number(values, "minutes"),
        number(values, "rate"),
        number(values, "heap"),
        values.getOrDefault("class-path", ""),
        Path.of(values.getOrDefault("output", "")));
  }

  private static int number(Map<String, String> values, String name) {
    String value = values.getOrDefault(name, "");
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          name + " is '" + value + "': it must be a whole number", e);
    }
  }

  private static void check(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " is " + value + ": allowed is " + least + " to " + most);
    }
  }
}
