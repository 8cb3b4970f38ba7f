package org.wasl.voice.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wasl.settlement.AgreementId;
import org.wasl.settlement.Line;
import org.wasl.settlement.LineKey;
import org.wasl.terms.PartyId;
import org.wasl.terms.Validity;
import org.wasl.voice.Example;
import org.wasl.voice.TrunkGroups;

/// Trunk groups of both sides beside each other: day, destination, trunk group and band.
class BothTrunksTest {
  private static final YearMonth AUGUST = YearMonth.of(2026, 8);

  private static Coverage.Cell cell(String trunk, int day, long calls, long exact) {
    return new Coverage.Cell(
        trunk,
        new Line(
            key(day), List.of(calls, calls, calls * 60, calls * 60), BigInteger.valueOf(exact)));
  }

  private static LineKey key(int day) {
    return new LineKey("aa-bb", "mobile", AUGUST.atDay(day), "peak");
  }

  private static Coverage coverage(PartyId by, Coverage.Cell... cells) {
    return new Coverage(new AgreementId("aa-bb-voice"), AUGUST, by, List.of(), List.of(cells), 0);
  }

  private static TrunkGroups.Row row(String trunk, String from, String to, String theirs) {
    return new TrunkGroups.Row(
        trunk,
        "bb",
        new Validity(day(from), day(to)),
        Optional.of(theirs).filter(each -> !each.isEmpty()));
  }

  private static Optional<LocalDate> day(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
  }

  /// Ours A and B are their one group X, C is C on both sides, D is in our records alone, Y in
  /// theirs alone. Of X the calls of the third are missing there: 2 + 1 against 2.
  @Test
  void groupsStandBesideEachOtherByNameOrByWhatTheFileSays() {
    TrunkGroups named =
        TrunkGroups.of(
            "bb", List.of(row("A", "", "", "X"), row("B", "", "", "X"), row("C", "", "", "")));
    BothTrunks both =
        BothTrunks.of(
            coverage(
                Example.AA,
                cell("A", 3, 2, 200),
                cell("B", 3, 1, 100),
                cell("C", 3, 9, 900),
                cell("D", 4, 5, 500)),
            coverage(Example.BB, cell("C", 3, 9, 900), cell("X", 3, 2, 200), cell("Y", 5, 4, 400)),
            named);
    assertEquals(
        List.of("[D] null 500", "[] Y -400", "[A, B] X 100", "[C] C 0"),
        both.pairs().stream()
            .map(each -> each.ours() + " " + each.theirs().orElse(null) + " " + each.difference())
            .toList(),
        "the greatest difference of money first");
    BothTrunks.Pair pair = both.pairs().get(2);
    assertEquals(3, pair.ourCalls());
    assertEquals(2, pair.theirCalls());
    assertEquals(180, pair.ourSeconds());
    assertEquals(120, pair.theirSeconds());
    assertEquals(1, pair.unequal().size());
    Line difference = pair.unequal().getFirst().difference();
    assertEquals(List.of(1L, 1L, 60L, 60L), difference.quantities());
    assertEquals(BigInteger.valueOf(100), difference.exact());
    assertEquals(List.of(), both.pairs().get(3).unequal());
    assertEquals(
        List.of("X", "C"),
        both.of(key(3)).pairs().stream().map(each -> each.theirs().orElse("")).toList(),
        "of one line, those that recorded it");
  }

  /// A month takes the name that holds last in it; without one the group is called the same.
  @Test
  void namesOfTheOtherSideHoldByDay() {
    TrunkGroups named =
        TrunkGroups.of(
            "bb",
            List.of(
                row("A", "", "2026-08-10", "X"),
                row("A", "2026-08-10", "2026-10-01", "Z"),
                row("A", "2026-10-01", "", "")));
    assertEquals("X", named.theirs("A", YearMonth.of(2026, 7)));
    assertEquals("Z", named.theirs("A", AUGUST));
    assertEquals("Z", named.theirs("A", YearMonth.of(2026, 9)));
    assertEquals("A", named.theirs("A", YearMonth.of(2026, 10)));
    assertEquals("B", named.theirs("B", AUGUST));
  }

  /// Of 200 calls of E and V two are missing there: 2 of 398 apart. W carries as many calls on
  /// other days. What lies near two groups alike is left alone, and so is what nothing lies near.
  @Test
  void groupsWithoutANameStandTogetherWhereTheirFiguresDo() {
    BothTrunks both =
        BothTrunks.of(
            coverage(Example.AA, cell("E", 3, 150, 1), cell("E", 4, 50, 1), cell("F", 9, 7, 1)),
            coverage(Example.BB, cell("V", 3, 149, 1), cell("V", 4, 49, 1), cell("W", 5, 200, 1)),
            TrunkGroups.ALL);
    assertEquals(
        List.of("[E] V true", "[F]  false", "[] W false"),
        both.pairs().stream()
            .map(each -> each.ours() + " " + each.theirs().orElse("") + " " + each.alike())
            .sorted()
            .toList());
    BothTrunks unclear =
        BothTrunks.of(
            coverage(Example.AA, cell("E", 3, 100, 1)),
            coverage(Example.BB, cell("V", 3, 99, 1), cell("W", 3, 101, 1)),
            TrunkGroups.ALL);
    assertEquals(3, unclear.pairs().size());
  }
}
