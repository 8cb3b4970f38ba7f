package org.wasl.border.store;

import java.security.SecureRandom;
import javax.sql.DataSource;
import org.wasl.border.keeping.Stores;

/// A node's stores on PostgreSQL (15 or newer), schema `border` and `border_keys`.
public final class PostgresStores {
  private PostgresStores() {}

  /// @param random for the keys of bodies
  public static Stores make(DataSource source, SecureRandom random) {
    return make(new PostgresTransactions(source), random);
  }

  public static Stores make(PostgresTransactions transactions, SecureRandom random) {
    BodyCipher cipher = new BodyCipher(random);
    PostgresPackets packets = new PostgresPackets(transactions, cipher);
    PostgresLogs logs = new PostgresLogs(transactions, packets);
    return new Stores(
        transactions,
        logs,
        new PostgresOutbox(transactions, packets, logs::id),
        new PostgresStaging(transactions, cipher),
        new PostgresLink(transactions),
        new PostgresProposals(transactions));
  }
}
