package org.wasl.voice.accounting;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wasl.voice.Call;
import org.wasl.voice.TariffRow;
import org.wasl.voice.TrafficAgreement;

/// The calls of a month that no row of the tariff fits: they stand in no account until there is a
/// row for them. Summed by the first digits of the called number and by what is missing, most calls
/// first.
///
/// @param rows at most [#MAX_ROWS]
/// @param rest what found no room in the rows
/// @param sum of all
/// @param payable of those that the agreement would settle, if a row were not missing
public record Suspense(List<Row> rows, Sum rest, Sum sum, Sum payable) {
  public static final int MAX_ROWS = 50;

  /// So many digits of a called number are told, and never its last four.
  private static final int DIGITS = 6;

  private static final int HIDDEN = 4;

  /// What is missing.
  public enum Reason {
    /// The number belongs to no country whose numbers the agreement settles.
    COUNTRY,
    /// The trunk group leads to somebody else, with whom the call is settled.
    ELSEWHERE,
    /// Nobody said where the trunk group leads.
    TRUNK,
    /// No row has a prefix that the number begins with.
    PREFIX,
    /// Rows of its prefix hold on other days.
    DAY,
    /// Rows of its prefix hold on the day, for other calling numbers.
    ORIGIN;

    boolean isPayable() {
      return this != COUNTRY && this != ELSEWHERE;
    }
  }

  /// How many calls.
  ///
  /// @param answered how many of them were
  /// @param seconds of conversation
  public record Sum(long calls, long answered, long seconds) {
    public static final Sum NONE = new Sum(0, 0, 0);

    Sum plus(Call call) {
      return plus(new Sum(1, call.answered() ? 1 : 0, call.seconds()));
    }

    Sum plus(Sum other) {
      return new Sum(calls + other.calls, answered + other.answered, seconds + other.seconds);
    }
  }

  /// Calls whose called numbers begin alike and lack the same.
  public record Row(String prefix, Reason reason, Sum sum) {}

  private record Key(String prefix, Reason reason) {}

  public Suspense {
    rows = List.copyOf(rows);
  }

  /// @param calls of one month, each without a price by the agreement
  public static Suspense of(TrafficAgreement agreement, Collection<Call> calls) {
    Tally tally = new Tally(agreement);
    calls.forEach(tally::add);
    return tally.suspense();
  }

  /// Adds up calls without a price one by one, and keeps none of them: what it holds grows with the
  /// prefixes that are called, and no further than [#MOST_PREFIXES].
  public static final class Tally {
    /// Of so many prefixes and reasons the calls are told apart; those of others are in the rest.
    public static final int MOST_PREFIXES = 100_000;

    private final Reasons reasons;
    private final Map<Key, Sum> sums = new HashMap<>();
    private final Map<Reason, Sum> others = new EnumMap<>(Reason.class);

    public Tally(TrafficAgreement agreement) {
      this.reasons = new Reasons(agreement);
    }

    /// @param call without a price by the agreement
    public void add(Call call) {
      Reason reason = reasons.of(call);
      Key key = new Key(prefix(call), reason);
      if (sums.containsKey(key) || sums.size() < MOST_PREFIXES) {
        sums.put(key, sums.getOrDefault(key, Sum.NONE).plus(call));
      } else {
        others.put(reason, others.getOrDefault(reason, Sum.NONE).plus(call));
      }
    }

    public Suspense suspense() {
      List<Row> rows = new ArrayList<>();
      sums.forEach((key, sum) -> rows.add(new Row(key.prefix(), key.reason(), sum)));
      rows.sort(
          Comparator.comparing((Row row) -> -row.sum().calls())
              .thenComparing(Row::prefix)
              .thenComparing(Row::reason));
      others.forEach((reason, sum) -> rows.add(new Row("", reason, sum)));
      int shown = Math.min(MAX_ROWS, sums.size());
      return new Suspense(
          rows.subList(0, shown),
          sum(rows.subList(shown, rows.size())),
          sum(rows),
          sum(rows.stream().filter(row -> row.reason().isPayable()).toList()));
    }
  }

  private static Sum sum(List<Row> rows) {
    return rows.stream().map(Row::sum).reduce(Sum.NONE, Sum::plus);
  }

  /// The digits by which a called number is told here.
  public static String prefix(Call call) {
    String digits = Long.toString(call.to());
    return digits.substring(0, Math.clamp(digits.length() - HIDDEN, 1, DIGITS));
  }

  /// Looks for what is missing, in the whole tariff.
  private static final class Reasons {
    private final TrafficAgreement agreement;
    private final Map<String, List<TariffRow>> byPrefix = new HashMap<>();

    Reasons(TrafficAgreement agreement) {
      this.agreement = agreement;
    }

    private Map<String, List<TariffRow>> byPrefix() {
      if (byPrefix.isEmpty()) {
        for (TariffRow row : agreement.tariff()) {
          byPrefix.computeIfAbsent(row.prefix(), _ -> new ArrayList<>(1)).add(row);
        }
      }
      return byPrefix;
    }

    Reason of(Call call) {
      String digits = Long.toString(call.to());
      if (agreement.calledCodes().values().stream().noneMatch(digits::startsWith)) {
        return Reason.COUNTRY;
      }
      LocalDate day = LocalDate.ofInstant(Instant.ofEpochSecond(call.time()), agreement.zone());
      switch (agreement.trunks().standing(call.trunk(), day)) {
        case ELSEWHERE -> {
          return Reason.ELSEWHERE;
        }
        case UNKNOWN -> {
          return Reason.TRUNK;
        }
        case TO_PEER -> {}
      }
      boolean found = false;
      for (int length = 1; length <= digits.length(); length++) {
        for (TariffRow row : byPrefix().getOrDefault(digits.substring(0, length), List.of())) {
          if (row.validity().holdsOn(day)) {
            return Reason.ORIGIN;
          }
          found = true;
        }
      }
      return found ? Reason.DAY : Reason.PREFIX;
    }
  }
}
