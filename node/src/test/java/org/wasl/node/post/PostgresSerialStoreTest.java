package org.wasl.node.post;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wasl.border.Transactions;
import org.wasl.border.store.PostgresTransactions;
import org.wasl.node.database.PostgresFixture;
import org.wasl.post.keeping.SerialStore;
import org.wasl.post.keeping.SerialStoreContract;
import org.wasl.post.store.PostgresSerialStore;

class PostgresSerialStoreTest extends SerialStoreContract {
  private static final int CLERKS = 6;

  private final HikariDataSource source = PostgresFixture.database("post");
  private final PostgresTransactions transactions = new PostgresTransactions(source);

  @Override
  protected SerialStore store() {
    return new PostgresSerialStore(transactions);
  }

  @Override
  protected Transactions transactions() {
    return transactions;
  }

  @AfterEach
  void close() {
    source.close();
  }

  /// Short blocks, so that clerks meet at the end of one again and again.
  @Test
  void clerksWhoDrawAtOnceGetEveryNumberOnce() throws Exception {
    transactions.within(() -> {
      for (int i = 0; i < 40; i++) {
        store().addBlock(block(i + 1, i * 10, i * 10 + 4, false));
      }
    });
    CyclicBarrier start = new CyclicBarrier(CLERKS);
    List<Integer> drawn = new ArrayList<>();
    try (ExecutorService clerks = Executors.newFixedThreadPool(CLERKS)) {
      List<Future<List<Integer>>> all =
          IntStream.range(0, CLERKS)
              .mapToObj(_ ->
                  clerks.submit(() -> {
                    start.await();
                    return drawAll();
                  }))
              .toList();
      for (Future<List<Integer>> each : all) {
        drawn.addAll(each.get());
      }
    }
    assertEquals(
        IntStream.range(0, 200).map(i -> i / 5 * 10 + i % 5).boxed().toList(),
        drawn.stream().sorted().toList());
    assertEquals(List.of(), store().out(9));
  }

  /// One clerk draws and does not come to the end of it; another takes the block back meanwhile.
  @Test
  void whoTakesABlockBackWaitsForWhoDrawsFromIt() throws Exception {
    transactions.within(() -> store().addBlock(block(1, 10, 19, false)));
    CountDownLatch drawn = new CountDownLatch(1);
    try (ExecutorService clerks = Executors.newFixedThreadPool(2)) {
      Future<?> drawing =
          clerks.submit(() ->
              transactions.within(() -> {
                store().draw("EE", OFFICE, AT, DAY, RESTED);
                drawn.countDown();
                awaitWaiting();
              }));
      Future<OptionalInt> back =
          clerks.submit(() -> {
            drawn.await();
            return transactions.within(
                () -> store().greatestUsed(store().hold(new UUID(0, 1)).orElseThrow()));
          });
      drawing.get();
      assertEquals(OptionalInt.of(10), back.get());
    }
  }

  /// Until another connection waits for a lock, or had its answer without one.
  private void awaitWaiting() {
    String waits =
        "select exists (select from pg_stat_activity where datname = current_database()"
            + " and wait_event_type = 'Lock')";
    try (Connection connection = source.getConnection();
        PreparedStatement asked = connection.prepareStatement(waits)) {
      boolean isWaiting = false;
      for (int i = 0; i < 2_000 && !isWaiting; i++) {
        try (ResultSet row = asked.executeQuery()) {
          isWaiting = row.next() && row.getBoolean(1);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Integer> drawAll() {
    List<Integer> drawn = new ArrayList<>();
    for (OptionalInt next = draw(); next.isPresent(); next = draw()) {
      drawn.add(next.getAsInt());
    }
    return drawn;
  }
}
