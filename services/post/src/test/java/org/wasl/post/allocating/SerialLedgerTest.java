package org.wasl.post.allocating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
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
import org.wasl.post.OfficeCode;
import org.wasl.post.allocating.SerialLedger.Holding;
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
          ledger = handedBack(ledger, block, day);
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
    SerialLedger resting = handedBack(second.ledger(), first.block(), DAY);
    assertEquals(new Taking.NoRoom(0), resting.take(OFFICE, 1, DAY.plusMonths(24).minusDays(1)));
    assertEquals(
        new SerialBlock(0, 59),
        assertInstanceOf(Taking.Taken.class, resting.take(OFFICE, 60, DAY.plusMonths(24))).block());
  }

  private static SerialLedger handedBack(SerialLedger ledger, SerialBlock block, LocalDate day) {
    List<Holding> changed =
        ledger.holdings().stream()
            .map(each ->
                each.block().equals(block) && each.handedBack().isEmpty()
                    ? new Holding(block, each.office(), each.taken(), Optional.of(day))
                    : each)
            .toList();
    return new SerialLedger(
        ledger.indicator(), ledger.country(), ledger.range(), ledger.rest(), changed);
  }
}
