package org.wasl.post.allocating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.wasl.post.ItemId;
import org.wasl.post.ItemReading;
import org.wasl.post.OfficeCode;
import org.wasl.post.allocating.SerialLedger.Taking;

class SerialLedgerTest {
  private static final OfficeCode OFFICE = new OfficeCode("IQBGWA");
  private static final Period REST = Period.ofMonths(24);
  private static final LocalDate DAY = LocalDate.of(2026, 11, 26);

  @Test
  void noNumberComesAgainWithinTwentyFourMonthsOfItsReturn() {
    for (int seed = 0; seed < 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      SerialLedger ledger =
          SerialLedger.of(
              "EE", "IQ", new SerialBlock(5_000, 5_000 + 400 + random.nextInt(400)), REST);
      Map<Integer, LocalDate> restsUntil = new HashMap<>();
      List<SerialBlock> out = new ArrayList<>();
      LocalDate day = DAY;
      for (int step = 0; step < 1_000; step++) {
        day = day.plusDays(random.nextInt(15));
        if (random.nextBoolean() && !out.isEmpty()) {
          SerialBlock block = out.remove(random.nextInt(out.size()));
          ledger = ledger.handBack(block, day);
          for (int serial = block.first(); serial <= block.last(); serial++) {
            restsUntil.put(serial, day.plusMonths(24));
          }
        } else if (ledger.take(OFFICE, 1 + random.nextInt(40), day)
            instanceof Taking.Taken(SerialLedger after, SerialBlock block)) {
          ledger = after;
          out.add(block);
          for (int serial = block.first(); serial <= block.last(); serial++) {
            LocalDate until = restsUntil.put(serial, LocalDate.MAX);
            assertTrue(until == null || !day.isBefore(until), "seed " + seed + ": " + serial);
            assertTrue(ledger.range().contains(serial));
          }
        }
      }
      assertTrue(restsUntil.size() > 300, "the range was used");
    }
  }

  @Test
  void aBlockIsRefusedOnlyWhenNoRoomIsLeft() {
    SerialLedger ledger = SerialLedger.of("RR", "SY", new SerialBlock(0, 99), REST);
    Taking.Taken first = assertInstanceOf(Taking.Taken.class, ledger.take(OFFICE, 60, DAY));
    assertEquals(new SerialBlock(0, 59), first.block());
    assertEquals(new Taking.NoRoom(40), first.ledger().take(OFFICE, 41, DAY));
    Taking.Taken second =
        assertInstanceOf(Taking.Taken.class, first.ledger().take(OFFICE, 40, DAY));
    assertEquals(new SerialBlock(60, 99), second.block());
    SerialLedger resting = second.ledger().handBack(first.block(), DAY);
    assertEquals(new Taking.NoRoom(0), resting.take(OFFICE, 1, DAY.plusMonths(24).minusDays(1)));
    assertEquals(
        new SerialBlock(0, 59),
        assertInstanceOf(Taking.Taken.class, resting.take(OFFICE, 60, DAY.plusMonths(24))).block());
  }

  @Test
  void aBlockIsHandedBackOnceAndWhatWasNeverGivenOutHasNoHolder() {
    SerialLedger ledger = SerialLedger.of("EE", "IQ", new SerialBlock(100, 199), REST);
    Taking.Taken taken = assertInstanceOf(Taking.Taken.class, ledger.take(OFFICE, 10, DAY));
    assertEquals(OFFICE, taken.ledger().holderOf(105).orElseThrow().office());
    assertEquals(Optional.empty(), taken.ledger().holderOf(110));
    SerialLedger back = taken.ledger().handBack(taken.block(), DAY);
    assertThrows(IllegalArgumentException.class, () -> back.handBack(taken.block(), DAY));
    assertThrows(
        IllegalArgumentException.class, () -> ledger.handBack(new SerialBlock(100, 109), DAY));
  }

  @Test
  void anOpenBlockGivesEachNumberOnceAndInOrder() {
    OpenBlock open = new OpenBlock("EE", "IQ", new SerialBlock(47_312_481, 47_312_483), 47_312_481);
    List<String> issued = new ArrayList<>();
    for (Optional<OpenBlock.Issue> next = open.issue(); next.isPresent(); next = open.issue()) {
      ItemId id = next.get().id();
      assertInstanceOf(ItemReading.Valid.class, ItemReading.of(id.value()));
      issued.add(id.value());
      open = next.get().rest();
    }
    assertEquals(3, issued.size());
    assertEquals("EE473124829IQ", issued.get(1));
    assertEquals(0, open.left());
  }
}
