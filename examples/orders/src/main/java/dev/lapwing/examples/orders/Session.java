// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.orders;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.TrackedCall;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements on one connection, each tracked under its name as an internal operation. */
final class Session {

  @FunctionalInterface
  interface RowMapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  private final Connection connection;
  private final PerformanceMonitor monitor;

  Session(Connection connection, PerformanceMonitor monitor) {
    this.connection = connection;
    this.monitor = monitor;
  }

  <T> List<T> list(Query query, RowMapper<T> mapper, Object... arguments) {
    return tracked(
        query,
        () -> {
          try (PreparedStatement statement = prepare(query, arguments);
              ResultSet rows = statement.executeQuery()) {
            List<T> result = new ArrayList<>();
            while (rows.next()) {
              result.add(mapper.map(rows));
            }
            return result;
          }
        });
  }

  <T> @Nullable T first(Query query, RowMapper<T> mapper, Object... arguments) {
    List<T> rows = list(query, mapper, arguments);
    return rows.isEmpty() ? null : rows.get(0);
  }

  /** Returns how many rows were changed. */
  int update(Query query, Object... arguments) {
    return tracked(
        query,
        () -> {
          try (PreparedStatement statement = prepare(query, arguments)) {
            return statement.executeUpdate();
          }
        });
  }

  /** Returns the identity of the new row. */
  long insert(Query query, Object... arguments) {
    return tracked(
        query,
        () -> {
          try (PreparedStatement statement = prepare(query, arguments)) {
            statement.executeUpdate();
            try (ResultSet keys = statement.getGeneratedKeys()) {
              keys.next();
              return keys.getLong(1);
            }
          }
        });
  }

  /** Runs one statement for many rows. */
  void batch(Query query, List<Object[]> rows) {
    tracked(
        query,
        () -> {
          try (PreparedStatement statement = connection.prepareStatement(query.sql())) {
            for (Object[] row : rows) {
              bind(statement, row);
              statement.addBatch();
            }
            return statement.executeBatch();
          }
        });
  }

  private PreparedStatement prepare(Query query, Object... arguments) throws SQLException {
    PreparedStatement statement =
        connection.prepareStatement(query.sql(), Statement.RETURN_GENERATED_KEYS);
    bind(statement, arguments);
    return statement;
  }

  private static void bind(PreparedStatement statement, Object... arguments) throws SQLException {
    for (int i = 0; i < arguments.length; i++) {
      statement.setObject(i + 1, arguments[i]);
    }
  }

  private <T> T tracked(Query query, TrackedCall<T, SQLException> work) {
    try {
      return monitor.trackOperation(query.operation(), work, query.metadata());
    } catch (SQLException e) {
      throw new DatabaseException(query.operation(), e);
    }
  }
}
