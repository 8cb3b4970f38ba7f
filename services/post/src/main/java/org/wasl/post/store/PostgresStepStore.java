package org.wasl.post.store;

import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.wasl.border.store.PostgresTransactions;
import org.wasl.settlement.Account;
import org.wasl.settlement.keeping.StepStore;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonReader;

/// The steps of accounts on PostgreSQL, table `post.account_step`.
public final class PostgresStepStore implements StepStore {
  private static final int MOST_READ = 500;

  private final JdbcClient sql;

  /// Steps that were read once: they are never changed, and their numbers never come again.
  private final Map<Long, Json.Obj> read = new ConcurrentHashMap<>();

  public PostgresStepStore(PostgresTransactions transactions) {
    this.sql = transactions.sql();
  }

  @Override
  public void addStep(YearMonth period, Json.Obj step) {
    sql.sql("insert into post.account_step (period, step) values (?, ?)")
        .params(period.toString(), step.canonical())
        .update();
  }

  @Override
  public List<Json.Obj> steps(YearMonth period) {
    List<Long> places =
        sql.sql("select place from post.account_step where period = ? order by place")
            .param(period.toString())
            .query((row, _) -> row.getLong(1))
            .list();
    Map<Long, Json.Obj> found = new HashMap<>();
    for (long place : places) {
      Json.Obj known = read.get(place);
      found.put(place, known != null ? known : step(place));
    }
    if (read.size() > MOST_READ) {
      read.clear();
    }
    read.putAll(found);
    return places.stream().map(each -> Objects.requireNonNull(found.get(each))).toList();
  }

  private Json.Obj step(long place) {
    String text =
        sql.sql("select step from post.account_step where place = ?")
            .param(place)
            .query(String.class)
            .single();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (JsonReader.read("step", bytes, Account.MAX_BYTES * 2) instanceof Json.Obj object) {
      return object;
    }
    throw new IllegalStateException("a kept step is an object");
  }

  @Override
  public SequencedMap<YearMonth, Integer> counts() {
    SequencedMap<YearMonth, Integer> counts = new LinkedHashMap<>();
    sql.sql("select period, count(*) from post.account_step group by period order by period")
        .query(row -> {
          counts.put(YearMonth.parse(row.getString(1)), row.getInt(2));
        });
    return counts;
  }

  @Override
  public List<YearMonth> periods() {
    return sql.sql("select distinct period from post.account_step order by period")
        .query((row, _) -> YearMonth.parse(row.getString(1)))
        .list();
  }
}
