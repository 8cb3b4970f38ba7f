package org.wasl.voice.bulk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wasl.settlement.Line;
import org.wasl.voice.rating.RateTable.Destination;

class LineTotalsTest {
  private static final YearMonth PERIOD = YearMonth.of(2026, 9);
  private static final List<Destination> DESTINATIONS =
      List.of(new Destination("s", "one"), new Destination("s", "two"));

  private static LineTotals totals(int calls, long exact) {
    CallBatch batch = new CallBatch();
    for (int i = 0; i < calls; i++) {
      batch.day[i] = PERIOD.atDay(30).toEpochDay();
      batch.destination[i] = 1;
      batch.peak[i] = i % 2;
      batch.exact[i] = exact;
      batch.seconds[i] = 7;
    }
    batch.count = calls;
    LineTotals totals = new LineTotals(PERIOD, DESTINATIONS.size());
    totals.add(batch);
    return totals;
  }

  /// Sums pass 2^62 and 2^63 in one thread and again when two are added.
  @Test
  void noSumOverflows() {
    long exact = (1L << 62) - 3;
    LineTotals totals = totals(100, exact);
    totals.add(totals(60, exact));
    List<Line> lines = List.copyOf(totals.lines(DESTINATIONS).values());
    assertEquals(2, lines.size());
    for (Line line : lines) {
      assertEquals(BigInteger.valueOf(exact).multiply(BigInteger.valueOf(80)), line.exact());
      assertEquals(List.of(80L, 0L, 560L, 0L), line.quantities());
    }
    assertEquals(160, totals.calls());
  }
}
