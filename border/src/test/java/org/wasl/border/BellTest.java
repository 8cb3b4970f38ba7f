package org.wasl.border;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.wasl.border.store.MemoryTransactions;

/// When the bell rings.
class BellTest {
  private static final Lane VOICE = new Lane("voice");
  private final MemoryTransactions transactions = new MemoryTransactions();
  private final Bell bell = new Bell(transactions);
  private final AtomicInteger heard = new AtomicInteger();

  @Test
  void itRingsOnceTheTransactionIsCommittedAndOnlyForItsLane() {
    bell.onRing(VOICE, heard::incrementAndGet);
    transactions.within(() -> {
      bell.ring(VOICE);
      bell.ring(Lane.CTL);
      assertEquals(0, heard.get());
    });
    assertEquals(1, heard.get());
  }

  @Test
  void whatIsRolledBackRingsNoBell() {
    bell.onRing(VOICE, heard::incrementAndGet);
    assertThrows(
        IllegalStateException.class,
        () ->
            transactions.within(() -> {
              bell.ring(VOICE);
              throw new IllegalStateException("after all not");
            }));
    assertEquals(0, heard.get());
  }

  @Test
  void outsideATransactionItRingsAtOnce() {
    bell.onRing(VOICE, heard::incrementAndGet);
    bell.ring(VOICE);
    assertEquals(1, heard.get());
  }
}
