// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet.containers;

import java.util.function.Function;

/** The containers that the adapter is tested on; each needs only its own classes. */
public enum Containers {
  TOMCAT(app -> new TomcatContainer(app)),
  JETTY_EE11(app -> new JettyEe11Container(app)),
  JETTY_EE10(app -> new JettyEe10Container(app)),
  UNDERTOW(app -> new UndertowContainer(app));

  private final Function<WebApp, Container> starter;

  Containers(Function<WebApp, Container> starter) {
    this.starter = starter;
  }

  /**
   * Starts it on a free port of 127.0.0.1.
   *
   * @throws IllegalStateException if the application does not start; what it threw is the cause
   */
  public Container start(WebApp app) {
    return starter.apply(app);
  }
}
