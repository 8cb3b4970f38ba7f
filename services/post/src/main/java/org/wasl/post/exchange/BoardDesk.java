package org.wasl.post.exchange;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.wasl.post.OfficeCode;
import org.wasl.post.accounting.AccountTerms;
import org.wasl.post.accounting.RatedDispatch;
import org.wasl.post.following.DispatchPicture;
import org.wasl.post.following.InquiryPicture;
import org.wasl.post.inquiring.Indemnity;
import org.wasl.post.managing.Arrival;
import org.wasl.post.managing.Arrivals;
import org.wasl.post.managing.BagBalance;
import org.wasl.post.managing.Bags;
import org.wasl.post.managing.CustomsStay;
import org.wasl.post.managing.DispatchFigures;
import org.wasl.post.managing.FigureStore;
import org.wasl.post.managing.Forecast;
import org.wasl.post.managing.RatedDay;
import org.wasl.post.managing.ScannedHour;
import org.wasl.post.rating.MailCount;
import org.wasl.post.tracking.Completeness;
import org.wasl.post.tracking.TimeStore;
import org.wasl.settlement.Stream;

/// The desk of whoever answers for the post: what mail came to by month and stream, as the accounts
/// rate it now, and what it will come to; what was found of what arrived; what customs have for too
/// long; inquiries; how much offices scan. Figures are kept a dispatch and a day, so that no report
/// reads the facts.
public final class BoardDesk {
  /// Dispatches whose figures are made anew at once.
  private static final int AT_ONCE = 500;

  private static final int MOST_ROUNDS = 10;
  private static final int FEW = 50;

  private static final int MOST_STAYS = 1_000;

  private final PostDesk post;
  private final AccountDesk accounts;
  private final InquiryDesk inquiries;

  public BoardDesk(PostDesk post, AccountDesk accounts, InquiryDesk inquiries) {
    this.post = post;
    this.accounts = accounts;
    this.inquiries = inquiries;
  }

  // Making the figures

  /// Makes the figures of dispatches anew whose facts, rates or clocks changed, from time to time.
  public void tend() {
    int rounds = MOST_ROUNDS;
    while (rounds-- > 0 && makeSome(AT_ONCE) == AT_ONCE) {
      // some more
    }
  }

  /// Makes the figures of a few dispatches anew, for whoever looks at them.
  public void freshen() {
    makeSome(FEW);
  }

  /// @return how many
  private int makeSome(int most) {
    FigureStore store = post.store();
    YearMonth now = YearMonth.from(accounts.today());
    AccountTerms terms = accounts.terms();
    String basis = now + " " + String.join(" ", terms.digests());
    post.within(() -> {
      store.ratedBy(basis, now.minusMonths(terms.lookBackMonths()).atDay(1));
      return store;
    });
    List<FigureStore.Stale> stale = store.staleFigures(most);
    stale.forEach(each -> make(each, now));
    return stale.size();
  }

  private void make(FigureStore.Stale stale, YearMonth now) {
    Optional<DispatchPicture> picture = post.picture(stale.dispatch());
    DispatchFigures figures =
        new DispatchFigures(
            stale.dispatch(),
            post.isOurs(stale.dispatch().id().series().origin()),
            picture.flatMap(Arrival::of),
            accounts.rated(now, stale.dispatch()).map(BoardDesk::rated),
            picture.map(Bags::of).orElse(List.of()));
    post.within(() -> {
      post.store().put(figures, stale.change());
      return figures;
    });
  }

  private static DispatchFigures.Rated rated(RatedDispatch rated) {
    return new DispatchFigures.Rated(
        rated.stream().id(),
        rated.closed(),
        rated.mail().unpriced().isEmpty(),
        MailCount.grams(rated.whole().quantities()),
        rated.mail().unpriced().isEmpty() ? rated.whole().exact().longValueExact() : 0);
  }

