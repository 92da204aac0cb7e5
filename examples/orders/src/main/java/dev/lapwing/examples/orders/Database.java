// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.orders;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.lapwing.PerformanceMonitor;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/** An H2 database in memory behind a pool of ten connections. */
final class Database implements AutoCloseable {

  private static final int CONNECTIONS = 10;

  // H2 forgets a database in memory with its last connection; the pool's come and go.
  private final Connection keeper;
  private final HikariDataSource pool;
  private final PerformanceMonitor monitor;

  private Database(Connection keeper, HikariDataSource pool, PerformanceMonitor monitor) {
    this.keeper = keeper;
    this.pool = pool;
    this.monitor = monitor;
  }

  static Database open(PerformanceMonitor monitor) {
    HikariConfig config = new HikariConfig();
    // A name of its own, so that several services in one JVM do not share their orders; and closed
    // by us alone, for requests still use it while the JVM shuts down.
    config.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_ON_EXIT=FALSE");
    config.setMaximumPoolSize(CONNECTIONS);
    config.setConnectionTimeout(5_000);
    config.setPoolName("orders");
    try {
      Connection keeper = DriverManager.getConnection(config.getJdbcUrl());
      return new Database(keeper, new HikariDataSource(config), monitor);
    } catch (SQLException e) {
      throw new DatabaseException("database.open", e);
    }
  }

  /** Runs statements that commit one by one. */
  <T> T with(Function<Session, T> work) {
    try (Connection connection = connect()) {
      return work.apply(new Session(connection, monitor));
    } catch (SQLException e) {
      throw new DatabaseException("database.connect", e);
    }
  }

  /** Runs statements that are no work of the service, so that the monitor is not told of them. */
  void prepare(Consumer<Session> work) {
    try (Connection connection = pool.getConnection();
        PerformanceMonitor off = PerformanceMonitor.builder().enabled(false).build()) {
      work.accept(new Session(connection, off));
    } catch (SQLException e) {
      throw new DatabaseException("database.prepare", e);
    }
  }

  /** Runs statements that are kept all together, or not at all when something is thrown. */
  <T> T inTransaction(Function<Session, T> work) {
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      try {
        T result = work.apply(new Session(connection, monitor));
        connection.commit();
        return result;
      } catch (Throwable e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw new DatabaseException("database.transaction", e);
    }
  }

  // The wait for a connection has its own name: a small pool shows there and not in the queries.
  private Connection connect() throws SQLException {
    return monitor.trackOperation(
        "database.connect", () -> pool.getConnection(), Map.of("pool", "orders"));
  }

  @Override
  public void close() {
    pool.close();
    try {
      keeper.close();
    } catch (SQLException e) {
      throw new DatabaseException("database.close", e);
    }
  }
}
