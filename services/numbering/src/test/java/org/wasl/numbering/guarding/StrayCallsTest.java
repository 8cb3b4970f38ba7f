package org.wasl.numbering.guarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wasl.border.store.MemoryTransactions;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.keeping.Journal.Stray;
import org.wasl.numbering.lookup.PlanSnapshot;
import org.wasl.numbering.setup.PlanShelf;
import org.wasl.numbering.store.MemoryJournal;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.PartyId;
import org.wasl.terms.country.CountriesFolder;

class StrayCallsTest {
  private static final Instant START = Instant.parse("2026-10-05T06:00:00Z");
  private final CountriesFolder countries =
      new CountriesFolder(Path.of(System.getProperty("wasl.root", "../.."), "countries"));
  private final PlanShelf shelf =
      PlanShelf.offline(countries, countries.listParties(), () -> START);
  private final MemoryTransactions transactions = new MemoryTransactions();
  private final MemoryJournal journal = new MemoryJournal(transactions);
  private final List<Stray> alarms = new ArrayList<>();
  private Instant now = START;
  private final StrayCalls calls =
      new StrayCalls(shelf.plans(), journal, transactions, () -> now, alarms::addAll);

  @Test
  void callsToNobodysRangesAreCountedByRouteAndHourAndNothingElseIsKept() {
    Instant at = Instant.parse("2026-10-05T05:10:00Z");
    assertFalse(calls.heard("gw-1", 9_647_300_000_000L, at));
    assertFalse(calls.heard("gw-1", 9_647_300_000_001L, at.plusSeconds(60)));
    assertFalse(calls.heard("gw-2", 9_647_400_123_456L, at));
    assertFalse(calls.heard("gw-1", 96_393_312_345L, at));
    assertTrue(calls.heard("gw-1", 963_933_123_456L, at));
    assertTrue(calls.heard("gw-1", 442_079_460_000L, at), "not of our plans");
    calls.write();
    Instant hour = Instant.parse("2026-10-05T05:00:00Z");
    assertEquals(
        List.of(
            new Stray("gw-1", hour, "TOO_SHORT", 1),
            new Stray("gw-1", hour, "UNALLOCATED", 2),
            new Stray("gw-2", hour, "WITHDRAWN", 1)),
        journal.strays(10));
  }

  @Test
  void theFirstStrayCallAlarmsAtOnceAndLaterOnesWithinAMinute() {
    calls.heard("gw-1", 9_647_300_000_000L, now);
    assertEquals(1, alarms.size());
    now = now.plusSeconds(10);
    calls.heard("gw-1", 9_647_300_000_000L, now);
    assertEquals(1, alarms.size());
    now = now.plusSeconds(31);
    calls.heard("gw-1", 9_647_300_000_000L, now);
    assertEquals(2, alarms.size());
    assertEquals(2, alarms.getLast().calls());
  }

  @Test
  void callsToLiveRangesNeverAlarm() {
    SplittableRandom random = new SplittableRandom(9);
    PlanSnapshot snapshot = shelf.plans().now();
    List<String> live = new ArrayList<>();
    for (PartyId party : countries.listParties()) {
      String code = snapshot.plan(party).countryCode();
      snapshot.rows(party).stream()
          .map(row -> row.entry())
          .filter(entry -> entry.resource().isNumbers())
          .filter(entry -> entry.status() == PlanEntry.Status.IN_SERVICE)
          .forEach(entry -> {
            StringBuilder number = new StringBuilder(code).append(entry.first());
            while (number.length() < code.length() + entry.leastDigits()) {
              number.append(random.nextInt(10));
            }
            live.add(number.toString());
          });
    }
    for (int i = 0; i < 200_000; i++) {
      long number = Long.parseLong(live.get(random.nextInt(live.size())));
      assertTrue(calls.heard("gw-1", number, START.plusSeconds(i)));
    }
    assertEquals(List.of(), calls.write());
  }

  @Test
  void aReportHidesAtLeastFourDigitsAndSmugglesNoneInItsWords() {
    assertEquals("+96393312xxxx", MaskedNumber.of("963933123456").toString());
    assertThrows(IllegalArgumentException.class, () -> new MaskedNumber("963933123", 12));
    assertThrows(IllegalArgumentException.class, () -> new MaskedNumber("96393312", 11));
    for (String smuggled :
        List.of("call 963933123456", "رقم ٩٦٣٩٣٣١٢٣٤٥٦", "0933-12 34.56", "۰۹۳۳۱۲۳۴۵۶")) {
      assertThrows(IllegalArgumentException.class, () -> report(smuggled), smuggled);
    }
    assertEquals("40 calls in 2 hours", report("40 calls in 2 hours").observed().en());
    assertThrows(
        IllegalArgumentException.class,
        () -> new MisuseReport.Line(MaskedNumber.of("963933123456"), "gw-1", 4, 10));
  }

  private static MisuseReport report(String words) {
    return new MisuseReport(
        UUID.randomUUID(),
        new PartyId("aa"),
        MisuseReport.Case.NOT_ASSIGNED,
        new LocalizedText("وصف", words),
        START,
        START.plusSeconds(3_600),
        List.of(new MisuseReport.Line(MaskedNumber.of("963933123456"), "gw-1", 5, 10)),
        "00".repeat(32),
        MisuseReport.Request.INFORM_ONLY,
        LocalDate.of(2026, 12, 1));
  }
}
