// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.tomcat;

import net.bull.javamelody.MonitoringFilter;
import net.bull.javamelody.SessionListener;
import org.apache.catalina.Context;

/** JavaMelody as its web fragment declares it; only that it must not ask the internet for news. */
final class WithJavaMelody {

  private WithJavaMelody() {}

  static void measure(Context context) {
    System.setProperty("javamelody.update-check-disabled", "true");
    context.addApplicationListener(SessionListener.class.getName());
    Filters.add(context, MonitoringFilter.class);
  }
}
