// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.tomcat;

import dev.lapwing.servlet.LapwingInitializer;
import java.util.Set;
import org.apache.catalina.Context;

/** Lapwing as it comes. */
final class WithLapwing {

  private WithLapwing() {}

  static void measure(Context context) {
    context.addServletContainerInitializer(new LapwingInitializer(), Set.of());
  }
}
