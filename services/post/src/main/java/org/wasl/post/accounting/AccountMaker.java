package org.wasl.post.accounting;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.wasl.post.Advice;
import org.wasl.post.DispatchKey;
import org.wasl.post.OfficeCode;
import org.wasl.post.following.DispatchPicture;
import org.wasl.post.following.DispatchStory;
import org.wasl.post.following.NotePicture;
import org.wasl.post.following.Tolerances;
import org.wasl.post.inquiring.Indemnity;
import org.wasl.post.rating.MailCount;
import org.wasl.post.rating.MailCounter;
import org.wasl.post.rating.MailRater;
import org.wasl.post.rating.RatedMail;
import org.wasl.post.recording.Fact;
import org.wasl.settlement.Account;
import org.wasl.settlement.Line;
import org.wasl.settlement.LineKey;
import org.wasl.settlement.Stream;
import org.wasl.terms.PartyId;
import org.wasl.terms.Progress;

/// Makes the account of a month (CN 55): one line for each dispatch that was closed up to its last
/// day and is not accounted for yet, and one for each whose count or rate turned out otherwise.
///
/// What it counts is what offices had recorded, by their own clocks, up to the last day of the
/// month; notes that both posts accepted or left unanswered by then; and rates published by then.
/// So both posts make the same account whenever they make it, once both hold the same facts.
///
/// @param postOf the post that an office belongs to
public record AccountMaker(
    AccountTerms terms,
    Tolerances tolerances,
    Function<OfficeCode, Optional<PartyId>> postOf,
    PartyId us) {
  /// The band of the first line of a dispatch.
  public static final String WHOLE = "dispatch";

  /// The band of the first line of an indemnity.
  public static final String INDEMNITY = "indemnity";

  /// The band of a line that corrects earlier ones.
  public static final String DIFFERENCE = "difference";

  private static final int REPORT_EVERY = 1_000;

  /// The facts of a dispatch on which its account stands: declarations, notes and answers.
  ///
  /// @param told when facts were told across the border, where they were
  public record Told(DispatchKey dispatch, List<Fact> facts, Map<UUID, Instant> told) {
    public Told {
      facts = List.copyOf(facts);
      told = Map.copyOf(told);
    }
  }

  /// @param account the account
  /// @param unpriced dispatches that wait for a rate: shown, never priced
  public record Made(Account account, List<DispatchKey> unpriced) {
    public Made {
      unpriced = List.copyOf(unpriced);
    }
  }

  /// The word of a dispatch in lines of accounts.
  public static String word(DispatchKey dispatch) {
    return new AccountItem.OfDispatch(dispatch).word();
  }

  /// @param dispatches in any order, each once; those that were closed later are passed over
  /// @param booked what the accounts before this month say
  public Made make(YearMonth period, Iterable<Told> dispatches, Booked booked, Progress progress) {
    Making making = new Making(period, booked, progress);
    dispatches.forEach(making::take);
    return making.made();
  }

  /// An account that is being made, dispatch by dispatch.
  ///
  /// @param booked what the accounts before this month say
  public Making making(YearMonth period, Booked booked, Progress progress) {
    return new Making(period, booked, progress);
  }

  /// Mutable; confined to whoever makes the account.
  public final class Making {
    private final YearMonth period;
    private final Booked booked;
    private final Progress progress;
    private final List<Line> lines = new ArrayList<>();
    private final List<DispatchKey> unpriced = new ArrayList<>();
    private long done;

    private Making(YearMonth period, Booked booked, Progress progress) {
      this.period = period;
      this.booked = booked;
      this.progress = progress;
    }

    public void take(Told told) {
      rate(told, period)
          .ifPresent(each -> {
            if (each.mail().unpriced().isEmpty()) {
              line(each.whole(), booked).ifPresent(lines::add);
            } else {
              unpriced.add(each.dispatch());
            }
          });
      if (++done % REPORT_EVERY == 0) {
        progress.report("post.rate", done, -1);
      }
    }

    /// Adds the indemnities that stand at the end of the month.
    ///
    /// @param all that became due or were taken back until then
    public void take(Collection<Indemnity> all) {
      Map<String, List<Indemnity>> byInquiry = new TreeMap<>();
      for (Indemnity each : all) {
        String word = AccountItem.of(each.inquiry()).word();
        byInquiry.computeIfAbsent(word, _ -> new ArrayList<>()).add(each);
      }
      byInquiry.forEach((word, of) ->
          terms
              .findStream(AccountTerms.INDEMNITIES, of.getFirst().creditor())
              .flatMap(stream -> line(indemnity(stream, word, of), booked))
              .ifPresent(lines::add));
      terms.form().streams().stream()
          .filter(stream -> terms.mailClass(stream) == AccountTerms.INDEMNITIES)
          .flatMap(stream -> booked.ofStream(stream.id()).stream())
          .filter(each -> !byInquiry.containsKey(each.key().item()))
          .flatMap(each -> line(nothing(each), booked).stream())
          .forEach(lines::add);
    }

    /// What was accounted and does not stand any more.
    private static Line nothing(Line booked) {
      LineKey key = booked.key();
      return new Line(
          new LineKey(key.stream(), key.item(), key.day(), INDEMNITY),
          MailCount.ofIndemnities(0),
          BigInteger.ZERO);
    }

    private Line indemnity(Stream stream, String word, List<Indemnity> of) {
      long sum = of.stream().mapToLong(Indemnity::microSdr).reduce(0, Math::addExact);
      return new Line(
          new LineKey(stream.id(), word, of.getFirst().due(), INDEMNITY),
          MailCount.ofIndemnities(sum == 0 ? 0 : 1),
          terms.form().rounding().roundedUnits(BigInteger.valueOf(sum), AccountTerms.UNITS));
    }

    public Made made() {
      progress.report("post.rate", done, done);
      lines.sort(Comparator.comparing(Line::key));
      unpriced.sort(Comparator.naturalOrder());
      Account account =
          new Account(
              terms.form().agreement(), terms.form().version(), period, us, terms.digests(), lines);
      return new Made(account, unpriced);
    }
  }

  /// The line in the account: all of it, or the difference from what was accounted; none where
  /// nothing changed.
  private static Optional<Line> line(Line whole, Booked booked) {
    Optional<Line> before = booked.find(whole.key().stream(), whole.key().item());
    if (before.isEmpty()) {
      return isNothing(whole) ? Optional.empty() : Optional.of(whole);
    }
    LineKey key =
        new LineKey(whole.key().stream(), whole.key().item(), whole.key().day(), DIFFERENCE);
    Line difference =
        new Line(key, whole.quantities(), whole.exact())
            .minus(new Line(key, before.get().quantities(), before.get().exact()));
    return isNothing(difference) ? Optional.empty() : Optional.of(difference);
  }

  private static boolean isNothing(Line line) {
    return line.exact().signum() == 0 && line.quantities().stream().allMatch(each -> each == 0);
  }

  /// Counts and prices a dispatch as the account of a month sees it.
  ///
  /// @return nothing where it was not declared by then, or nobody pays for such mail
  public Optional<RatedDispatch> rate(Told told, YearMonth period) {
    LocalDate end = period.atEndOfMonth();
    Collection<Fact> known =
        told.facts().stream().filter(each -> !each.at().wall().toLocalDate().isAfter(end)).toList();
    DispatchPicture picture = DispatchStory.of(told.dispatch(), known, told.told(), tolerances);
    Optional<PartyId> payee = postOf.apply(told.dispatch().id().series().destination());
    Optional<PartyId> payer = postOf.apply(told.dispatch().id().series().origin());
    Optional<Stream> stream =
        payee
            .flatMap(each -> terms.findStream(told.dispatch().id().series().mailClass(), each))
            .filter(each -> payer.equals(Optional.of(each.payer())));
    Optional<Advice> advice =
        picture.advice().filter(each -> !each.closed().toLocalDate().isAfter(end));
    if (stream.isEmpty() || advice.isEmpty()) {
      return Optional.empty();
    }
    Period answerWithin = tolerances.noteAnswer();
    List<NotePicture> notes =
        picture.notes().stream().filter(each -> each.counts(end, answerWithin)).toList();
    return Optional.of(rate(stream.get(), advice.get(), notes, end));
  }

  private RatedDispatch rate(
      Stream stream, Advice advice, List<NotePicture> notes, LocalDate known) {
    LocalDate closed = advice.closed().toLocalDate();
    MailCount count =
        new MailCounter(terms.counting())
            .count(advice, notes.stream().map(NotePicture::note).toList());
    RatedMail mail = new MailRater(terms.rates()).rate(count, stream.payee(), closed, known);
    BigInteger rounded =
        terms.form().rounding().roundedUnits(BigInteger.valueOf(mail.exact()), AccountTerms.UNITS);
    LineKey key = new LineKey(stream.id(), word(advice.dispatch()), closed, WHOLE);
    return new RatedDispatch(
        advice.dispatch(), stream, closed, notes, mail, new Line(key, count.quantities(), rounded));
  }
}
