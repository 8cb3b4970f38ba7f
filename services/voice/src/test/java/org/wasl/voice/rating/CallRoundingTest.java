package org.wasl.voice.rating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wasl.settlement.RoundingRule;
import org.wasl.voice.TrafficAgreement;

class CallRoundingTest {
  /// Settlement's rounding in decimal money is the judge.
  @ParameterizedTest
  @EnumSource(value = RoundingMode.class, mode = EnumSource.Mode.EXCLUDE, names = "UNNECESSARY")
  void callsAreRoundedAsSettlementRounds(RoundingMode mode) {
    SplittableRandom random = new SplittableRandom(mode.ordinal());
    for (int decimals = 0; decimals <= 7; decimals++) {
      RoundingRule rule = new RoundingRule(RoundingRule.Point.PER_CALL, mode, decimals);
      CallRounding rounding = CallRounding.of(rule, TrafficAgreement.UNITS);
      long quantum = TrafficAgreement.UNITS.longValue() / Math.round(Math.pow(10, decimals));
      for (int i = 0; i < 2_000; i++) {
        long whole = random.nextLong(Math.min(1L << 40, (1L << 60) / quantum));
        long exact = whole * quantum / (1 + random.nextInt(3)) + random.nextInt(3) * quantum / 2;
        assertEquals(
            rule.roundedUnits(BigInteger.valueOf(exact), TrafficAgreement.UNITS).longValueExact(),
            rounding.round(exact),
            mode + " " + decimals + " " + exact);
      }
    }
  }

  @Test
  void roundingFinerThanTheExactUnitsIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            CallRounding.of(
                new RoundingRule(RoundingRule.Point.PER_CALL, RoundingMode.UP, 9),
                TrafficAgreement.UNITS));
  }
}
