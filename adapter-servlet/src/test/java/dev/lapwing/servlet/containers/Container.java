// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet.containers;

/** A container that runs one application. */
public interface Container extends AutoCloseable {
  /** Returns the port of 127.0.0.1 that it listens on. */
  int port();

  /** Stops the application, and the container. */
  @Override
  void close();
}
