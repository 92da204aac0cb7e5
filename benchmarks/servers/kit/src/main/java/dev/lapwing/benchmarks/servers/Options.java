// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers;

import java.util.Locale;

/**
 * What a server was started for.
 *
 * @param variant {@code bare}, {@code lapwing}, or the name of a peer
 */
public record Options(Service service, String variant) {

  /** Reads {@code --service=trivial|realistic --variant=NAME}; both are needed. */
  static Options parse(String... args) {
    Service service = null;
    String variant = null;
    for (String arg : args) {
      String value = arg.substring(arg.indexOf('=') + 1);
      if (arg.startsWith("--service=")) {
        service = Service.valueOf(value.toUpperCase(Locale.ROOT));
      } else if (arg.startsWith("--variant=")) {
        variant = value;
      } else {
        throw new IllegalArgumentException("unknown argument " + arg);
      }
    }
    if (service == null || variant == null) {
      throw new IllegalArgumentException(
          "--service=trivial|realistic and --variant=NAME are needed");
    }
    return new Options(service, variant);
  }
}
