package org.wasl.voice.rating;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wasl.settlement.RoundingRule;
import org.wasl.voice.Call;
import org.wasl.voice.TariffRow;
import org.wasl.voice.TrafficAgreement;

/// Prices calls. The order is part of the contract: stream by the called country, rows valid on the
/// day of the answer, then the longest prefix. A call without a row is not priced at all; it goes
/// to suspense. One instance serves one thread.
public final class Rater {
  private static final int LONGEST = 15;

  private final TrafficAgreement agreement;
  private final Map<String, List<TariffRow>> byPrefix = new HashMap<>();
  private final Map<Long, @Nullable TariffRow> found = new HashMap<>();
  private final int longestPrefix;
  private long hourKnown = Long.MIN_VALUE;
  private LocalDateTime hourStart = LocalDateTime.MIN;

  /// @throws IllegalArgumentException when two rows of one prefix are valid on one day
  public Rater(TrafficAgreement agreement) {
    this.agreement = agreement;
    for (TariffRow row : agreement.tariff()) {
      List<TariffRow> rows = byPrefix.computeIfAbsent(row.prefix(), _ -> new ArrayList<>());
      if (rows.stream().anyMatch(other -> collides(row, other))) {
        throw new IllegalArgumentException("two rates at one time: " + row.prefix());
      }
      rows.add(row);
    }
    this.longestPrefix = byPrefix.keySet().stream().mapToInt(String::length).max().orElse(0);
  }

  private static boolean collides(TariffRow one, TariffRow other) {
    return one.stream().equals(other.stream()) && one.validity().overlaps(other.validity());
  }

  /// The price of a call, or nothing when no row fits.
  public Optional<Rated> rate(Call call) {
    LocalDateTime local = local(call.time());
    LocalDate day = local.toLocalDate();
    TariffRow row = row(call.to(), day);
    if (row == null) {
      return Optional.empty();
    }
    int billed = call.answered() ? billed(row, call.seconds()) : 0;
    long exact = billed == 0 ? 0 : price(row, local, billed);
    return Optional.of(
        new Rated(row.stream(), row.destination(), day, band(local), billed, rounded(exact)));
  }

  /// Billed seconds (voice reference §3.2): nothing within the grace, else the first step and as
  /// many further ones as the call touches, at least the minimum.
  static int billed(TariffRow row, int seconds) {
    if (seconds <= row.grace()) {
      return 0;
    }
    int stepped = row.initial();
    if (seconds > row.initial()) {
      int further = Math.ceilDiv(seconds - row.initial(), row.step());
      stepped += further * row.step();
    }
    return Math.max(row.minimum(), stepped);
  }

  /// Each step takes the band in force at its start.
  private long price(TariffRow row, LocalDateTime start, int billed) {
    long exact = row.connectMicros() * 60;
    LocalDateTime end = start.plusSeconds(billed);
    if (start.toLocalDate().equals(end.toLocalDate()) && band(start).equals(band(end))) {
      return exact + micros(row, start) * billed;
    }
    int done = 0;
    while (done < billed) {
      int step = Math.min(done == 0 ? row.initial() : row.step(), billed - done);
      exact += micros(row, start.plusSeconds(done)) * step;
      done += step;
    }
    return exact;
  }

  /// Whether a call of so many billed seconds runs over the edge of a band: then clocks that differ
  /// by seconds change its price.
  public boolean spansBands(long time, int billed) {
    LocalDateTime start = local(time);
    return !band(start).equals(band(start.plusSeconds(billed)));
  }

  private long rounded(long exact) {
    RoundingRule rule = agreement.form().rounding();
    return rule.point() == RoundingRule.Point.PER_CALL
        ? rule.roundedUnits(BigInteger.valueOf(exact), TrafficAgreement.UNITS).longValueExact()
        : exact;
  }

  private long micros(TariffRow row, LocalDateTime at) {
    return band(at).equals(TrafficAgreement.PEAK) ? row.peakMicros() : row.offPeakMicros();
  }

  /// The band of a moment in the agreement's zone.
  String band(LocalDateTime at) {
    boolean peak =
        !at.toLocalTime().isBefore(agreement.peakFrom())
            && at.toLocalTime().isBefore(agreement.peakTo());
    return peak ? TrafficAgreement.PEAK : TrafficAgreement.OFF_PEAK;
  }

  /// Local time; the zone's rules are asked once an hour of calls.
  private LocalDateTime local(long time) {
    long hour = Math.floorDiv(time, 900);
    if (hour != hourKnown) {
      hourKnown = hour;
      hourStart = LocalDateTime.ofInstant(Instant.ofEpochSecond(hour * 900), agreement.zone());
    }
    return hourStart.plusSeconds(time - hour * 900);
  }

  private @Nullable TariffRow row(long to, LocalDate day) {
    long head = to;
    while (head >= 10_000_000) {
      head /= 10;
    }
    long key = head * 100_000 + day.toEpochDay() % 100_000;
    if (found.containsKey(key) && longestPrefix <= 7) {
      return found.get(key);
    }
    TariffRow row = longest(Long.toString(to), day);
    found.put(key, row);
    return row;
  }

  private @Nullable TariffRow longest(String digits, LocalDate day) {
    for (int length = Math.min(LONGEST, digits.length()); length > 0; length--) {
      for (TariffRow row : byPrefix.getOrDefault(digits.substring(0, length), List.of())) {
        boolean fits = digits.startsWith(codeOf(row.stream()));
        if (fits && row.validity().holdsOn(day)) {
          return row;
        }
      }
    }
    return null;
  }

  private String codeOf(String stream) {
    return agreement.calledCodes().getOrDefault(stream, "none");
  }
}
