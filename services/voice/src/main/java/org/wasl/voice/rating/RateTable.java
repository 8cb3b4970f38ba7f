package org.wasl.voice.rating;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.wasl.voice.TariffRow;
import org.wasl.voice.TimeProfile.Hours;
import org.wasl.voice.TrafficAgreement;
import org.wasl.voice.TrunkGroups;

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

  /// A rate is three longs side by side: what it is, the price at peak, the price off-peak.
  private static final int RATE = 3;

  private static final int PEAK = 1;
  private static final int OFF_PEAK = 2;

  /// What a rate is, from the top: its first day, whether it is the first of its series, whether it
  /// is a gap, its terms, its destination.
  private static final int SINCE_SHIFT = 48;

  private static final long FIRST = 1L << 47;
  private static final long GAP = 1L << 46;
  private static final int TERMS_SHIFT = 24;
  private static final int MAX_TERMS = 1 << 22;
  private static final int MAX_DESTINATIONS = 1 << 24;

  private static final int TERMS = 5;
  private static final int CONNECT = 0;
  private static final int ATTEMPT = 1;
  private static final int STEPS = 2;
  private static final int LEAST = 3;

  /// Which profile, or the complement of that where the profile has no peak.
  private static final int BANDS = 4;

  /// Where lines of an account count.
  public record Destination(String stream, String name) {}

  private record Origin(long digits, int length, int last) {}

  private record Terms(long connect, long attempt, long steps, long least, int bands) {}

  private final PrefixTable prefixes;

  /// By prefix; empty where no rate asks for an origin.
  private final Origin[] @Nullable [] origins;

  /// By prefix, its last rate, or -1.
  private final int[] last;

  private final long[] rates;
  private final long[] terms;
  private final List<Destination> destinations;
  private final Bands[] bands;
  private final TrunkGroups trunks;

  /// Collected when it is first asked for; tables of millions of rates are made for rating alone.
  private volatile @Nullable Map<Destination, Set<Bands>> bandsOf;

  private RateTable(
      PrefixTable prefixes,
      Origin[] @Nullable [] origins,
      int[] last,
      long[] rates,
      long[] terms,
      List<Destination> destinations,
      Bands[] bands,
      TrunkGroups trunks) {
    this.trunks = trunks;
    this.prefixes = prefixes;
    this.origins = origins;
    this.last = last;
    this.rates = rates;
    this.terms = terms;
    this.destinations = List.copyOf(destinations);
    this.bands = bands;
  }

  /// @param calledCodes the country code that the called numbers of each stream begin with
  /// @throws IllegalArgumentException when two rows of one prefix and origin are valid on one day,
  ///   a prefix does not begin with the country code of its stream, or a row names a profile that
  ///   there is not
  public static RateTable of(
      List<TariffRow> rows, Map<String, String> calledCodes, Map<String, Bands> bands) {
    Builder builder = new Builder(calledCodes, bands, rows.size());
    rows.forEach(builder::add);
    return builder.build();
  }

  /// The tariff of an agreement.
  public static RateTable of(TrafficAgreement agreement) {
    return of(agreement.tariff(), agreement.calledCodes(), Bands.of(agreement.profiles()))
        .with(agreement.trunks());
  }

  /// The same tariff for calls over some trunk groups.
  public RateTable with(TrunkGroups groups) {
    return new RateTable(prefixes, origins, last, rates, terms, destinations, bands, groups);
  }

  /// Where the trunk groups lead: calls over others have no rate here.
  public TrunkGroups trunks() {
    return trunks;
  }

  public List<Destination> destinations() {
    return destinations;
  }

  /// Whether any rate depends on the calling number.
  public boolean asksForOrigins() {
    return origins.length != 0;
  }

  /// The bands of the profiles that rows of a destination name.
  Set<Bands> bandsOf(String stream, String destination) {
    Map<Destination, Set<Bands>> known = bandsOf;
    if (known == null) {
      known = collectBands();
      bandsOf = known;
    }
    return known.getOrDefault(new Destination(stream, destination), Set.of());
  }

  private Map<Destination, Set<Bands>> collectBands() {
    Map<Destination, Set<Bands>> found = new HashMap<>();
    for (int rate = 0; rate < rates.length / RATE; rate++) {
      if ((rates[rate * RATE] & GAP) == 0) {
        found
            .computeIfAbsent(destinations.get(destination(rate)), _ -> new HashSet<>())
            .add(bands(terms(rate)));
      }
    }
    return found;
  }

  /// Whether a stretch of local time begins in one band and ends in another, by any profile.
  boolean spansBands(long firstDay, int firstSecond, long lastDay, int lastSecond) {
    for (Bands each : bands) {
      if (each.isPeak(firstDay, firstSecond) != each.isPeak(lastDay, lastSecond)) {
        return true;
      }
    }
    return false;
  }

  /// The rate of a call, or -1 when none fits: the call goes to suspense.
  ///
  /// @param to the called number, up to 15 digits
  /// @param digits how many it has
  /// @param from the calling number, 0 when withheld
  /// @param day since 1970, in the agreement's zone
  public int find(long to, int digits, long from, long day) {
    return rate(prefixes.find(to, digits), from, day);
  }

  /// The first step of [#find]: where the prefixes of a number stand. In three steps the look-ups
  /// of many calls overlap.
  public int block(long to, int digits) {
    return prefixes.block(to, digits);
  }

  /// The second step of [#find]: the longest prefix.
  ///
  /// @param block what [#block] found
  public int prefix(int block, long to, int digits) {
    return prefixes.find(block, to, digits);
  }

  /// The third step of [#find].
  ///
  /// @param longest what [#prefix] found
  public int rate(int longest, long from, long day) {
    if (day < FIRST_DAY || day >= LAST_DAY) {
      return -1;
    }
    for (int prefix = longest; prefix != 0; prefix = prefixes.shorter(prefix)) {
      int rate = origins.length == 0 ? -1 : ofOrigin(prefix, from, day);
      if (rate < 0) {
        rate = on(last[prefix], day);
      }
      if (rate >= 0) {
        return rate;
      }
    }
    return -1;
  }

  private int ofOrigin(int prefix, long from, long day) {
    Origin[] of = origins[prefix];
    if (of == null || from == 0) {
      return -1;
    }
    int digits = PowersOfTen.digits(from);
    for (Origin each : of) {
      if (each.length() <= digits
          && from / PowersOfTen.power(digits - each.length()) == each.digits()) {
        int rate = on(each.last(), day);
        if (rate >= 0) {
          return rate;
        }
      }
    }
    return -1;
  }

  /// The rate of a series on a day, the newest first.
  ///
  /// @param last place of the newest, -1 where there is none
  private int on(int last, long day) {
    for (int rate = last; rate >= 0; rate--) {
      long what = rates[rate * RATE];
      if (what >>> SINCE_SHIFT <= day) {
        return (what & GAP) == 0 ? rate : -1;
      }
      if ((what & FIRST) != 0) {
        return -1;
      }
    }
    return -1;
  }

  /// Index into [#destinations()].
  ///
  /// @param rate what [#find] found
  public int destination(int rate) {
    return (int) rates[rate * RATE] & MAX_DESTINATIONS - 1;
  }

  private int terms(int rate) {
    return ((int) (rates[rate * RATE] >>> TERMS_SHIFT) & MAX_TERMS - 1) * TERMS;
  }

  /// 1 when a moment is in the peak band by the profile of a rate, else 0.
  public int peak(int rate, long day, int secondOfDay) {
    int profile = (int) terms[terms(rate) + BANDS];
    return profile < 0 ? 0 : Bands.peak(bands[profile].edges(day), secondOfDay);
  }

  private Bands bands(int at) {
    int profile = (int) terms[at + BANDS];
    return bands[profile < 0 ? ~profile : profile];
  }

  /// Billed seconds: nothing within the grace, else the first step and as many further ones as the
  /// call touches, at least the minimum.
  ///
  /// @param answered 1 where there was an answer, else 0
  public int billed(int rate, int seconds, int answered) {
    int at = terms(rate);
    long least = terms[at + LEAST];
    long steps = terms[at + STEPS];
    int stepped = stepped((int) (steps >>> 32), (int) steps, seconds);
    int billed = Math.max((int) (least >>> 32), stepped);
    int beyondGrace = (int) least - seconds >> 31;
    return billed & beyondGrace & -answered;
  }

  private static int stepped(int initial, int step, int seconds) {
    int beyond = Math.max(0, seconds - initial);
    return initial + (step == 1 ? beyond : (beyond + step - 1) / step * step);
  }

  /// The exact price in millionths of the currency times seconds a minute: the fee for the attempt,
  /// the fee for the answer, and for each step the rate of the band at its start.
  ///
  /// @param day of the answer since 1970, and `secondOfDay`, in the agreement's zone
  /// @param peak what [#peak] says of that moment
  public long price(int rate, long day, int secondOfDay, int peak, int billed) {
    int at = terms(rate);
    int profile = (int) terms[at + BANDS];
    long fees = terms[at + ATTEMPT] + (terms[at + CONNECT] & -billed >> 31);
    return profile < 0 || billed <= Bands.untilEdge(bands[profile].edges(day), secondOfDay)
        ? fees + perMinute(rate, peak) * billed
        : fees + overEdges(rate, at, day, secondOfDay, billed);
  }

  private long perMinute(int rate, int peak) {
    return rates[rate * RATE + OFF_PEAK - peak];
  }

  private long overEdges(int rate, int at, long day, int secondOfDay, int billed) {
    Bands by = bands(at);
    int initial = (int) (terms[at + STEPS] >>> 32);
    int step = (int) terms[at + STEPS];
    long exact = 0;
    int done = 0;
    while (done < billed) {
      long moment = (long) secondOfDay + done;
      long on = day + moment / Hours.DAY;
      int second = (int) (moment % Hours.DAY);
      int[] edges = by.edges(on);
      int within = Bands.untilEdge(edges, second);
      int next = done == 0 ? initial : Math.addExact(done, Math.ceilDiv(within, step) * step);
      next = Math.min(next, billed);
      exact += perMinute(rate, Bands.peak(edges, second)) * (next - done);
      done = next;
    }
    return exact;
  }

  /// Bytes that the table takes.
  public long bytes() {
    return prefixes.bytes() + 4L * last.length + 8L * (rates.length + terms.length);
  }

  /// Collects rows.
  public static final class Builder {
    private static final int START = 1 << 10;

    /// A row that asks for an origin.
    private record OriginRow(
        long digits, int length, int from, int to, long what, long peak, long offPeak) {}

    private final Map<String, String> calledCodes;
    private final Map<String, Integer> profiles = new HashMap<>();
    private final Bands[] bands;
    private final Map<String, Map<String, Integer>> places = new HashMap<>();
    private final List<Destination> destinations = new ArrayList<>();
    private final Map<Terms, Integer> known = new HashMap<>();
    private final PrefixIds ids = new PrefixIds();
    private final Map<Integer, List<OriginRow>> originRows = new TreeMap<>();
    private long[] terms = new long[TERMS * 16];
    private int[] ofPrefix;
    private char[] from;
    private char[] to;
    private long[] what;
    private long[] peak;
    private long[] offPeak;

    /// What the last row had: the next one is mostly like it, and then nothing is looked up.
    private @Nullable TariffRow lastRow;

    private long lastTermsPlace;
    private long lastDestinationPlace;
    private int lastId;
    private int rows;

    /// @param bands by the names of profiles
    public Builder(Map<String, String> calledCodes, Map<String, Bands> bands) {
      this(calledCodes, bands, START);
    }

    /// @param expected how many rows there will be
    private Builder(Map<String, String> calledCodes, Map<String, Bands> bands, int expected) {
      this.calledCodes = Map.copyOf(calledCodes);
      this.bands = bands.values().toArray(Bands[]::new);
      bands.keySet().forEach(name -> profiles.put(name, profiles.size()));
      int room = Math.clamp(expected, START, MAX_ROWS);
      ofPrefix = new int[room];
      from = new char[room];
      to = new char[room];
      what = new long[room];
      peak = new long[room];
      offPeak = new long[room];
    }

    public void add(TariffRow row) {
      TariffRow before = lastRow;
      String code = calledCodes.getOrDefault(row.stream(), "none");
      if (!row.prefix().startsWith(code)) {
        throw new IllegalArgumentException(
            row.prefix() + " does not begin with the country code of " + row.stream());
      }
      if (before == null || !sameTerms(row, before)) {
        lastTermsPlace = which(row);
      }
      if (before == null || !sameDestination(row, before)) {
        lastDestinationPlace = place(row);
      }
      if (before == null || !row.prefix().equals(before.prefix())) {
        lastId = ids.id(Long.parseLong(row.prefix()), row.prefix().length());
      }
      lastRow = row;
      int first = day(row.validity().from(), 0);
      int end = day(row.validity().to(), LAST_DAY);
      long word = lastTermsPlace << TERMS_SHIFT | lastDestinationPlace;
      if (row.origin().isEmpty()) {
        add(lastId, first, end, word, row);
      } else {
        originRows
            .computeIfAbsent(lastId, _ -> new ArrayList<>())
            .add(
                new OriginRow(
                    Long.parseLong(row.origin()),
                    row.origin().length(),
                    first,
                    end,
                    word,
                    row.peakMicros(),
                    row.offPeakMicros()));
      }
    }

    private static boolean sameTerms(TariffRow one, TariffRow other) {
      return one.connectMicros() == other.connectMicros()
          && one.attemptMicros() == other.attemptMicros()
          && one.initial() == other.initial()
          && one.step() == other.step()
          && one.minimum() == other.minimum()
          && one.grace() == other.grace()
          && one.profile().equals(other.profile());
    }

    private static boolean sameDestination(TariffRow one, TariffRow other) {
      return one.destination().equals(other.destination()) && one.stream().equals(other.stream());
    }

    private int which(TariffRow row) {
      Integer profile = profiles.get(row.profile());
      if (profile == null) {
        throw new IllegalArgumentException(
            row.prefix() + " names a time profile that there is not: " + row.profile());
      }
      return known.computeIfAbsent(
          new Terms(
              row.connectMicros() * 60,
              row.attemptMicros() * 60,
              (long) row.initial() << 32 | row.step(),
              (long) row.minimum() << 32 | row.grace(),
              profile),
          this::keep);
    }

    private int place(TariffRow row) {
      Map<String, Integer> ofStream = places.computeIfAbsent(row.stream(), _ -> new HashMap<>());
      Integer known = ofStream.get(row.destination());
      if (known != null) {
        return known;
      }
      int where = destinations.size();
      if (where == MAX_DESTINATIONS) {
        throw new IllegalArgumentException("more than " + MAX_DESTINATIONS + " destinations");
      }
      destinations.add(new Destination(row.stream(), row.destination()));
      ofStream.put(row.destination(), where);
      return where;
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
      if (known.size() == MAX_TERMS) {
        throw new IllegalArgumentException("more than " + MAX_TERMS + " kinds of terms");
      }
      if (at == terms.length) {
        terms = Arrays.copyOf(terms, at * 2);
      }
      terms[at + CONNECT] = key.connect();
      terms[at + ATTEMPT] = key.attempt();
      terms[at + STEPS] = key.steps();
      terms[at + LEAST] = key.least();
      terms[at + BANDS] = bands[key.bands()].hasPeak() ? key.bands() : ~key.bands();
      return known.size();
    }

    private void add(int id, int first, int end, long word, TariffRow row) {
      if (rows == MAX_ROWS) {
        throw new IllegalArgumentException("more than " + MAX_ROWS + " rates");
      }
      if (rows == ofPrefix.length) {
        grow();
      }
      ofPrefix[rows] = id;
      from[rows] = (char) first;
      to[rows] = (char) end;
      what[rows] = word;
      peak[rows] = row.peakMicros();
      offPeak[rows] = row.offPeakMicros();
      rows++;
    }

    private void grow() {
      int more = rows / 2 * 3;
      ofPrefix = Arrays.copyOf(ofPrefix, more);
      from = Arrays.copyOf(from, more);
      to = Arrays.copyOf(to, more);
      what = Arrays.copyOf(what, more);
      peak = Arrays.copyOf(peak, more);
      offPeak = Arrays.copyOf(offPeak, more);
    }

    public RateTable build() {
      PrefixTable prefixes = ids.table();
      Series series = new Series(rows);
      int[] last = new int[ids.size() + 1];
      int[] order = byPrefix();
      last[0] = -1;
      int at = 0;
      for (int id = 1; id <= ids.size(); id++) {
        int end = at;
        while (end < rows && ofPrefix[order[end]] == id) {
          end++;
        }
        sortByDay(order, at, end);
        for (; at < end; at++) {
          int row = order[at];
          series.add(from[row], to[row], what[row], peak[row], offPeak[row], id, ids);
        }
        last[id] = series.close();
      }
      return new RateTable(
          prefixes,
          origins(series),
          last,
          series.rates(),
          Arrays.copyOf(terms, known.size() * TERMS),
          destinations,
          bands,
          TrunkGroups.ALL);
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

    private Origin[] @Nullable [] origins(Series series) {
      if (originRows.isEmpty()) {
        return new Origin[0][];
      }
      Origin[] @Nullable [] all = new Origin[ids.size() + 1][];
      originRows.forEach((id, rows) -> {
        Map<List<Long>, List<OriginRow>> byOrigin = new LinkedHashMap<>();
        rows.stream()
            .sorted(
                Comparator.comparingInt((OriginRow row) -> -row.length())
                    .thenComparingLong(OriginRow::digits)
                    .thenComparingInt(OriginRow::from))
            .forEach(row ->
                byOrigin
                    .computeIfAbsent(
                        List.of(row.digits(), (long) row.length()), _ -> new ArrayList<>())
                    .add(row));
        List<Origin> found = new ArrayList<>();
        for (List<OriginRow> each : byOrigin.values()) {
          each.forEach(row ->
              series.add(row.from(), row.to(), row.what(), row.peak(), row.offPeak(), id, ids));
          OriginRow one = each.getFirst();
          found.add(new Origin(one.digits(), one.length(), series.close()));
        }
        all[id] = found.toArray(Origin[]::new);
      });
      return all;
    }
  }

  /// Rates of one prefix and origin in the order of their first days, one series after the other; a
  /// gap is an entry of its own.
  private static final class Series {
    private long[] rates;
    private int size;
    private int begin;
    private int end = -1;

    Series(int rows) {
      rates = new long[(rows + 16) * RATE];
    }

    void add(int from, int to, long what, long peak, long offPeak, int prefix, PrefixIds ids) {
      if (from < end) {
        throw new IllegalArgumentException("two rates at one time: " + ids.prefix(prefix));
      }
      if (end >= 0 && from > end) {
        put(end, GAP, 0, 0);
      }
      put(from, what, peak, offPeak);
      end = to;
    }

    private void put(long from, long what, long peak, long offPeak) {
      int at = size * RATE;
      if (at == rates.length) {
        rates = Arrays.copyOf(rates, size / 2 * 3 * RATE);
      }
      rates[at] = from << SINCE_SHIFT | (size == begin ? FIRST : 0) | what;
      rates[at + PEAK] = peak;
      rates[at + OFF_PEAK] = offPeak;
      size++;
    }

    /// @return the last rate of the series, -1 when it has none
    int close() {
      if (end >= 0 && end < LAST_DAY) {
        put(end, GAP, 0, 0);
      }
      int last = size == begin ? -1 : size - 1;
      begin = size;
      end = -1;
      return last;
    }

    /// Not copied where little room is left over; that becomes gaps.
    long[] rates() {
      int length = size * RATE;
      if (rates.length - length > length / 16) {
        return Arrays.copyOf(rates, length);
      }
      for (int at = length; at < rates.length; at += RATE) {
        rates[at] = GAP;
      }
      return rates;
    }
  }
}
