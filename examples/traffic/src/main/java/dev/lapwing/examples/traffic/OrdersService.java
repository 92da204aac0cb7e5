// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.traffic;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.examples.orders.Shop;
import java.net.URI;
import java.util.List;

/**
 * An orders service that runs in this process, with a monitor and a shop of its own.
 *
 * @param name of what serves it, for tables
 * @param base where it listens on this machine
 * @param parts what is to be closed with it, in this order
 */
public record OrdersService(
    String name, URI base, PerformanceMonitor monitor, Shop shop, List<AutoCloseable> parts)
    implements AutoCloseable {

  /** What starts an orders service. */
  @FunctionalInterface
  public interface Starter {

    /**
     * Starts a service that is ready to be asked.
     *
     * @param port of 127.0.0.1; 0 for any free one
     * @throws java.net.BindException when the port is in use, with a sentence that says so
     */
    OrdersService start(int port) throws Exception;
  }

  /** Returns the address of the service's stats. */
  public URI stats() {
    return base.resolve(monitor.http().endpoint().basePath());
  }

  /** Closes all parts, also when one of them fails. */
  @Override
  public void close() {
    closeAll(parts);
  }

  /**
   * Closes all of them, also when one fails.
   *
   * @throws IllegalStateException when one or more have failed
   */
  static void closeAll(List<? extends AutoCloseable> parts) {
    IllegalStateException failures = null;
    for (AutoCloseable part : parts) {
      try {
        part.close();
      } catch (Exception e) {
        if (failures == null) {
          failures = new IllegalStateException("not everything could be closed");
        }
        failures.addSuppressed(e);
      }
    }
    if (failures != null) {
      throw failures;
    }
  }
}
