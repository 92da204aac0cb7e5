// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.micronaut.contract;

import dev.lapwing.testkit.ContractRoutes;
import java.io.InputStream;

/** The body of {@link ContractRoutes#BIG}, made as it is read. */
final class Blocks extends InputStream {
  private int left = ContractRoutes.BIG_LENGTH;

  @Override
  public int read() {
    if (left == 0) {
      return -1;
    }
    left--;
    return 0;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (left == 0) {
      return -1;
    }
    int count = Math.min(left, Math.min(length, ContractRoutes.BLOCK_LENGTH));
    left -= count;
    return count;
  }
}
