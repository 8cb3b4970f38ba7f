package org.wasl.post.keeping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wasl.border.Transactions;
import org.wasl.post.OfficeCode;
import org.wasl.post.allocating.SerialBlock;
import org.wasl.post.keeping.SerialStore.Block;
import org.wasl.post.keeping.SerialStore.Counted;
import org.wasl.post.keeping.SerialStore.Range;
import org.wasl.post.keeping.SerialStore.Usage;

/// What the stores of serial numbers keep.
public abstract class SerialStoreContract {
  protected static final OfficeCode OFFICE = new OfficeCode("SYDAMA");
  protected static final LocalDate DAY = LocalDate.of(2026, 3, 2);
  protected static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");
  protected static final Instant RESTED = Instant.parse("2024-03-02T00:00:00Z");
  private static final LocalDate AFTER = DAY.minusMonths(24);

  protected abstract SerialStore store();

  protected abstract Transactions transactions();

  protected static Block block(int id, int first, int last, boolean isOffline) {
    return new Block(
        new UUID(0, id),
        "EE",
        new SerialBlock(first, last),
        OFFICE,
        isOffline,
        DAY,
        first,
        Optional.empty());
  }

  protected OptionalInt draw() {
    return transactions().within(() -> store().draw("EE", OFFICE, AT, DAY, RESTED));
  }

  private void add(Block... blocks) {
    transactions().within(() -> List.of(blocks).forEach(store()::addBlock));
  }

  @Test
  void numbersAreDrawnInOrderThroughAllBlocksThatAreNotOffline() {
    add(block(1, 10, 11, false), block(2, 20, 29, true), block(3, 30, 30, false));
    List<Integer> drawn = new ArrayList<>();
    for (OptionalInt next = draw(); next.isPresent(); next = draw()) {
      drawn.add(next.getAsInt());
    }
    assertEquals(List.of(10, 11, 30), drawn);
    assertEquals(Optional.of(DAY), store().find(new UUID(0, 1)).orElseThrow().handedBack());
    assertEquals(List.of(new Counted(block(2, 20, 29, true), 0)), store().out(9));
    assertEquals(1, store().countOut());
    assertEquals(List.of(new Usage("EE", OFFICE, 3)), store().usage(AT));
  }

  @Test
  void aNumberThatIsReleasedWaitsForItsItemAndIsDrawnForNoOther() {
    add(block(1, 10, 19, false));
    transactions().within(() -> store().use("EE", 10, OFFICE, AT, RESTED));
    transactions().within(() -> store().release("EE", 10));
    assertFalse(store().isUsed("EE", 10, RESTED));
    assertEquals(
        OptionalInt.of(11),
        transactions().within(() -> store().draw("EE", OFFICE, AT, DAY, RESTED)));
    assertTrue(transactions().within(() -> store().use("EE", 10, OFFICE, AT, RESTED)));
  }

  @Test
  void aNumberIsUsedOnceUntilItHasRested() {
    add(block(1, 10, 19, true));
    assertTrue(transactions().within(() -> store().use("EE", 12, OFFICE, AT, RESTED)));
    assertFalse(transactions().within(() -> store().use("EE", 12, OFFICE, AT, RESTED)));
    assertTrue(store().isUsed("EE", 12, RESTED));
    assertFalse(store().isUsed("EE", 13, RESTED));
    assertEquals(9, store().out(9).getFirst().left());
    Instant later = AT.plusSeconds(1);
    assertFalse(store().isUsed("EE", 12, later));
    assertTrue(transactions().within(() -> store().use("EE", 12, OFFICE, later, later)));
  }

  @Test
  void aNumberThatAnItemHasAlreadyIsPassedOver() {
    add(block(1, 10, 12, false));
    transactions().within(() -> store().use("EE", 11, OFFICE, AT, RESTED));
    assertEquals(OptionalInt.of(10), draw());
    assertEquals(OptionalInt.of(12), draw());
    assertEquals(OptionalInt.empty(), draw());
  }

  /// As in a range that another system used before: it is behind them at once, and does not begin
  /// there again.
  @Test
  void manyNumbersInARowThatItemsHaveArePassedOver() {
    add(block(1, 0, 3_999, false), block(2, 4_000, 4_009, false));
    transactions()
        .within(() -> {
          for (int serial = 0; serial < 4_002; serial++) {
            store().use("EE", serial, OFFICE, AT, RESTED);
          }
        });
    assertEquals(OptionalInt.of(4_002), draw());
    assertEquals(OptionalInt.of(4_003), draw());
    assertEquals(Optional.of(DAY), store().find(new UUID(0, 1)).orElseThrow().handedBack());
  }

  @Test
  void numbersThatHaveNotRestedAreKnownByTheirBlock() {
    transactions()
        .within(() -> {
          store().use("EE", 12, OFFICE, AT, RESTED);
          store().use("EE", 14, OFFICE, AT.plusSeconds(9), RESTED);
          store().use("CP", 15, OFFICE, AT, RESTED);
          store().use("EE", 20, OFFICE, AT, RESTED);
        });
    SerialBlock within = new SerialBlock(10, 19);
    assertEquals(Set.of(12, 14), store().unrested("EE", within, AT));
    assertEquals(Set.of(14), store().unrested("EE", within, AT.plusSeconds(1)));
  }

  @Test
  void whatWasNotUsedOfABlockIsFreeAndTheRestIsKnownAfterwards() {
    add(block(1, 10, 19, false), block(2, 20, 29, false));
    assertEquals(OptionalInt.of(10), draw());
    Block first = store().find(new UUID(0, 1)).orElseThrow();
    assertEquals(OptionalInt.of(10), store().greatestUsed(first));
    transactions().within(() -> store().handBack(first.id(), OptionalInt.of(10), DAY));
    transactions().within(() -> store().handBack(new UUID(0, 2), OptionalInt.empty(), DAY));
    assertEquals(
        List.of(new SerialBlock(10, 10)),
        store().held("EE", AFTER).stream().map(Block::block).toList());
    assertEquals(first.id(), store().holder("EE", 10, AFTER).orElseThrow().id());
    assertEquals(Optional.empty(), store().holder("EE", 11, AFTER));
    assertEquals(Optional.empty(), store().holder("EE", 10, DAY));
    assertEquals(OptionalInt.empty(), draw());
    assertEquals(1, store().newest(9).size());
  }

  @Test
  void rangesAreKeptAndRestedNumbersForgotten() {
    Range range = new Range("EE", new SerialBlock(0, 99), true, DAY);
    transactions()
        .within(() -> {
          store().lock();
          store().addRange(range);
          store().use("EE", 5, OFFICE, AT, RESTED);
        });
    assertEquals(List.of(range), store().ranges(9));
    assertEquals(0, transactions().within(() -> store().forget(AT, 9)));
    transactions().within(() -> store().use("EE", 6, OFFICE, AT, RESTED));
    transactions().within(() -> store().use("EE", 6, OFFICE, AT.plusSeconds(5), AT.plusSeconds(1)));
    assertEquals(1, transactions().within(() -> store().forget(AT.plusSeconds(1), 9)));
  }
}
