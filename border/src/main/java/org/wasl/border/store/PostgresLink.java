package org.wasl.border.store;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.wasl.border.keeping.LinkStore;

/// Link values and alarms on PostgreSQL. Values are read at every batch and change a few times a
/// day, so what was read is remembered until this node writes any of them; a node's database has
/// one writer. A transaction that wrote reads for itself until it ends.
final class PostgresLink implements LinkStore {
  private static final int MOST_REMEMBERED = 4_096;

  private final JdbcClient sql;
  private volatile Memory memory = new Memory();

  PostgresLink(PostgresTransactions transactions) {
    this.sql = transactions.sql();
  }

  /// What was read since the last write. What was asked before a write ended is kept in the memory
  /// of that time, which nobody looks at any more.
  private record Memory(
      Map<String, Optional<String>> values, Map<String, SortedMap<String, String>> prefixes) {
    Memory() {
      this(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    }
  }

  @Override
  public Optional<String> value(String key) {
    if (isWriting()) {
      return ask(key);
    }
    Memory now = memory;
    Optional<String> known = now.values().get(key);
    if (known == null) {
      known = ask(key);
      now.values().put(key, known);
      if (now.values().size() > MOST_REMEMBERED) {
        memory = new Memory();
      }
    }
    return known;
  }

  private Optional<String> ask(String key) {
    return sql.sql("select value from border.link_value where key = ?")
        .param(key)
        .query(String.class)
        .optional();
  }

  @Override
  public void setValue(String key, String value) {
    sql.sql(
            "insert into border.link_value (key, value) values (?, ?)"
                + " on conflict (key) do update set value = excluded.value")
        .params(key, value)
        .update();
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      memory = new Memory();
    } else if (!isWriting()) {
      TransactionSynchronizationManager.bindResource(this, this);
      TransactionSynchronizationManager.registerSynchronization(new Forgetting());
    }
  }

  private boolean isWriting() {
    return TransactionSynchronizationManager.hasResource(this);
  }

  private final class Forgetting implements TransactionSynchronization {
    @Override
    public int getOrder() {
      return HIGHEST_PRECEDENCE;
    }

    @Override
    public void afterCommit() {
      memory = new Memory();
    }

    @Override
    public void afterCompletion(int status) {
      TransactionSynchronizationManager.unbindResourceIfPossible(PostgresLink.this);
      memory = new Memory();
    }
  }

  @Override
  public Map<String, String> values(String prefix) {
    if (isWriting()) {
      return askAll(prefix);
    }
    Memory now = memory;
    SortedMap<String, String> known = now.prefixes().get(prefix);
    if (known == null) {
      known = askAll(prefix);
      now.prefixes().put(prefix, known);
    }
    return Collections.unmodifiableSortedMap(known);
  }

  private SortedMap<String, String> askAll(String prefix) {
    SortedMap<String, String> found = new TreeMap<>();
    sql.sql("select key, value from border.link_value where starts_with(key, ?)")
        .param(prefix)
        .query((row, _) -> found.put(row.getString(1), row.getString(2)))
        .list();
    return found;
  }

  @Override
  public void raise(String code, String subject, String detail, Instant at) {
    OffsetDateTime time = at.atOffset(ZoneOffset.UTC);
    sql.sql(
            """
            insert into border.alarm as a (code, subject, detail, since, last, count)
            values (?, ?, ?, ?, ?, 1)
            on conflict (code, subject) do update set
              detail = excluded.detail,
              since = case when a.ended is null then a.since else excluded.since end,
              last = excluded.last,
              count = case when a.ended is null then a.count + 1 else 1 end,
              ended = null
            """)
        .params(code, subject, detail, time, time)
        .update();
  }

  @Override
  public void clear(String code, String subject, Instant at) {
    sql.sql("update border.alarm set ended = ? where code = ? and subject = ? and ended is null")
        .params(at.atOffset(ZoneOffset.UTC), code, subject)
        .update();
  }

  @Override
  public List<Alarm> alarms(int most) {
    return sql.sql(
            "select code, subject, detail, since, last, count, ended from border.alarm"
                + " order by last desc limit ?")
        .param(most)
        .query((row, _) ->
            new Alarm(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getObject(4, OffsetDateTime.class).toInstant(),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                row.getLong(6),
                Optional.ofNullable(row.getObject(7, OffsetDateTime.class))
                    .map(OffsetDateTime::toInstant)))
        .list();
  }
}