  /// Whether figures of some dispatches wait to be made anew.
  public boolean isBehind() {
    return !post.store().staleFigures(1).isEmpty();
  }

  // Mail and money

  /// What mail of a stream came to that was closed in a month.
  ///
  /// @param unpriced dispatches that wait for a rate
  public record OfStream(
      Stream stream,
      long dispatches,
      long unpriced,
      long grams,
      long microSdr,
      Optional<Forecast> gramsToCome,
      Optional<Forecast> sdrToCome) {}

  /// A month: what was closed in it, as the accounts rate it now, and the indemnities that became
  /// due or were taken back in it.
  ///
  /// @param owedToUs for mail, millionths of an SDR
  /// @param weOwe for mail
  /// @param indemnities owed to us less those that we owe
  public record OfMonth(
      YearMonth month,
      List<OfStream> streams,
      long gramsIn,
      long gramsOut,
      long owedToUs,
      long weOwe,
      long indemnities) {
    public OfMonth {
      streams = List.copyOf(streams);
    }

    /// What we are owed less what we owe.
    public long balance() {
      return owedToUs - weOwe + indemnities;
    }

    public boolean isUnpriced() {
      return streams.stream().anyMatch(each -> each.unpriced() > 0);
    }
  }

  /// What the balance of a period will be, streams that we are paid for less those that we pay for,
  /// and the indemnities that are known.
  ///
  /// @param least if what we are owed comes out least and what we owe greatest
  /// @param greatest the other way round
  /// @param by one of the forecasts it goes by, for its days
  public record BalanceToCome(
      LocalDate begin,
      LocalDate end,
      long soFar,
      long expected,
      long least,
      long greatest,
      Forecast by) {}

  /// @param months newest first
  /// @param month to the end of the running month
  /// @param period to the end of the running period of CN 61 and CN 52
  public record Money(
      List<OfMonth> months, Optional<BalanceToCome> month, Optional<BalanceToCome> period) {
    public Money {
      months = List.copyOf(months);
    }
  }

  /// Mail and money of the last months since there was mail, the running one among them.
  ///
  /// @param months at most
  public Money money(int months) {
    LocalDate today = accounts.today();
    YearMonth now = YearMonth.from(today);
    Optional<LocalDate> mail = post.store().firstRated();
    YearMonth first =
        mail.map(YearMonth::from)
            .filter(each -> each.isAfter(now.minusMonths(months - 1L)))
            .orElse(mail.isEmpty() ? now : now.minusMonths(months - 1L));
    LocalDate begin = first.atDay(1);
    List<RatedDay> days = post.store().rated(begin, now.atEndOfMonth());
    Map<YearMonth, Long> indemnities = indemnities(now);
    Days known = new Days(days, mail, today);
    List<OfMonth> all = new ArrayList<>();
    for (YearMonth each = now; !each.isBefore(first); each = each.minusMonths(1)) {
      all.add(month(each, known, Optional.ofNullable(indemnities.get(each)).orElse(0L)));
    }
    return new Money(
        all,
        balance(now.atDay(1), now.atEndOfMonth(), known, indemnities),
        balance(
            accounts.terms().firstOfSummary(now).atDay(1),
            accounts.terms().clocks().lastOf(now).atEndOfMonth(),
            known,
            indemnities));
  }

  /// What was closed on each day, by stream.
  ///
  /// @param first day on which there was mail; nothing where there was none in the last four weeks
  private record Days(List<RatedDay> all, Optional<LocalDate> first, LocalDate today) {
    private Days {
      LocalDate since = today.minusWeeks(Forecast.MOST_WEEKS);
      first =
          first.filter(_ ->
              all.stream()
                  .map(RatedDay::closed)
                  .anyMatch(each -> !each.isBefore(since) && each.isBefore(today)));
    }

