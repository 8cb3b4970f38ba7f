package org.wasl.node.post;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wasl.border.Transactions;
import org.wasl.border.store.PostgresTransactions;
import org.wasl.node.database.PostgresFixture;
import org.wasl.post.EventCode;
import org.wasl.post.following.Mail;
import org.wasl.post.keeping.PostStore;
import org.wasl.post.keeping.PostStoreContract;
import org.wasl.post.keeping.Stored;
import org.wasl.post.managing.CustomsStay;
import org.wasl.post.recording.Fact;
import org.wasl.post.store.PostgresPostStore;
import org.wasl.post.store.PostgresStepStore;
import org.wasl.terms.json.Json;

/// The facts of a post on PostgreSQL.
class PostgresPostStoreTest extends PostStoreContract {
  private final HikariDataSource source = PostgresFixture.database("post");
  private final PostgresTransactions transactions = new PostgresTransactions(source);
  private final PostgresPostStore store = new PostgresPostStore(transactions, Mail.BETWEEN);

  @Override
  protected PostStore store() {
    return store;
  }

  @Override
  protected Transactions transactions() {
    return transactions;
  }

  @Test
  void twoThatTellAtTheSameTimeNeverTellTheSameFact() {
    List<Fact> facts = new Mail().seen(Mail.FIRST).seen(Mail.SECOND).facts();
    Instant now = Instant.parse("2026-03-02T08:00:00Z");
    transactions.within(() ->
        facts.forEach(
            each -> store.add(new Stored(each, true, Optional.empty(), now, Optional.empty()))));
    transactions.within(() -> {
      assertEquals(1, store.untold(1).size());
      List<Stored> others =
          CompletableFuture.supplyAsync(
                  () -> new PostgresTransactions(source).within(() -> store.untold(10)))
              .join();
      assertEquals(facts.subList(1, 2), others.stream().map(Stored::fact).toList());
    });
  }

  private int nextConsignment() {
    store.lock("consignments");
    return store.lastConsignment("IQBGWA26").orElse(0) + 1;
  }

  private long waiting() {
    return new PostgresTransactions(source)
        .sql()
        .sql(
            "select count(*) from pg_locks where locktype = 'advisory' and not granted"
                + " and database = (select oid from pg_database where datname = current_database())")
        .query(Long.class)
        .single();
  }

  @Test
  void whoeverGivesANumberIsAloneUntilItIsCommitted() {
    Fact formed = new Mail().formed(Mail.FIRST).facts().getFirst();
    Instant now = Instant.parse("2026-03-02T08:00:00Z");
    CompletableFuture<Integer> second =
        transactions.within(() -> {
          assertEquals(1, nextConsignment());
          CompletableFuture<Integer> other =
              CompletableFuture.supplyAsync(
                  () -> new PostgresTransactions(source).within(this::nextConsignment));
          while (!other.isDone() && waiting() == 0) {
            Thread.onSpinWait();
          }
          store.add(new Stored(formed, true, Optional.empty(), now, Optional.empty()));
          return other;
        });
    assertEquals(2, second.join());
  }

  @Test
  void stepsOfAccountsComeBackInTheirOrderAsTheSameObjects() {
    PostgresStepStore steps = new PostgresStepStore(transactions);
    YearMonth march = YearMonth.of(2026, 3);
    for (int i = 0; i < 3; i++) {
      Json.Obj step = Json.Obj.with().put("type", "agree").put("n", i).end();
      transactions.within(() -> steps.addStep(march, step));
    }
    List<Json.Obj> read = steps.steps(march);
    assertEquals(
        List.of(
            "{\"n\":0,\"type\":\"agree\"}",
            "{\"n\":1,\"type\":\"agree\"}",
            "{\"n\":2,\"type\":\"agree\"}"),
        read.stream().map(Json::canonical).toList());
    assertSame(read.getFirst(), steps.steps(march).getFirst());
    assertEquals(List.of(march), steps.periods());
    assertEquals(List.of(), steps.steps(march.plusMonths(1)));
  }

  @AfterEach
  void close() {
    source.close();
  }

  private List<String> lookedAt() {
    return transactions
        .sql()
        .sql("select item from post.at_customs order by item")
        .query((row, _) -> row.getString(1))
        .list();
  }

  /// What was released an hour ago is no longer looked through; what is there still stays.
  @Test
  void itemsThatCustomsReleasedAreTakenAwaySomeTimeAfter() {
    Instant first = Instant.parse("2026-03-02T08:00:00Z");
    List<Fact> facts =
        new Mail()
            .happened(Mail.TO, EventCode.EDB, Optional.empty(), Mail.item(1))
            .happened(Mail.TO, EventCode.EDB, Optional.empty(), Mail.item(2))
            .happened(Mail.TO, EventCode.EDC, Optional.empty(), Mail.item(2))
            .happened(Mail.TO, EventCode.EDB, Optional.empty(), Mail.item(3))
            .happened(Mail.TO, EventCode.EMI, Optional.empty(), Mail.item(1))
            .facts();
    keepAt(facts.subList(0, 3), first);
    transactions.within(store::sum);
    assertEquals(List.of(Mail.id(1), Mail.id(2)), lookedAt(), "not an hour ago");
    keepAt(facts.subList(3, 4), first.plusSeconds(3_601));
    transactions.within(store::sum);
    assertEquals(List.of(Mail.id(1), Mail.id(3)), lookedAt());
    keepAt(facts.subList(4, 5), first.plusSeconds(3_602));
    transactions.within(store::sum);
    assertEquals(List.of(Mail.id(3)), lookedAt(), "delivered, and looked at again");
    assertEquals(
        List.of(Mail.id(3)),
        store.atCustoms(first.plusSeconds(1_000_000), 10).stream().map(CustomsStay::item).toList());
  }

  private void keepAt(List<Fact> facts, Instant at) {
    transactions.within(() ->
        store.addAll(
            facts.stream()
                .map(each -> new Stored(each, true, Optional.of("clerk"), at, Optional.empty()))
                .toList()));
  }
}
