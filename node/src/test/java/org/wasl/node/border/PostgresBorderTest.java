package org.wasl.node.border;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.zaxxer.hikari.HikariDataSource;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wasl.border.Delivery.AbsenceReason;
import org.wasl.border.keeping.Growth;
import org.wasl.border.keeping.LogRole;
import org.wasl.border.keeping.LogState;
import org.wasl.border.keeping.LogStore;
import org.wasl.border.keeping.StoredEntry;
import org.wasl.border.keeping.Stores;
import org.wasl.border.log.Hash;
import org.wasl.border.setup.BorderRulesContract;
import org.wasl.border.store.PostgresStores;
import org.wasl.node.database.PostgresFixture;

/// The border's rules on PostgreSQL.
class PostgresBorderTest extends BorderRulesContract {
  private static final List<HikariDataSource> OPENED = new ArrayList<>();

  @Override
  protected Stores stores() {
    HikariDataSource source = PostgresFixture.database("border");
    OPENED.add(source);
    return PostgresStores.make(source, new SecureRandom());
  }

  @Test
  void ofTwoSequencersThatReadTheSameSizeAtOnceOneWrites() throws Exception {
    Stores stores = stores();
    String log = "wasl/node.aa/node.bb/notes/1";
    stores.transactions().within(() -> stores.logs().open(log, LogRole.OUTGOING));
    CyclicBarrier bothHaveRead = new CyclicBarrier(2);
    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      List<Future<Boolean>> done = new ArrayList<>();
      for (byte each = 0; each < 2; each++) {
        byte[] entry = {each};
        done.add(two.submit(() -> appendAfter(bothHaveRead, stores, log, entry)));
      }
      assertEquals(1, (done.get(0).get() ? 1 : 0) + (done.get(1).get() ? 1 : 0));
    }
    assertEquals(1, stores.logs().find(log).orElseThrow().size());
    assertEquals(1, stores.logs().entries(log, 0, 10, Long.MAX_VALUE).size());
  }

  private static boolean appendAfter(
      CyclicBarrier barrier, Stores stores, String log, byte[] entry) {
    return stores
        .transactions()
        .within(() -> {
          LogState state = stores.logs().find(log).orElseThrow();
          try {
            barrier.await();
          } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
          }
          List<LogStore.NewEntry> fresh =
              List.of(
                  new LogStore.NewEntry(
                      entry,
                      Hash.leaf(entry),
                      Optional.empty(),
                      new StoredEntry.Body.Absent(AbsenceReason.ERASED),
                      Instant.EPOCH));
          Growth growth = Growth.of(state.frontier(), fresh);
          return stores
              .logs()
              .append(log, state.size(), fresh, growth.subtrees(), growth.frontier());
        });
  }

  @AfterEach
  void close() {
    OPENED.forEach(HikariDataSource::close);
    OPENED.clear();
  }
}
