// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.orders;

import java.sql.SQLException;

/** A statement that the database did not carry out. */
public final class DatabaseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DatabaseException(String operation, SQLException cause) {
    super(operation + " failed: " + cause.getMessage(), cause);
  }
}
