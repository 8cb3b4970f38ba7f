package org.wasl.voice.accounting;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.wasl.settlement.Account;
import org.wasl.settlement.AccountForm;
import org.wasl.settlement.Line;
import org.wasl.settlement.LineKey;
import org.wasl.terms.PartyId;
import org.wasl.terms.Progress;
import org.wasl.voice.Call;
import org.wasl.voice.TrafficAgreement;
import org.wasl.voice.rating.Rated;
import org.wasl.voice.rating.Rater;

/// Makes the account of a month from a party's own calls: a line for each stream, destination, day
/// and band, of the month and, where the own records say another figure than was declared, of
/// months that were agreed before. A call belongs to the day and band of its answer; its price may
/// span bands.
public record AccountMaker(TrafficAgreement agreement, PartyId us) {
  private static final int REPORT_EVERY = 100_000;

  /// @param account the account
  /// @param suspended calls that no tariff row fits: shown, never priced
  /// @param outside calls in the files of months that are neither accounted nor corrected
  public record Made(Account account, List<Call> suspended, int outside) {}

  /// The account of a month alone.
  public Made make(
      YearMonth period, Iterable<Call> calls, List<String> profiles, Progress progress) {
    return make(period, Booked.NOTHING, calls, profiles, progress);
  }

  /// The account of a month, with corrections of months gone by.
  ///
  /// @param profiles digests of the mappings with which the files were read
  public Made make(
      YearMonth period,
      Booked booked,
      Iterable<Call> calls,
      List<String> profiles,
      Progress progress) {
    Rater rater = new Rater(agreement);
    Map<LineKey, LineSum> sums = new TreeMap<>();
    List<Call> suspended = new ArrayList<>();
    int outside = 0;
    long done = 0;
    for (Call call : calls) {
      Optional<Rated> rated = rater.rate(call);
      if (rated.isEmpty()) {
        suspended.add(call);
      } else if (isAccounted(YearMonth.from(rated.get().day()), period, booked)) {
        sums.computeIfAbsent(key(rated.get()), _ -> new LineSum()).add(call, rated.get());
      } else {
        outside++;
      }
      if (++done % REPORT_EVERY == 0) {
        progress.report("voice.rate", done, -1);
      }
    }
    progress.report("voice.rate", done, done);
    List<Line> lines = new ArrayList<>();
    sums.forEach((key, sum) -> lines.add(sum.line(key)));
    return new Made(account(period, booked, lines, profiles), suspended, outside);
  }

  private static boolean isAccounted(YearMonth month, YearMonth period, Booked booked) {
    return month.equals(period) || booked.months().contains(month);
  }

  /// The account of lines of calls of a month alone, with the lines that deals add.
  ///
  /// @param profiles digests of the mappings with which the files were read
  public Account account(YearMonth period, Collection<Line> calls, List<String> profiles) {
    return account(period, Booked.NOTHING, calls, profiles);
  }

  private Account account(
      YearMonth period, Booked booked, Collection<Line> calls, List<String> profiles) {
    Map<YearMonth, List<Line>> months =
        calls.stream().collect(Collectors.groupingBy(line -> YearMonth.from(line.key().day())));
    List<Line> lines = withDeals(period, months.getOrDefault(period, List.of()));
    for (YearMonth month : booked.months()) {
      lines.addAll(
          booked.corrections(
              month, months.getOrDefault(month, List.of()), agreement.terms(month).derived()));
    }
    lines.sort(Comparator.comparing(Line::key));
    List<String> basis = new ArrayList<>(agreement.digests());
    basis.addAll(profiles);
    AccountForm form = agreement.form(period);
    return new Account(form.agreement(), form.version(), period, us, basis, lines);
  }

  private List<Line> withDeals(YearMonth month, List<Line> calls) {
    List<Line> lines = new ArrayList<>(calls);
    lines.addAll(agreement.terms(month).derived().of(month, calls));
    return lines;
  }

  public static LineKey key(Rated rated) {
    return new LineKey(rated.stream(), rated.destination(), rated.day(), rated.band());
  }
}
