package org.wasl.voice.reconciliation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wasl.settlement.LineKey;
import org.wasl.voice.reconciliation.BucketSum.Verdict;
import org.wasl.voice.reconciliation.Buckets.Place;
import org.wasl.voice.wire.DetailRows;

class BucketsTest {
  private static final LineKey LINE =
      new LineKey("aa-bb", "mobile", LocalDate.of(2026, 9, 1), "peak");

  private static Masked call(long token, int other, int seconds) {
    return new Masked(LINE, token, other, 1_788_220_800L, seconds, seconds, seconds * 9L, "t");
  }

  private static BucketSum sum(Masked... calls) {
    return BucketSum.of(List.of(calls));
  }

  @Test
  void theSamePairsWithASecondACallApartAreTolerated() {
    assertEquals(
        Verdict.TOLERATED,
        sum(call(70_000, 2, 10), call(900_000, 4, 20))
            .against(sum(call(70_000, 2, 11), call(900_000, 4, 21))));
    assertEquals(Verdict.EQUAL, sum(call(70_000, 2, 10)).against(sum(call(70_000, 2, 10))));
  }

  @Test
  void theSamePairsWithMoreSecondsApartDifferInTheirSums() {
    assertEquals(Verdict.SUMS, sum(call(70_000, 2, 10)).against(sum(call(70_000, 2, 12))));
    assertEquals(Verdict.SUMS, sum(call(70_000, 2, 0)).against(sum(call(70_000, 2, 1))));
  }

  @Test
  void otherPairsOrMoreOfThemAreOtherCalls() {
    assertEquals(Verdict.CALLS, sum(call(70_000, 2, 10)).against(sum(call(70_000, 3, 10))));
    assertEquals(
        Verdict.CALLS,
        sum(call(70_000, 2, 10)).against(sum(call(70_000, 2, 10), call(70_000, 2, 10))));
  }

  /// What single calls are compared by holds 16 bits of each number: tokens that share them give
  /// the same sums and lie in the same bucket.
  @Test
  void nothingButSixteenBitsOfANumberIsInASum() {
    Masked one = call(0x1111_1111_ABCD_1111L, 2, 10);
    Masked other = call(0x2222_2222_ABCD_2222L, 2, 10);
    assertEquals(sum(one), sum(other));
    Buckets buckets = Buckets.sized(Map.of(LINE, 1_024), List.of());
    assertEquals(buckets.placeOf(one), buckets.placeOf(other));
  }

  @Test
  void sumsAndDetailsReadBack() {
    BucketSum sum = sum(call(70_000, 2, 10), call(-5, 65_535, 3));
    assertEquals(sum, BucketSum.read(sum.text()));
    Place place = new Place(LINE, 3);
    Details details =
        new Details(
            "ab".repeat(32),
            List.of(call(70_000, 2, 10)),
            List.of(call(80_000, 2, 10)),
            Map.of("2026-09-01 t", 7L),
            Map.of(LINE, 8),
            Set.of(place),
            Map.of(place, sum),
            40,
            Sketch.of(Set.of(1L, 2L, 3L), 50),
            true);
    assertEquals(details, DetailRows.read(DetailRows.write(details)));
  }
}
