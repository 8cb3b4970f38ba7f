package org.wasl.voice.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wasl.settlement.Line;
import org.wasl.settlement.LineKey;
import org.wasl.terms.Validity;
import org.wasl.voice.Deal;
import org.wasl.voice.DealLines;

/// Deals on volumes; amounts worked out by hand in dollars.
class DealTest {
  private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);
  private static final Deal.Scope ALL =
      new Deal.Scope("september-deal", "aa-bb", Set.of(), Validity.ALWAYS, true);
  private static final List<Deal.Tier> TIERS =
      List.of(
          new Deal.Tier(0, 100_000), new Deal.Tier(6_000, 80_000), new Deal.Tier(12_000, 50_000));

  private static BigDecimal dollars(BigInteger exact) {
    return new BigDecimal(exact).divide(BigDecimal.valueOf(60_000_000)).stripTrailingZeros();
  }

  private static void assertOwed(String expected, Deal deal, long minutes, long back) {
    assertEquals(
        0,
        new BigDecimal(expected).compareTo(dollars(deal.owed(minutes * 60, back * 60))),
        deal + " " + minutes);
  }

  /// 100 minutes at 0.10, the next 100 at 0.08, more at 0.05.
  @ParameterizedTest
  @CsvSource({"0,0", "100,10", "150,14", "200,18", "300,23"})
  void incrementalTiersPriceEachPart(long minutes, String expected) {
    assertOwed(expected, new Deal.Incremental(ALL, TIERS), minutes, 0);
  }

  @ParameterizedTest
  @CsvSource({"0,0", "99,9.9", "100,8", "150,12", "200,10", "300,15"})
  void retroactiveTiersPriceAllAtTheTierReached(long minutes, String expected) {
    assertOwed(expected, new Deal.Retroactive(ALL, TIERS), minutes, 0);
  }

  /// 1,000 minutes at 0.06 committed, more at 0.10.
  @ParameterizedTest
  @CsvSource({"0,60", "400,60", "1000,60", "1200,80"})
  void aCommitmentIsPaidWhetherTheCallsComeOrNot(long minutes, String expected) {
    assertOwed(expected, new Deal.Commitment(ALL, 60_000, 60_000, 100_000), minutes, 0);
  }

  /// Balanced one to one at 0.02, the excess at 0.09; and at three to two.
  @Test
  void aSwapBalancesOneDirectionByTheOther() {
    Deal even = new Deal.Swap(ALL, "bb-aa", 1, 1, 20_000, 90_000);
    assertOwed("11", even, 200, 100);
    assertOwed("4", even, 200, 200);
    assertOwed("4", even, 200, 900);
    Deal three = new Deal.Swap(ALL, "bb-aa", 3, 2, 20_000, 90_000);
    assertOwed("7.5", three, 200, 100);
  }

  /// An accounting rate of 0.50, settled by halves.
  @Test
  void revenueDivisionGivesHalfOfTheAccountingRate() {
    assertOwed("25", new Deal.RevenueDivision(ALL, 500_000), 100, 40);
    assertThrows(IllegalArgumentException.class, () -> new Deal.RevenueDivision(ALL, 500_001));
  }

  private static Line line(String stream, String item, int day, long seconds, long exact) {
    return new Line(
        new LineKey(stream, item, LocalDate.of(2026, 9, day), "peak"),
        List.of(1L, 1L, seconds, seconds),
        BigInteger.valueOf(exact));
  }

  @Test
  void theAccountSumsToWhatTheDealSaysAndOtherLinesStay() {
    List<Line> lines =
        List.of(
            line("aa-bb", "mobile", 1, 6_000, 777),
            line("aa-bb", "mobile", 2, 3_000, 333),
            line("aa-bb", "fixed", 2, 9_000, 55),
            line("bb-aa", "mobile", 2, 9_000, 66));
    Deal.Scope mobile =
        new Deal.Scope("mobile-deal", "aa-bb", Set.of("mobile"), Validity.ALWAYS, true);
    Deal deal = new Deal.Incremental(mobile, TIERS);
    Line made = new DealLines(List.of(deal)).of(SEPTEMBER, lines).getFirst();
    assertEquals(deal.owed(9_000, 0), made.exact().add(BigInteger.valueOf(777 + 333)));
    assertEquals(List.of(0L, 0L, 0L, 0L), made.quantities());
    assertThrows(
        IllegalArgumentException.class,
        () -> new DealLines(List.of(deal, new Deal.Commitment(ALL, 1, 1, 1))).of(SEPTEMBER, lines));
  }

  @Test
  void oldPlusDeltasIsNewExactly() {
    SplittableRandom random = new SplittableRandom(8);
    for (int round = 0; round < 200; round++) {
      List<Line> before = random(random);
      List<Line> after = random(random);
      Map<LineKey, Line> sum = new HashMap<>();
      before.forEach(line -> sum.put(line.key(), line));
      Rerating.deltas(before, after).forEach(delta -> sum.merge(delta.key(), delta, Line::plus));
      Map<LineKey, Line> expected = new HashMap<>();
      after.forEach(line -> expected.put(line.key(), line));
      sum.values().removeIf(line -> line.exact().signum() == 0 && line.quantities().get(0) == 0);
      assertEquals(expected, sum);
    }
  }

  private static List<Line> random(SplittableRandom random) {
    List<Line> lines = new ArrayList<>();
    for (int day = 1; day <= 10; day++) {
      if (random.nextBoolean()) {
        lines.add(line("aa-bb", "mobile", day, random.nextInt(3), 1 + random.nextInt(3)));
      }
    }
    return lines;
  }
}
