package org.wasl.voice.bulk;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wasl.voice.TariffRow;
import org.wasl.voice.TimeProfile;
import org.wasl.voice.bulk.RandomTraffic.Plain;

/// Rating as a clerk would do it: every row is tried, every step of a call is walked, money is
/// decimal. Written from the reference alone.
final class NaiveRating {
  /// A currency unit in millionths of it a minute times seconds.
  private static final BigDecimal UNITS = BigDecimal.valueOf(60_000_000);

  private final List<TariffRow> tariff;
  private final List<TimeProfile> profiles;
  private final int roundedDecimals;

  /// `destination day band` to calls, answered, seconds, billed seconds and money in exact units.
  final Map<String, BigDecimal[]> lines = new TreeMap<>();

  int suspended;
  int outside;
  int duplicates;

  /// @param roundedDecimals to which each call is rounded half up, or -1
  NaiveRating(List<TariffRow> tariff, List<TimeProfile> profiles, int roundedDecimals) {
    this.tariff = tariff;
    this.profiles = profiles;
    this.roundedDecimals = roundedDecimals;
  }

  NaiveRating rate(List<Plain> calls, YearMonth period) {
    LinkedHashSet<Plain> once = new LinkedHashSet<>(calls);
    duplicates = calls.size() - once.size();
    once.forEach(call -> rate(call, period));
    return this;
  }

  private void rate(Plain call, YearMonth period) {
    LocalDate day = call.start().toLocalDate();
    TariffRow best = null;
    for (TariffRow row : tariff) {
      boolean fits =
          call.to().startsWith(row.prefix())
              && call.from().startsWith(row.origin())
              && row.validity().holdsOn(day);
      if (fits && (best == null || isCloser(row, best))) {
        best = row;
      }
    }
    if (best == null) {
      suspended++;
    } else if (!YearMonth.from(day).equals(period)) {
      outside++;
    } else {
      add(call, best);
    }
  }

  private static BigDecimal perMinute(long micros) {
    return BigDecimal.valueOf(micros).multiply(BigDecimal.valueOf(60));
  }

  private static boolean isCloser(TariffRow one, TariffRow other) {
    int byPrefix = one.prefix().length() - other.prefix().length();
    return byPrefix > 0 || (byPrefix == 0 && one.origin().length() > other.origin().length());
  }

  private void add(Plain call, TariffRow row) {
    BigDecimal money = perMinute(row.attemptMicros());
    int billed = 0;
    if (call.answered() && call.seconds() > row.grace()) {
      billed = row.initial();
      while (billed < call.seconds()) {
        billed += row.step();
      }
      billed = Math.max(billed, row.minimum());
      money = money.add(perMinute(row.connectMicros()));
      for (int second = 0; second < billed; second++) {
        LocalDateTime step = call.start().plusSeconds(stepStart(row, second));
        money = money.add(BigDecimal.valueOf(perSecond(row, step)));
      }
    }
    if (roundedDecimals >= 0) {
      money = money.divide(UNITS, roundedDecimals, RoundingMode.HALF_UP).multiply(UNITS);
    }
    String key =
        row.destination() + " " + call.start().toLocalDate() + " " + band(row, call.start());
    BigDecimal[] sums =
        lines.computeIfAbsent(
            key,
            _ ->
                new BigDecimal[] {
                  BigDecimal.ZERO,
                  BigDecimal.ZERO,
                  BigDecimal.ZERO,
                  BigDecimal.ZERO,
                  BigDecimal.ZERO
                });
    sums[0] = sums[0].add(BigDecimal.ONE);
    sums[1] = sums[1].add(call.answered() ? BigDecimal.ONE : BigDecimal.ZERO);
    sums[2] = sums[2].add(BigDecimal.valueOf(call.seconds()));
    sums[3] = sums[3].add(BigDecimal.valueOf(billed));
    sums[4] = sums[4].add(money);
  }

  /// The second in which the step began that covers a second of the call.
  private static int stepStart(TariffRow row, int second) {
    if (second < row.initial()) {
      return 0;
    }
    int further = (second - row.initial()) / row.step();
    return row.initial() + further * row.step();
  }

  private long perSecond(TariffRow row, LocalDateTime at) {
    return band(row, at).equals("peak") ? row.peakMicros() : row.offPeakMicros();
  }

  private String band(TariffRow row, LocalDateTime at) {
    TimeProfile profile =
        profiles.stream()
            .filter(each -> each.name().equals(row.profile()))
            .findFirst()
            .orElseThrow();
    boolean rest =
        profile.calendars().stream().anyMatch(calendar -> calendar.isRest(at.toLocalDate()));
    List<TimeProfile.Hours> hours =
        rest
            ? profile.restPeak()
            : profile.peak().getOrDefault(at.getDayOfWeek(), List.<TimeProfile.Hours>of());
    int second = at.toLocalTime().toSecondOfDay();
    boolean peak = hours.stream().anyMatch(each -> second >= each.from() && second < each.to());
    return peak ? "peak" : "offpeak";
  }
}
