package org.wasl.border.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.wasl.border.Transactions;

/// Units of work on PostgreSQL, READ COMMITTED. Stores built on the same data source join the unit
/// through [JdbcClient] or [#connection()].
public final class PostgresTransactions implements Transactions {
  private final DataSource source;
  private final TransactionTemplate template;

  public PostgresTransactions(DataSource source) {
    this.source = source;
    this.template = new TransactionTemplate(new JdbcTransactionManager(source));
  }

  /// Statements that join the open unit, or stand alone.
  public JdbcClient sql() {
    return JdbcClient.create(source);
  }

  /// The connection of the open unit, for COPY and batches; not to be closed.
  ///
  /// @throws IllegalStateException when no unit is open
  public Connection connection() {
    if (!isOpen()) {
      throw new IllegalStateException("no transaction is open");
    }
    return DataSourceUtils.getConnection(source);
  }

  /// An array of the open unit's connection, for statements of many rows.
  Array array(String type, @Nullable Object[] values) throws SQLException {
    return connection().createArrayOf(type, values);
  }

  @Override
  @SuppressWarnings("NullAway") // TransactionTemplate hands back what the work returned
  public <T> T within(Supplier<T> work) {
    return template.execute(_ -> work.get());
  }

  @Override
  public void afterCommit(Runnable work) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      work.run();
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            work.run();
          }
        });
  }

  @Override
  public boolean isOpen() {
    return TransactionSynchronizationManager.isActualTransactionActive();
  }
}
