// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet.contract;

import dev.lapwing.servlet.containers.Containers;
import io.undertow.Version;

/** Undertow under the contract. */
class UndertowContractTest extends ContainedContract {
  UndertowContractTest() {
    super(Containers.UNDERTOW);
  }

  @Override
  protected String serverName() {
    return "undertow";
  }

  @Override
  protected String serverVersion() {
    return Version.getVersionString();
  }
}