    List<RatedDay> of(Stream stream, LocalDate begin, LocalDate end) {
      return all.stream()
          .filter(each -> each.stream().equals(stream.id()))
          .filter(each -> !each.closed().isBefore(begin) && !each.closed().isAfter(end))
          .toList();
    }

    private Map<LocalDate, RatedDay> byDay(Stream stream) {
      return of(stream, LocalDate.MIN, LocalDate.MAX).stream()
          .collect(Collectors.toMap(RatedDay::closed, each -> each));
    }

    Optional<Forecast> sdr(Stream stream, LocalDate begin, LocalDate end) {
      Map<LocalDate, Long> amounts = new HashMap<>();
      byDay(stream).forEach((day, each) -> amounts.put(day, each.microSdr()));
      return first.flatMap(mail -> Forecast.of(amounts, mail, begin, today, end));
    }

    Optional<Forecast> grams(Stream stream, LocalDate begin, LocalDate end) {
      Map<LocalDate, Long> amounts = new HashMap<>();
      byDay(stream).forEach((day, each) -> amounts.put(day, each.grams()));
      return first.flatMap(mail -> Forecast.of(amounts, mail, begin, today, end));
    }
  }

  private List<Stream> streams() {
    return accounts.terms().form().streams().stream()
        .filter(each -> accounts.terms().mailClass(each) != AccountTerms.INDEMNITIES)
        .toList();
  }

  private boolean isOwedToUs(Stream stream) {
    return stream.payee().equals(accounts.us());
  }

  private OfMonth month(YearMonth month, Days known, long indemnities) {
    LocalDate begin = month.atDay(1);
    LocalDate end = month.atEndOfMonth();
    boolean isRunning = !end.isBefore(known.today());
    List<OfStream> streams = new ArrayList<>();
    long[] sums = new long[4];
    for (Stream each : streams()) {
      RatedDay sum =
          known.of(each, begin, end).stream()
              .reduce(new RatedDay(each.id(), begin, 0, 0, 0, 0), RatedDay::plus);
      streams.add(
          new OfStream(
              each,
              sum.dispatches(),
              sum.unpriced(),
              sum.grams(),
              sum.microSdr(),
              isRunning ? known.grams(each, begin, end) : Optional.empty(),
              isRunning ? known.sdr(each, begin, end) : Optional.empty()));
      int way = isOwedToUs(each) ? 0 : 1;
      sums[way] += sum.grams();
      sums[2 + way] += sum.microSdr();
    }
    return new OfMonth(month, streams, sums[0], sums[1], sums[2], sums[3], indemnities);
  }

  private Optional<BalanceToCome> balance(
      LocalDate begin, LocalDate end, Days known, Map<YearMonth, Long> indemnities) {
    long due =
        indemnities.entrySet().stream()
            .filter(each -> !each.getKey().atDay(1).isBefore(begin))
            .filter(each -> !each.getKey().atEndOfMonth().isAfter(end))
            .mapToLong(Map.Entry::getValue)
            .sum();
    long soFar = due;
    long expected = due;
    long least = due;
    long greatest = due;
    Optional<Forecast> by = Optional.empty();
    for (Stream each : streams()) {
      Optional<Forecast> forecast = known.sdr(each, begin, end);
      if (forecast.isEmpty()) {
        return Optional.empty();
      }
      by = forecast;
      Forecast one = forecast.get();
      boolean isOwed = isOwedToUs(each);
      soFar += isOwed ? one.soFar() : -one.soFar();
      expected += isOwed ? one.expected() : -one.expected();
      least += isOwed ? one.least() : -one.greatest();
      greatest += isOwed ? one.greatest() : -one.least();
    }
    BalanceSums sums = new BalanceSums(soFar, expected, least, greatest);
    return by.map(each ->
        new BalanceToCome(
            begin, end, sums.soFar(), sums.expected(), sums.least(), sums.greatest(), each));
  }

  private record BalanceSums(long soFar, long expected, long least, long greatest) {}

