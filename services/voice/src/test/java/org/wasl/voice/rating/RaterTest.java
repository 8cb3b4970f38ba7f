package org.wasl.voice.rating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.wasl.voice.Example.call;
import static org.wasl.voice.Example.row;

import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wasl.settlement.AccountForm;
import org.wasl.settlement.RoundingRule;
import org.wasl.terms.Validity;
import org.wasl.voice.Example;
import org.wasl.voice.TariffRow;
import org.wasl.voice.TrafficAgreement;
import org.wasl.voice.TrunkGroups;

class RaterTest {
  private static final String NOON = "2026-09-10T12:00:00";

  private static long micros(Rater rater, String to, String time, int seconds) {
    long exact = rater.rate(call(to, time, seconds)).orElseThrow().exact();
    assertEquals(0, exact % 60, "a whole number of millionths");
    return exact / 60;
  }

  /// The values of a public report on another rater (cgrates issue 118): 0.006 a minute, 30/6.
  @ParameterizedTest
  @CsvSource({"32,3600", "57,6000", "75,7800"})
  void stepsOfThirtyAndSixArePricedAsThePublishedExampleSays(int seconds, long expected) {
    Rater rater = new Rater(Example.agreement(row("888", 6_000, 30, 6)));
    assertEquals(expected, micros(rater, "8881234567", NOON, seconds));
  }

  /// Another public report (ASTPP issue 273): 1 at 0.01 and 1234 at 0.20; the longest prefix
  /// decides.
  @Test
  void theLongestPrefixDecidesAndNeverThePrice() {
    Rater rater =
        new Rater(Example.agreement(row("888", 10_000, 60, 60), row("888234", 200_000, 60, 60)));
    assertEquals(200_000, micros(rater, "88823478901", NOON, 60));
    assertEquals(10_000, micros(rater, "88823578901", NOON, 60));
  }

  @Test
  void aCallThatNoRowFitsIsNotPriced() {
    Rater rater = new Rater(Example.agreement(row("888", 10_000, 60, 60)));
    assertEquals(Optional.empty(), rater.rate(call("7771234567", NOON, 60)));
  }

  @Test
  void theRateInForceOnTheDayOfTheAnswerHolds() {
    LocalDate change = LocalDate.of(2026, 9, 16);
    TariffRow old = dated(new Validity(Optional.empty(), Optional.of(change)), 100_000);
    TariffRow fresh = dated(new Validity(Optional.of(change), Optional.empty()), 200_000);
    Rater rater = new Rater(Example.agreement(old, fresh));
    assertEquals(100_000, micros(rater, "8881234567", "2026-09-15T23:59:59", 60));
    assertEquals(200_000, micros(rater, "8881234567", "2026-09-16T00:00:00", 60));
  }

  private static TariffRow dated(Validity validity, long micros) {
    return new TariffRow("aa-bb", "888", "x", validity, micros, micros, 60, 1, 0, 0, 0);
  }

  /// Each call to the cent until August, the account alone since: 0.006 is 0.01 and 0.006.
  @Test
  void aPriceIsRoundedByTheVersionOfTheAgreementOfItsDay() {
    RoundingRule cents = new RoundingRule(RoundingRule.Point.PER_CALL, RoundingMode.HALF_UP, 2);
    TrafficAgreement first = Example.agreement(cents, row("888", 6_000, 60, 60));
    TrafficAgreement now = Example.agreement(row("888", 6_000, 60, 60));
    AccountForm form = now.form();
    TrafficAgreement second =
        new TrafficAgreement(
            new AccountForm(
                form.agreement(),
                2,
                form.measures(),
                form.currency(),
                form.unitsPerCurrency(),
                form.rounding(),
                form.streams()),
            now.tolerance(),
            now.clocks(),
            now.zone(),
            now.profiles(),
            List.of(),
            now.calledCodes(),
            now.gateways(),
            now.tariff(),
            List.of(),
            now.ground(),
            now.wording(),
            List.of(),
            List.of(),
            0,
            TrunkGroups.ALL,
            List.of(
                new TrafficAgreement.Earlier(
                    YearMonth.of(2026, 8), first.form(), first.tolerance(), first.clocks())));
    Rater rater = new Rater(second);
    assertEquals(10_000, micros(rater, "8881234567", "2026-08-31T23:59:59", 60));
    assertEquals(6_000, micros(rater, "8881234567", "2026-09-01T00:00:00", 60));
  }

  @Test
  void twoRatesForOnePrefixAtOneTimeAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Rater(Example.agreement(row("888", 1, 60, 60), row("888", 2, 60, 60))));
  }

  @Test
  void eachStepTakesTheBandInForceAtItsStart() {
    // peak 0.60, off-peak 0.30 a minute, by the second; 19:59:30 to 20:00:30 is thirty seconds of
    // each
    TariffRow row =
        new TariffRow("aa-bb", "888", "x", Validity.ALWAYS, 600_000, 300_000, 1, 1, 0, 0, 0);
    Rater rater = new Rater(Example.agreement(row));
    assertEquals(300_000 + 150_000, micros(rater, "8881234567", "2026-09-10T19:59:30", 60));
    assertEquals(
        "peak", rater.rate(call("8881234567", "2026-09-10T19:59:30", 60)).orElseThrow().band());
  }

  @Test
  void graceMinimumAndConnectFeeCount() {
    TariffRow row =
        new TariffRow("aa-bb", "888", "x", Validity.ALWAYS, 60_000, 60_000, 1, 1, 30, 3, 5_000);
    Rater rater = new Rater(Example.agreement(row));
    assertEquals(0, micros(rater, "8881234567", NOON, 3));
    assertEquals(5_000 + 30_000, micros(rater, "8881234567", NOON, 4));
    assertEquals(5_000 + 45_000, micros(rater, "8881234567", NOON, 45));
  }

  private static int billed(Rater rater, int seconds) {
    return rater.rate(call("8881234567", NOON, seconds)).orElseThrow().billed();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void billedSecondsCoverTheCallAreWholeStepsAndNeverFallWithLength(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 200; i++) {
      TariffRow row = row("888", 1, 1 + random.nextInt(90), 1 + random.nextInt(90));
      int seconds = 1 + random.nextInt(10_000);
      Rater rater = new Rater(Example.agreement(row));
      int billed = billed(rater, seconds);
      assertEquals(true, billed >= seconds, "seed " + seed);
      assertEquals(0, (billed - row.initial()) % row.step(), "seed " + seed);
      assertEquals(true, billed - seconds < Math.max(row.initial(), row.step()), "seed " + seed);
      assertEquals(true, billed(rater, seconds + 1) >= billed, "seed " + seed);
    }
  }
}
