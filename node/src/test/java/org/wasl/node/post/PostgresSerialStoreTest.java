package org.wasl.node.post;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
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

  private List<Integer> drawAll() {
    List<Integer> drawn = new ArrayList<>();
    for (OptionalInt next = draw(); next.isPresent(); next = draw()) {
      drawn.add(next.getAsInt());
    }
    return drawn;
  }
}
