package org.wasl.node.post;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.wasl.border.MessageId;
import org.wasl.border.Transactions;
import org.wasl.border.store.PostgresTransactions;
import org.wasl.node.database.PostgresFixture;
import org.wasl.post.ItemId;
import org.wasl.post.keeping.DeclarationStore;
import org.wasl.post.keeping.InquiryPeopleStore;
import org.wasl.post.keeping.InterchangeStore;
import org.wasl.post.keeping.InterchangeStore.Kept;
import org.wasl.post.keeping.InterchangeStoreContract;
import org.wasl.post.store.PostgresDeclarationStore;
import org.wasl.post.store.PostgresInquiryPeopleStore;
import org.wasl.post.store.PostgresInterchangeStore;

/// Interchanges and declarations on PostgreSQL.
class PostgresInterchangeStoreTest extends InterchangeStoreContract {
  private final HikariDataSource source = PostgresFixture.database("post");
  private final PostgresTransactions transactions = new PostgresTransactions(source);

  @Override
  protected InterchangeStore interchanges() {
    return new PostgresInterchangeStore(transactions);
  }

  @Override
  protected DeclarationStore declarations() {
    return new PostgresDeclarationStore(transactions);
  }

  @Override
  protected InquiryPeopleStore people() {
    return new PostgresInquiryPeopleStore(transactions);
  }

  @Override
  protected Transactions transactions() {
    return transactions;
  }

  private long waiting() {
    return new PostgresTransactions(source)
        .sql()
        .sql(
            "select count(*) from pg_stat_activity where datname = current_database()"
                + " and wait_event_type = 'Lock'")
        .query(Long.class)
        .single();
  }

  @Test
  void twoThatSendAtTheSameTimeWaitForNoneAndGetDifferentReferences() {
    Instant now = Instant.parse("2026-03-02T08:00:00Z");
    transactions.within(() -> {
      String first = interchanges().nextReference(now);
      String second =
          CompletableFuture.supplyAsync(
                  () -> {
                    PostgresTransactions own = new PostgresTransactions(source);
                    return own.within(() -> new PostgresInterchangeStore(own).nextReference(now));
                  })
              .join();
      assertNotEquals(first, second);
    });
  }

  @Test
  void oneReferenceGoesToASystemOnce() {
    Kept sent = sent(new UUID(0, 1), "ips");
    transactions.within(() -> interchanges().add(sent));
    transactions.within(() -> interchanges().add(sent(new UUID(0, 2), "customs")));
    assertThrows(
        DuplicateKeyException.class,
        () -> transactions.within(() -> interchanges().add(sent(new UUID(0, 3), "ips"))));
  }

  private static Kept sent(UUID id, String system) {
    return new Kept(
        id,
        system,
        false,
        "WASL",
        "17724384000001",
        "17724384000001-PREDES.edi",
        Instant.parse("2026-03-02T08:00:00Z"),
        new byte[0],
        "",
        true,
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void ofTwoDeclarationsAtTheSameTimeTheLaterNamesTheMessageOfTheEarlier() {
    ItemId item = ItemId.of("EE", 1, "SY");
    Instant at = Instant.parse("2026-03-02T08:00:00Z");
    MessageId first = new MessageId(new UUID(9, 1));
    CompletableFuture<Optional<MessageId>> replaced =
        transactions.within(() -> {
          declarations().put(new DeclarationStore.Kept(item, true, at, first, false));
          CompletableFuture<Optional<MessageId>> later =
              CompletableFuture.supplyAsync(() -> {
                PostgresTransactions own = new PostgresTransactions(source);
                MessageId second = new MessageId(new UUID(9, 2));
                return own.within(() ->
                    new PostgresDeclarationStore(own)
                        .put(new DeclarationStore.Kept(item, false, at, second, false)));
              });
          while (!later.isDone() && waiting() == 0) {
            Thread.onSpinWait();
          }
          return later;
        });
    assertEquals(Optional.of(first), replaced.join());
  }

  @AfterEach
  void close() {
    source.close();
  }
}
