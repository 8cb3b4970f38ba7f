package org.wasl.voice.bulk;

import java.math.BigInteger;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.wasl.settlement.Line;
import org.wasl.settlement.LineKey;
import org.wasl.voice.TrafficAgreement;
import org.wasl.voice.rating.RateTable.Destination;

/// Sums of a month by destination, day and band. Amounts are summed in two longs, so that no sum
/// overflows. One instance serves one thread; instances are added together.
final class LineTotals {
  private static final int FIELDS = 6;
  private static final int CALLS = 0;
  private static final int ANSWERED = 1;
  private static final int SECONDS = 2;
  private static final int BILLED = 3;
  private static final int EXACT = 4;
  private static final int CARRIES = 5;
  private static final long CARRY = 1L << 62;

  private final long firstDay;
  private final int days;
  private final long[] @Nullable [] sums;
  private long calls;
  private long outside;

  LineTotals(YearMonth period, int destinations) {
    this.firstDay = period.atDay(1).toEpochDay();
    this.days = period.lengthOfMonth();
    this.sums = new long[destinations][];
  }

  /// Adds the calls of a batch that have a rate.
  void add(CallBatch batch) {
    long[] day = batch.day;
    int[] rate = batch.rate;
    int[] destination = batch.destination;
    int[] peak = batch.peak;
    int[] answered = batch.answered;
    int[] seconds = batch.seconds;
    int[] billed = batch.billed;
    long[] exact = batch.exact;
    int added = 0;
    int passed = 0;
    for (int i = 0; i < batch.count; i++) {
      long since = day[i] - firstDay;
      if (rate[i] < 0) {
        continue;
      }
      if (since < 0 || since >= days) {
        passed++;
        continue;
      }
      added++;
      long[] of = sums[destination[i]];
      if (of == null) {
        of = new long[days * 2 * FIELDS];
        sums[destination[i]] = of;
      }
      int at = ((int) since * 2 + peak[i]) * FIELDS;
      of[at + CALLS]++;
      of[at + ANSWERED] += answered[i];
      of[at + SECONDS] += seconds[i];
      of[at + BILLED] += billed[i];
      addExact(of, at, exact[i]);
    }
    calls += added;
    outside += passed;
  }

  /// Calls that stand in the sums.
  long calls() {
    return calls;
  }

  /// Calls of days outside the period, which stand in none.
  long outside() {
    return outside;
  }

  private static void addExact(long[] of, int at, long exact) {
    long sum = of[at + EXACT] + exact;
    if (sum >= CARRY || sum < 0) {
      sum -= CARRY;
      of[at + CARRIES]++;
    }
    of[at + EXACT] = sum;
  }

  void add(LineTotals other) {
    calls += other.calls;
    outside += other.outside;
    for (int destination = 0; destination < sums.length; destination++) {
      long[] theirs = other.sums[destination];
      long[] ours = sums[destination];
      if (ours == null) {
        sums[destination] = theirs;
      } else if (theirs != null) {
        add(ours, theirs);
      }
    }
  }

  private static void add(long[] ours, long[] theirs) {
    for (int at = 0; at < ours.length; at += FIELDS) {
      for (int field = 0; field < EXACT; field++) {
        ours[at + field] += theirs[at + field];
      }
      ours[at + CARRIES] += theirs[at + CARRIES];
      addExact(ours, at, theirs[at + EXACT]);
    }
  }

  Map<LineKey, Line> lines(List<Destination> destinations) {
    Map<LineKey, Line> lines = new TreeMap<>();
    for (int i = 0; i < sums.length; i++) {
      long[] of = sums[i];
      for (int at = 0; of != null && at < of.length; at += FIELDS) {
        if (of[at + CALLS] != 0) {
          Line line = line(destinations.get(i), of, at);
          lines.put(line.key(), line);
        }
      }
    }
    return lines;
  }

  private Line line(Destination destination, long[] of, int at) {
    int which = at / FIELDS;
    LineKey key =
        new LineKey(
            destination.stream(),
            destination.name(),
            LocalDate.ofEpochDay(firstDay + which / 2),
            which % 2 == 1 ? TrafficAgreement.PEAK : TrafficAgreement.OFF_PEAK);
    BigInteger exact =
        BigInteger.valueOf(of[at + CARRIES]).shiftLeft(62).add(BigInteger.valueOf(of[at + EXACT]));
    return new Line(
        key, List.of(of[at + CALLS], of[at + ANSWERED], of[at + SECONDS], of[at + BILLED]), exact);
  }
}
