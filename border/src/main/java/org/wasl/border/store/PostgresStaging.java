package org.wasl.border.store;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.wasl.border.keeping.StagingStore;

/// Staged bodies on PostgreSQL, each part sealed under the body's own key like the bodies of
/// entries.
final class PostgresStaging implements StagingStore {
  private final PostgresTransactions transactions;
  private final JdbcClient sql;
  private final BodyCipher cipher;

  PostgresStaging(PostgresTransactions transactions, BodyCipher cipher) {
    this.transactions = transactions;
    this.sql = transactions.sql();
    this.cipher = cipher;
  }

  @Override
  public long received(String peer, String commitment) {
    return sql.sql("select received from border.staged where peer = ? and commitment = ?")
        .params(peer, commitment)
        .query(Long.class)
        .optional()
        .orElse(0L);
  }

  @Override
  public long bytes(String peer) {
    return sql.sql("select coalesce(sum(received), 0)::bigint from border.staged where peer = ?")
        .param(peer)
        .query(Long.class)
        .single();
  }

  @Override
  public int bodies(String peer) {
    return sql.sql("select count(*)::int from border.staged where peer = ?")
        .param(peer)
        .query(Integer.class)
        .single();
  }

  @Override
  public boolean add(String peer, String commitment, long offset, byte[] part, Instant at) {
    return transactions.within(() -> {
      if (offset == 0) {
        begin(peer, commitment, at);
      }
      int moved =
          sql.sql(
                  "update border.staged set received = received + ?"
                      + " where peer = ? and commitment = ? and received = ?")
              .params(part.length, peer, commitment, offset)
              .update();
      if (moved == 1) {
        sql.sql(
                "insert into border.staged_part (peer, commitment, start, sealed)"
                    + " values (?, ?, ?, ?)")
            .params(peer, commitment, offset, cipher.sealPart(key(peer, commitment), part))
            .update();
      }
      return moved == 1;
    });
  }

  private void begin(String peer, String commitment, Instant at) {
    int fresh =
        sql.sql(
                "insert into border.staged (peer, commitment, begun) values (?, ?, ?)"
                    + " on conflict do nothing")
            .params(peer, commitment, at.atOffset(ZoneOffset.UTC))
            .update();
    if (fresh == 1) {
      sql.sql("insert into border_keys.staged_key (peer, commitment, key) values (?, ?, ?)")
          .params(peer, commitment, cipher.newKey())
          .update();
    }
  }

  private byte[] key(String peer, String commitment) {
    return sql.sql("select key from border_keys.staged_key where peer = ? and commitment = ?")
        .params(peer, commitment)
        .query(byte[].class)
        .single();
  }

  @Override
  public Optional<byte[]> find(String peer, String commitment) {
    List<byte[]> parts =
        sql.sql(
                "select sealed from border.staged_part where peer = ? and commitment = ?"
                    + " order by start")
            .params(peer, commitment)
            .query((row, _) -> row.getBytes(1))
            .list();
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    byte[] key = key(peer, commitment);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      whole.writeBytes(BodyCipher.openPart(key, part));
    }
    return Optional.of(whole.toByteArray());
  }

  @Override
  public void remove(String peer, String commitment) {
    transactions.within(() -> {
      for (String table :
          List.of("border_keys.staged_key", "border.staged_part", "border.staged")) {
        sql.sql("delete from " + table + " where peer = ? and commitment = ?")
            .params(peer, commitment)
            .update();
      }
    });
  }

  @Override
  public int removeBefore(Instant time) {
    record Begun(String peer, String commitment) {}
    List<Begun> old =
        sql.sql("select peer, commitment from border.staged where begun < ? limit 1000")
            .param(time.atOffset(ZoneOffset.UTC))
            .query((row, _) -> new Begun(row.getString(1), row.getString(2)))
            .list();
    old.forEach(each -> remove(each.peer(), each.commitment()));
    return old.size();
  }
}
