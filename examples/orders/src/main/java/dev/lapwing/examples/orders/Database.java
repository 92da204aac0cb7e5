// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.orders;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
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
  private final Tracker tracker;

  private Database(Connection keeper, HikariDataSource pool, Tracker tracker) {
    this.keeper = keeper;
    this.pool = pool;
    this.tracker = tracker;
  }

  static Database open(Tracker tracker) {
    HikariConfig config = new HikariConfig();
    // A name of its own, so that several services in one JVM do not share their orders; and closed
    // by us alone, for requests still use it while the JVM shuts down.
    config.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_ON_EXIT=FALSE");
    config.setMaximumPoolSize(CONNECTIONS);
    config.setConnectionTimeout(5_000);
    config.setPoolName("orders");
    try {
      Connection keeper = DriverManager.getConnection(config.getJdbcUrl());
      return new Database(keeper, new HikariDataSource(config), tracker);
    } catch (SQLException e) {
      throw new DatabaseException("database.open", e);
    }
  }

  /** Runs statements that commit one by one. */
  <T> T with(Function<Session, T> work) {
    try (Connection connection = connect()) {
      return work.apply(new Session(connection, tracker));
    } catch (SQLException e) {
      throw new DatabaseException("database.connect", e);
    }
  }

  /** Runs statements that commit one by one and that the monitor does not see. */
  void prepare(Consumer<Session> work) {
    try (Connection connection = pool.getConnection()) {
      work.accept(new Session(connection, Tracker.NONE));
    } catch (SQLException e) {
      throw new DatabaseException("database.prepare", e);
    }
  }

  /** Runs statements that are kept all together, or not at all when something is thrown. */
  <T> T inTransaction(Function<Session, T> work) {
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      try {
        T result = work.apply(new Session(connection, tracker));
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
    try {
      return tracker.track("database.connect", pool::getConnection, Map.of("pool", "orders"));
    } catch (SQLException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
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
