// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet.contract;

import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;

/** Speaks no protocol at all. */
public final class ClosingUpgrade implements HttpUpgradeHandler {
  @Override
  public void init(WebConnection connection) {
    try {
      connection.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void destroy() {}
}
