package org.wasl.voice.accounting;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.wasl.settlement.Account;
import org.wasl.settlement.Line;
import org.wasl.settlement.LineKey;
import org.wasl.terms.PartyId;
import org.wasl.terms.Progress;
import org.wasl.voice.Call;
import org.wasl.voice.TrafficAgreement;
import org.wasl.voice.rating.Rated;
import org.wasl.voice.rating.Rater;

/// Makes the account of a month from a party's own calls: a line for each stream, destination, day
/// and band. A call belongs to the day and band of its answer; its price may span bands.
public record AccountMaker(TrafficAgreement agreement, PartyId us) {
  private static final int REPORT_EVERY = 100_000;

  /// @param account the account
  /// @param suspended calls that no tariff row fits: shown, never priced
  /// @param outside calls of other months in the files
  public record Made(Account account, List<Call> suspended, int outside) {}

  /// @param profiles digests of the mappings with which the files were read
  public Made make(
      YearMonth period, Iterable<Call> calls, List<String> profiles, Progress progress) {
    Rater rater = new Rater(agreement);
    Map<LineKey, LineSum> sums = new TreeMap<>();
    List<Call> suspended = new ArrayList<>();
    int outside = 0;
    long done = 0;
    for (Call call : calls) {
      Optional<Rated> rated = rater.rate(call);
      if (rated.isEmpty()) {
        suspended.add(call);
      } else if (YearMonth.from(rated.get().day()).equals(period)) {
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
    return new Made(account(period, lines, profiles), suspended, outside);
  }

  /// The account of lines of calls, with the lines that deals add.
  ///
  /// @param profiles digests of the mappings with which the files were read
  public Account account(YearMonth period, Collection<Line> calls, List<String> profiles) {
    List<Line> lines = new ArrayList<>(calls);
    lines.addAll(DealLines.of(agreement.deals(), period, calls));
    lines.sort(Comparator.comparing(Line::key));
    List<String> basis = new ArrayList<>(agreement.digests());
    basis.addAll(profiles);
    return new Account(
        agreement.form().agreement(), agreement.form().version(), period, us, basis, lines);
  }

  public static LineKey key(Rated rated) {
    return new LineKey(rated.stream(), rated.destination(), rated.day(), rated.band());
  }
}
