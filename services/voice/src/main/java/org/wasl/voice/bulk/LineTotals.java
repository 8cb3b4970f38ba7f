package org.wasl.voice.bulk;

import java.math.BigInteger;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wasl.settlement.Line;
import org.wasl.settlement.LineKey;
import org.wasl.voice.TrafficAgreement;
import org.wasl.voice.rating.RateTable.Destination;

/// Sums of a month by destination, day and band. Amounts are summed in two longs, so that no sum
/// overflows. One instance serves one thread; instances are added together.
final class LineTotals {
  private static final int FIELDS = 5;
  private static final int CALLS = 0;
  private static final int ANSWERED = 1;
  private static final int SECONDS = 2;
  private static final int BILLED = 3;
  private static final int EXACT = 4;
  private static final long CARRY = 1L << 62;
  private static final int BANDS = 2;
  private static final int NONE = -1;

  private final long firstDay;
  private final int days;

  /// By destination and band, where the cells of its days begin in [#sums]; only what has calls has
  /// cells, so that the sums of most months stay in the cache.
  private final int[] places;

  private long[] sums = new long[0];

  /// How often the exact amount of a cell, which is cut at 2^62, went over it.
  private final Map<Integer, Long> carries = new TreeMap<>();

  private int used;
  private long calls;
  private long outside;

  /// Keeps the look at the cells from being optimised away.
  long seen;

  LineTotals(YearMonth period, int destinations) {
    this.firstDay = period.atDay(1).toEpochDay();
    this.days = period.lengthOfMonth();
    this.places = new int[Math.multiplyExact(destinations, BANDS)];
    Arrays.fill(places, NONE);
  }

  /// Adds the calls of a batch that have a rate. First all their cells are found and looked at, so
  /// that the memory works on all of them at once.
  void add(CallBatch batch) {
    long touched = 0;
    for (int i = 0; i < batch.count; i++) {
      int cell = cell(batch, i);
      batch.cell[i] = cell;
      touched |= cell < 0 ? 0 : sums[cell];
    }
    seen |= touched;
    for (int i = 0; i < batch.count; i++) {
      if (batch.cell[i] >= 0) {
        add(batch, i, batch.cell[i]);
      }
    }
  }

  private int cell(CallBatch batch, int i) {
    if (batch.rate[i] < 0) {
      return NONE;
    }
    long since = batch.day[i] - firstDay;
    if (since < 0 || since >= days) {
      outside++;
      return NONE;
    }
    calls++;
    return place(batch.destination[i] * BANDS + batch.peak[i]) + (int) since * FIELDS;
  }

  private void add(CallBatch batch, int i, int cell) {
    long[] of = sums;
    of[cell + CALLS]++;
    of[cell + ANSWERED] += batch.answered[i];
    of[cell + SECONDS] += batch.seconds[i];
    of[cell + BILLED] += batch.billed[i];
    long sum = of[cell + EXACT] + batch.exact[i];
    if (sum >= CARRY) {
      sum -= CARRY;
      carries.merge(cell, 1L, Long::sum);
    }
    of[cell + EXACT] = sum;
  }

  private int place(int which) {
    int place = places[which];
    return place == NONE ? newPlace(which) : place;
  }

  private int newPlace(int which) {
    int next = Math.addExact(used, days * FIELDS);
    if (next > sums.length) {
      sums =
          Arrays.copyOf(
              sums, Math.max(next, (int) Math.min(Integer.MAX_VALUE - 8, sums.length * 2L)));
    }
    places[which] = used;
    used = next;
    return places[which];
  }

  /// Calls that stand in the sums.
  long calls() {
    return calls;
  }

  /// Calls of days outside the period, which stand in none.
  long outside() {
    return outside;
  }

  void add(LineTotals other) {
    calls += other.calls;
    outside += other.outside;
    for (int which = 0; which < places.length; which++) {
      int theirs = other.places[which];
      if (theirs != NONE) {
        add(place(which), other, theirs);
      }
    }
  }

  private void add(int ours, LineTotals other, int theirs) {
    for (int at = 0; at < days * FIELDS; at += FIELDS) {
      for (int field = 0; field < EXACT; field++) {
        sums[ours + at + field] += other.sums[theirs + at + field];
      }
      long carried = other.carries.getOrDefault(theirs + at, 0L);
      long sum = sums[ours + at + EXACT] + other.sums[theirs + at + EXACT];
      carried += sum >>> 62;
      sums[ours + at + EXACT] = sum & CARRY - 1;
      if (carried > 0) {
        carries.merge(ours + at, carried, Long::sum);
      }
    }
  }

  Map<LineKey, Line> lines(List<Destination> destinations) {
    Map<LineKey, Line> lines = new TreeMap<>();
    for (int which = 0; which < places.length; which++) {
      for (int day = 0; places[which] != NONE && day < days; day++) {
        int at = places[which] + day * FIELDS;
        if (sums[at + CALLS] != 0) {
          LineKey key = key(destinations.get(which / BANDS), day, which % BANDS);
          lines.put(key, line(key, at));
        }
      }
    }
    return lines;
  }

  private LineKey key(Destination destination, int day, int peak) {
    return new LineKey(
        destination.stream(),
        destination.name(),
        LocalDate.ofEpochDay(firstDay + day),
        peak == 1 ? TrafficAgreement.PEAK : TrafficAgreement.OFF_PEAK);
  }

  private Line line(LineKey key, int at) {
    BigInteger exact =
        BigInteger.valueOf(carries.getOrDefault(at, 0L))
            .shiftLeft(62)
            .add(BigInteger.valueOf(sums[at + EXACT]));
    return new Line(
        key,
        List.of(sums[at + CALLS], sums[at + ANSWERED], sums[at + SECONDS], sums[at + BILLED]),
        exact);
  }
}