  /// By the month in which they became due or were taken back: owed to us less what we owe.
  private Map<YearMonth, Long> indemnities(YearMonth until) {
    Map<YearMonth, Long> all = new TreeMap<>();
    for (Indemnity each : inquiries.indemnitiesUntil(until)) {
      boolean isOwed = each.creditor().equals(accounts.us());
      all.merge(
          YearMonth.from(each.due()), isOwed ? each.microSdr() : -each.microSdr(), Math::addExact);
    }
    return all;
  }

  /// Dispatches of a stream that were closed in a month.
  public List<DispatchFigures> mail(Stream stream, YearMonth month, int most) {
    return post.store().ratedDispatches(stream.id(), month.atDay(1), month.atEndOfMonth(), most);
  }

  /// The month by whose end rates and notes are known.
  public YearMonth runningMonth() {
    return YearMonth.from(accounts.today());
  }

  /// The stream of that id, of mail.
  public Optional<Stream> findStream(String id) {
    return streams().stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /// Items that completeness lacks, the oldest first.
  public List<FigureStore.Unfollowed> unfollowed(Completeness of, TimeStore.Which which, int most) {
    return post.store().unfollowed(of, which, most);
  }

  // What was found, and what waits

  public Arrivals arrivals(boolean isOut, LocalDate first, LocalDate last) {
    return post.store().arrivals(isOut, first, last);
  }

  public List<DispatchFigures> arrived(
      boolean isOut, Arrival.Which which, LocalDate first, LocalDate last, int most) {
    return post.store().arrived(isOut, which, first, last, most);
  }

  /// Receptacles that each post has of the other, by type, since the first that was scanned here.
  public List<BagBalance> bags() {
    return BagBalance.of(post.store().bags(true), post.store().bags(false));
  }

  /// Items that customs have for longer than the posts agreed to ask after, the longest first.
  public List<CustomsStay> atCustoms(Instant now) {
    return post.store().atCustoms(now.minus(post.agreement().atCustoms()), MOST_STAYS);
  }

  /// Inquiries of one side: how many are open, and how many of these are late.
  public record Asked(long open, long late) {}

  /// @param isOurs asked by us, else by the other post
  public Asked asked(boolean isOurs) {
    List<InquiryPicture> open =
        inquiries.open().stream().filter(each -> inquiries.isOurs(each) == isOurs).toList();
    return new Asked(open.size(), open.stream().filter(inquiries::isLate).count());
  }

  /// What an office scanned.
  ///
  /// @param hours on which it scanned anything, one of a day counted once
  /// @param byHour scans of each hour of the day, of all days together, from 0 to 23
  public record OfOffice(OfficeCode office, long scans, long hours, List<Long> byHour) {
    public OfOffice {
      byHour = List.copyOf(byHour);
    }

    /// Scans in an hour in which anything was scanned, in tenths, rounded down.
    public long tenthsAnHour() {
      return hours == 0 ? 0 : scans * 10 / hours;
    }
  }

  /// Of our offices, in the order of their codes.
  public List<OfOffice> scanned(LocalDate first, LocalDate last) {
    Map<OfficeCode, List<ScannedHour>> offices =
        post.store().scanned(first, last).stream()
            .collect(Collectors.groupingBy(ScannedHour::office));
    return offices.entrySet().stream()
        .map(each -> office(each.getKey(), each.getValue()))
        .sorted(Comparator.comparing(each -> each.office().value()))
        .toList();
  }

  private static OfOffice office(OfficeCode office, List<ScannedHour> hours) {
    List<Long> byHour = new ArrayList<>(Collections.nCopies(24, 0L));
    hours.forEach(each -> byHour.set(each.hour(), each.scans()));
    return new OfOffice(
        office,
        hours.stream().mapToLong(ScannedHour::scans).sum(),
        hours.stream().mapToLong(ScannedHour::days).sum(),
        byHour);
  }
}
