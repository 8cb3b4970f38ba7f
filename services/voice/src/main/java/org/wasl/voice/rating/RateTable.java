package org.wasl.voice.rating;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wasl.voice.TariffRow;

/// A tariff made ready for rating: prefixes, for each the rates in the order of their first days,
/// for each rate its terms. Never changes; a new tariff is a new table, so that one may be replaced
/// while calls are rated by the other.
///
/// The order of selection is part of the contract: the longest prefix of the called number that has
/// a rate on the day of the answer and for the calling number; among rates of that prefix the
/// longest origin; a withheld calling number fits only rates for every origin.
public final class RateTable {
  /// The most rows.
  public static final int MAX_ROWS = 16_000_000;

  /// Days are counted from here to [#LAST_DAY].
  private static final long FIRST_DAY = LocalDate.of(1970, 1, 1).toEpochDay();

  private static final int LAST_DAY = Character.MAX_VALUE;

  private static final int TERMS = 6;
  private static final int PEAK = 0;
  private static final int OFF_PEAK = 1;
  private static final int CONNECT = 2;
  private static final int ATTEMPT = 3;
  private static final int STEPS = 4;
  private static final int LEAST = 5;

  /// Where lines of an account count.
  public record Destination(String stream, String name) {}

  private record Origin(long digits, int length, int series) {}

  private record Terms(
      long peak, long offPeak, long connect, long attempt, long steps, long least) {}

  private final PrefixTable prefixes;
  private final int[] shorter;

  /// By prefix; empty where no rate asks for an origin.
  private final Origin[] @Nullable [] origins;

  private final int[] series;
  private final char[] since;
  private final int[] termsOf;
  private final int[] destinationOf;
  private final long[] terms;
  private final List<Destination> destinations;
  private final Bands bands;

  private RateTable(
      PrefixTable prefixes,
      int[] shorter,
      Origin[] @Nullable [] origins,
      int[] series,
      char[] since,
      int[] termsOf,
      int[] destinationOf,
      long[] terms,
      List<Destination> destinations,
      Bands bands) {
    this.prefixes = prefixes;
    this.shorter = shorter;
    this.origins = origins;
    this.series = series;
    this.since = since;
    this.termsOf = termsOf;
    this.destinationOf = destinationOf;
    this.terms = terms;
    this.destinations = List.copyOf(destinations);
    this.bands = bands;
  }

  /// @param calledCodes the country code that the called numbers of each stream begin with
  /// @throws IllegalArgumentException when two rows of one prefix and origin are valid on one day,
  ///   or a prefix does not begin with the country code of its stream
  public static RateTable of(List<TariffRow> rows, Map<String, String> calledCodes, Bands bands) {
    Builder builder = new Builder(calledCodes);
    rows.forEach(builder::add);
    return builder.build(bands);
  }

  public List<Destination> destinations() {
    return destinations;
  }

  /// Whether any rate depends on the calling number.
  public boolean asksForOrigins() {
    return origins.length != 0;
  }

  public Bands bands() {
    return bands;
  }

  /// The rate of a call, or -1 when none fits: the call goes to suspense.
  ///
  /// @param digits the called number's ASCII digits from `at`, `length` of them
  /// @param from the calling number, 0 when withheld
  /// @param day since 1970, in the agreement's zone
  public int find(byte[] digits, int at, int length, long from, long day) {
    return valid(prefixes.find(digits, at, length), from, day);
  }

  /// The first half of [#find]: the longest prefix of a number whose first five digits are known as
  /// a number. In two halves the look-ups of many calls overlap.
  public int prefix(int head, byte[] digits, int at, int length) {
    return prefixes.find(head, digits, at, length);
  }

  /// The second half of [#find].
  ///
  /// @param prefix what [#prefix] found
  public int rate(int prefix, long from, long day) {
    return valid(prefix, from, day);
  }

  private int valid(int longest, long from, long day) {
    if (day < FIRST_DAY || day >= LAST_DAY) {
      return -1;
    }
    for (int prefix = longest; prefix != 0; prefix = shorter[prefix]) {
      int rate = origins.length == 0 ? -1 : ofOrigin(prefix, from, day);
      if (rate < 0) {
        rate = on(prefix, day);
      }
      if (rate >= 0) {
        return rate;
      }
    }
    return -1;
  }

  private int ofOrigin(int prefix, long from, long day) {
    Origin[] all = origins[prefix];
    if (all == null || from == 0) {
      return -1;
    }
    int digits = PowersOfTen.digits(from);
    for (Origin each : all) {
      if (each.length() <= digits
          && from / PowersOfTen.power(digits - each.length()) == each.digits()) {
        int rate = on(each.series(), day);
        if (rate >= 0) {
          return rate;
        }
      }
    }
    return -1;
  }

  private int on(int which, long day) {
    int first = series[which];
    int entry = series[which + 1] - 1;
    if (entry - first > 8) {
      entry = lastNotAfter(first, entry, day);
    }
    while (entry >= first && since[entry] > day) {
      entry--;
    }
    return entry < first || termsOf[entry] < 0 ? -1 : entry;
  }

  private int lastNotAfter(int first, int last, long day) {
    int low = first;
    int high = last;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (since[middle] <= day) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /// Index into [#destinations()].
  ///
  /// @param rate what [#find] found
  public int destination(int rate) {
    return destinationOf[rate];
  }

  /// Billed seconds: nothing within the grace, else the first step and as many further ones as the
  /// call touches, at least the minimum.
  public int billed(int rate, int seconds, boolean answered) {
    int at = termsOf[rate] * TERMS;
    long least = terms[at + LEAST];
    long steps = terms[at + STEPS];
    int stepped = stepped((int) (steps >>> 32), (int) steps, seconds);
    int billed = Math.max((int) (least >>> 32), stepped);
    return answered & seconds > (int) least ? billed : 0;
  }

  private static int stepped(int initial, int step, int seconds) {
    int beyond = Math.max(0, seconds - initial);
    return initial + (step == 1 ? beyond : (beyond + step - 1) / step * step);
  }

  /// The exact price in millionths of the currency times seconds a minute: the fee for the attempt,
  /// the fee for the answer, and for each step the rate of the band at its start.
  ///
  /// @param secondOfDay of the answer in the agreement's zone
  public long price(int rate, int secondOfDay, int billed) {
    int at = termsOf[rate] * TERMS;
    long fees = terms[at + ATTEMPT] + (billed == 0 ? 0 : terms[at + CONNECT]);
    return billed <= bands.untilEdge(secondOfDay)
        ? fees + terms[at + (bands.isPeak(secondOfDay) ? PEAK : OFF_PEAK)] * billed
        : fees + overEdges(at, secondOfDay, billed);
  }

  private long overEdges(int at, int secondOfDay, int billed) {
    int initial = (int) (terms[at + STEPS] >>> 32);
    int step = (int) terms[at + STEPS];
    long exact = 0;
    int done = 0;
    while (done < billed) {
      int moment = (secondOfDay + done) % 86_400;
      int within = bands.untilEdge(moment);
      int next = done == 0 ? initial : Math.addExact(done, Math.ceilDiv(within, step) * step);
      next = Math.min(next, billed);
      exact += terms[at + (bands.isPeak(moment) ? PEAK : OFF_PEAK)] * (next - done);
      done = next;
    }
    return exact;
  }

  /// Bytes that the table takes.
  public long bytes() {
    return prefixes.bytes()
        + 4L * (shorter.length + series.length + termsOf.length + destinationOf.length)
        + 2L * since.length
        + 8L * terms.length;
  }

  /// Collects rows.
  public static final class Builder {
    private static final int START = 1 << 10;

    private final Map<String, String> calledCodes;
    private final Map<Destination, Integer> places = new HashMap<>();
    private final List<Destination> destinations = new ArrayList<>();
    private final Map<Terms, Integer> known = new HashMap<>();
    private final PrefixIds ids = new PrefixIds();
    private final Map<Integer, List<long[]>> originRows = new HashMap<>();
    private long[] terms = new long[TERMS * 64];
    private int[] ofPrefix = new int[START];
    private int[] rate = new int[START];
    private int[] place = new int[START];
    private char[] from = new char[START];
    private char[] to = new char[START];
    private int rows;

    public Builder(Map<String, String> calledCodes) {
      this.calledCodes = Map.copyOf(calledCodes);
    }

    public void add(TariffRow row) {
      if (!row.prefix().startsWith(calledCodes.getOrDefault(row.stream(), "none"))) {
        throw new IllegalArgumentException(
            row.prefix() + " does not begin with the country code of " + row.stream());
      }
      Destination destination = new Destination(row.stream(), row.destination());
      int where = places.computeIfAbsent(destination, _ -> places.size());
      if (where == destinations.size()) {
        destinations.add(destination);
      }
      Terms key =
          new Terms(
              row.peakMicros(),
              row.offPeakMicros(),
              row.connectMicros() * 60,
              row.attemptMicros() * 60,
              (long) row.initial() << 32 | row.step(),
              (long) row.minimum() << 32 | row.grace());
      add(
          Long.parseLong(row.prefix()),
          row.prefix().length(),
          row.origin(),
          day(row.validity().from(), 0),
          day(row.validity().to(), LAST_DAY),
          known.computeIfAbsent(key, this::keep),
          where);
    }

    private static int day(Optional<LocalDate> day, int open) {
      if (day.isEmpty()) {
        return open;
      }
      long since = day.get().toEpochDay();
      if (since < FIRST_DAY || since >= LAST_DAY) {
        throw new IllegalArgumentException("rates hold from 1970 to 2149, not on " + day.get());
      }
      return (int) since;
    }

    private int keep(Terms key) {
      int at = known.size() * TERMS;
      if (at == terms.length) {
        terms = Arrays.copyOf(terms, at * 2);
      }
      terms[at + PEAK] = key.peak();
      terms[at + OFF_PEAK] = key.offPeak();
      terms[at + CONNECT] = key.connect();
      terms[at + ATTEMPT] = key.attempt();
      terms[at + STEPS] = key.steps();
      terms[at + LEAST] = key.least();
      return known.size();
    }

    private void add(
        long prefix, int length, String origin, int first, int end, int which, int where) {
      int id = ids.id(prefix, length);
      if (!origin.isEmpty()) {
        long[] row = {Long.parseLong(origin), origin.length(), first, end, which, where};
        originRows.computeIfAbsent(id, _ -> new ArrayList<>()).add(row);
        return;
      }
      if (rows == MAX_ROWS) {
        throw new IllegalArgumentException("more than " + MAX_ROWS + " rates");
      }
      if (rows == ofPrefix.length) {
        grow();
      }
      ofPrefix[rows] = id;
      rate[rows] = which;
      place[rows] = where;
      from[rows] = (char) first;
      to[rows] = (char) end;
      rows++;
    }

    private void grow() {
      int more = rows / 2 * 3;
      ofPrefix = Arrays.copyOf(ofPrefix, more);
      rate = Arrays.copyOf(rate, more);
      place = Arrays.copyOf(place, more);
      from = Arrays.copyOf(from, more);
      to = Arrays.copyOf(to, more);
    }

    public RateTable build(Bands bands) {
      PrefixTable prefixes = new PrefixTable();
      int[] shorter = ids.addTo(prefixes);
      prefixes.trim();
      Timelines lines = new Timelines(ids.size() + 1 + originSeries(), rows);
      int[] order = byPrefix();
      int at = 0;
      lines.close();
      for (int id = 1; id <= ids.size(); id++) {
        int end = at;
        while (end < rows && ofPrefix[order[end]] == id) {
          end++;
        }
        sortByDay(order, at, end);
        for (; at < end; at++) {
          int row = order[at];
          lines.add(from[row], to[row], rate[row], place[row], id, ids);
        }
        lines.close();
      }
      Origin[] @Nullable [] origins = origins(lines);
      return new RateTable(
          prefixes,
          shorter,
          origins,
          lines.series(),
          lines.since(),
          lines.termsOf(),
          lines.destinationOf(),
          Arrays.copyOf(terms, known.size() * TERMS),
          destinations,
          bands);
    }

    private int originSeries() {
      return originRows.values().stream().mapToInt(List::size).sum();
    }

    /// Rows in the order of their prefix ids; a counting sort.
    private int[] byPrefix() {
      int[] starts = new int[ids.size() + 2];
      for (int i = 0; i < rows; i++) {
        starts[ofPrefix[i] + 1]++;
      }
      for (int i = 1; i < starts.length; i++) {
        starts[i] += starts[i - 1];
      }
      int[] order = new int[rows];
      for (int i = 0; i < rows; i++) {
        order[starts[ofPrefix[i]]++] = i;
      }
      return order;
    }

    private void sortByDay(int[] order, int first, int end) {
      for (int i = first + 1; i < end; i++) {
        int row = order[i];
        int place = i;
        while (place > first && from[order[place - 1]] > from[row]) {
          order[place] = order[place - 1];
          place--;
        }
        order[place] = row;
      }
    }

    private Origin[] @Nullable [] origins(Timelines lines) {
      if (originRows.isEmpty()) {
        return new Origin[0][];
      }
      Origin[] @Nullable [] all = new Origin[ids.size() + 1][];
      originRows.forEach((id, unsorted) -> {
        List<long[]> sorted = new ArrayList<>(unsorted);
        sorted.sort(
            Comparator.comparingLong((long[] row) -> -row[1])
                .thenComparingLong(row -> row[0])
                .thenComparingLong(row -> row[2]));
        List<Origin> found = new ArrayList<>();
        long[] before = {-1, -1};
        for (long[] row : sorted) {
          if (row[0] != before[0] || row[1] != before[1]) {
            if (!found.isEmpty()) {
              lines.close();
            }
            found.add(new Origin(row[0], (int) row[1], lines.count()));
            before = row;
          }
          lines.add((int) row[2], (int) row[3], (int) row[4], (int) row[5], id, ids);
        }
        lines.close();
        all[id] = found.toArray(Origin[]::new);
      });
      return all;
    }
  }

  /// Rates in the order of their first days, one after the other; a gap is an entry of its own.
  private static final class Timelines {
    private final int[] series;
    private char[] since;
    private int[] termsOf;
    private int[] destinationOf;
    private int lines;
    private int entries;
    private int end = -1;

    Timelines(int most, int rows) {
      series = new int[most + 1];
      since = new char[rows + 16];
      termsOf = new int[rows + 16];
      destinationOf = new int[rows + 16];
    }

    void add(int from, int to, int which, int where, int prefix, PrefixIds ids) {
      if (from < end) {
        throw new IllegalArgumentException("two rates at one time: " + ids.prefix(prefix));
      }
      if (end >= 0 && from > end) {
        put(end, -1, 0);
      }
      put(from, which, where);
      end = to;
    }

    private void put(int from, int which, int where) {
      if (entries == since.length) {
        since = Arrays.copyOf(since, entries / 2 * 3);
        termsOf = Arrays.copyOf(termsOf, entries / 2 * 3);
        destinationOf = Arrays.copyOf(destinationOf, entries / 2 * 3);
      }
      since[entries] = (char) from;
      termsOf[entries] = which;
      destinationOf[entries++] = where;
    }

    void close() {
      if (end >= 0 && end < LAST_DAY) {
        put(end, -1, 0);
      }
      end = -1;
      series[++lines] = entries;
    }

    /// How many are closed.
    int count() {
      return lines;
    }

    int[] series() {
      return Arrays.copyOf(series, lines + 1);
    }

    char[] since() {
      return Arrays.copyOf(since, entries);
    }

    int[] termsOf() {
      return Arrays.copyOf(termsOf, entries);
    }

    int[] destinationOf() {
      return Arrays.copyOf(destinationOf, entries);
    }
  }
}
