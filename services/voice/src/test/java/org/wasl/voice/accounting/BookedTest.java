package org.wasl.voice.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wasl.settlement.Account;
import org.wasl.settlement.Line;
import org.wasl.settlement.LineKey;
import org.wasl.settlement.Terms;
import org.wasl.settlement.agreeing.AgreedAccount;
import org.wasl.settlement.comparing.Comparison;
import org.wasl.settlement.contesting.Contest;
import org.wasl.settlement.contesting.ContestAnswer;
import org.wasl.terms.Progress;
import org.wasl.terms.Validity;
import org.wasl.voice.Deal;
import org.wasl.voice.Example;
import org.wasl.voice.TrafficAgreement;
import org.wasl.voice.TrunkGroups;

/// Corrections of agreed months, and deals after a contest; amounts worked out by hand.
class BookedTest {
  private static final YearMonth AUGUST = YearMonth.of(2026, 8);
  private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);
  private static final TrafficAgreement AGREEMENT =
      Example.agreement(Example.row("8881", 100_000, 1, 1));

  private static final Deal COMMITMENT =
      new Deal.Commitment(
          new Deal.Scope("deal", "aa-bb", Set.of(), Validity.ALWAYS, true),
          60_000,
          60_000,
          100_000);

  private static Line line(int day, long calls, long exact) {
    return new Line(
        new LineKey("aa-bb", "to-8881", AUGUST.atDay(day), "peak"),
        List.of(calls, calls, calls * 60, calls * 60),
        BigInteger.valueOf(exact));
  }

  private static Account account(
      TrafficAgreement agreement, boolean isPayer, YearMonth month, Line... lines) {
    return new AccountMaker(agreement, isPayer ? Example.AA : Example.BB)
        .account(month, List.of(lines), List.of());
  }

  private static Booked.Month month(Account ours, Account theirs) {
    Comparison both = Comparison.of(AGREEMENT.terms(AUGUST), ours, theirs);
    return new Booked.Month(
        Optional.of(ours), AgreedAccount.of(AGREEMENT.terms(AUGUST), both, List.of()));
  }

  private static Booked booked(Booked.Month... months) {
    return Booked.of(SEPTEMBER, 6, List.of(months));
  }

  private static List<Line> corrections(Booked booked, Line... known) {
    return booked.corrections(AUGUST, List.of(known), AGREEMENT.terms(AUGUST).derived());
  }

  @Test
  void whatIsAsItWasDeclaredIsNotClaimedAgainThoughLessWasSettled() {
    // we are paid and counted 11 calls; the payer, within the tolerance or unquestioned, counted 10
    Booked booked =
        booked(
            month(
                account(AGREEMENT, false, AUGUST, line(1, 11, 1_100)),
                account(AGREEMENT, true, AUGUST, line(1, 10, 1_000))));
    assertEquals(List.of(), corrections(booked, line(1, 11, 1_100)));
  }

  @Test
  void whatChangedSinceIsClaimedLessWhatWasSettled() {
    Booked booked =
        booked(
            month(
                account(AGREEMENT, false, AUGUST, line(1, 11, 1_100)),
                account(AGREEMENT, true, AUGUST, line(1, 14, 1_400))));
    // 15 calls now, 14 are paid for: the payer's figure stood
    assertEquals(
        List.of(line(1, 1, 100), line(2, 2, 200)),
        corrections(booked, line(1, 15, 1_500), line(2, 2, 200)));
    // rated anew at half the price, and a file withdrawn
    assertEquals(
        List.of(
            new Line(
                line(1, 1, 1).key(), List.of(-3L, -3L, -180L, -180L), BigInteger.valueOf(-850))),
        corrections(booked, line(1, 11, 550)));
    assertEquals(
        List.of(
            new Line(
                line(1, 1, 1).key(),
                List.of(-14L, -14L, -840L, -840L),
                BigInteger.valueOf(-1_400))),
        corrections(booked));
  }

  @Test
  void correctionsThatWereAgreedCountAndNoMonthBeforeTheTimeDoes() {
    Booked.Month august =
        month(
            account(AGREEMENT, false, AUGUST, line(1, 11, 1_100)),
            account(AGREEMENT, true, AUGUST, line(1, 11, 1_100)));
    Account correction =
        new Account(
            AGREEMENT.form().agreement(),
            1,
            SEPTEMBER,
            Example.BB,
            List.of(),
            List.of(line(1, 2, 200)));
    Account same =
        new Account(
            AGREEMENT.form().agreement(),
            1,
            SEPTEMBER,
            Example.AA,
            List.of(),
            List.of(line(1, 2, 200)));
    Booked.Month september = month(correction, same);
    YearMonth october = SEPTEMBER.plusMonths(1);
    Booked booked = Booked.of(october, 6, List.of(august, september));
    assertEquals(List.of(), corrections(booked, line(1, 13, 1_300)));
    assertEquals(List.of(line(1, 1, 100)), corrections(booked, line(1, 14, 1_400)));
    assertEquals(
        Set.of(SEPTEMBER),
        Booked.of(october, 1, List.of(august, september)).months(),
        "August is two months before October");
  }

  @Test
  void aLineInDisputeIsLeftToTheDispute() {
    Account ours = account(AGREEMENT, false, AUGUST, line(1, 20, 2_000));
    Account theirs = account(AGREEMENT, true, AUGUST, line(1, 10, 1_000));
    Contest contest =
        new Contest(
            new UUID(0x0000_7000L, 1),
            AGREEMENT.form().agreement(),
            AUGUST,
            Example.BB,
            AgreedAccount.digestsOf(ours, theirs),
            List.of(new Contest.Item(line(1, 1, 1).key(), line(1, 20, 2_000), "count")));
    ContestAnswer answer =
        new ContestAnswer(
            contest.id(),
            Example.AA,
            List.of(
                new ContestAnswer.Ruling(
                    line(1, 1, 1).key(),
                    ContestAnswer.Kind.MAINTAIN,
                    Optional.empty(),
                    "checked")));
    AgreedAccount agreed =
        AgreedAccount.of(
            AGREEMENT.terms(AUGUST),
            Comparison.of(AGREEMENT.terms(AUGUST), ours, theirs),
            List.of(new AgreedAccount.Answered(contest, answer)));
    Booked booked = booked(new Booked.Month(Optional.of(ours), agreed));
    assertEquals(List.of(), corrections(booked, line(1, 25, 2_500)));
  }

  @Test
  void theAccountHasTheLinesOfBothMonths() {
    Booked booked =
        booked(
            month(
                account(AGREEMENT, false, AUGUST, line(1, 1, 6_000_000)),
                account(AGREEMENT, true, AUGUST, line(1, 1, 6_000_000))));
    Account made =
        new AccountMaker(AGREEMENT, Example.BB)
            .make(
                SEPTEMBER,
                booked,
                List.of(
                    Example.call("8881234567", "2026-08-01 12:00:00", 60),
                    Example.call("8881234567", "2026-08-01 12:30:00", 30),
                    Example.call("8881234567", "2026-07-01 12:30:00", 30),
                    Example.call("8881234567", "2026-09-01 12:00:00", 60)),
                List.of(),
                Progress.NONE)
            .account();
    assertEquals(
        List.of(AUGUST.atDay(1), SEPTEMBER.atDay(1)),
        made.lines().stream().map(each -> each.key().day()).toList());
    assertEquals(BigInteger.valueOf(3_000_000), made.lines().getFirst().exact());
  }

  /// 1,000 minutes at 0.06 are committed: 60 dollars, with ten calls as with twenty.
  @Test
  void aCorrectionOfAMonthWithADealComesToWhatTheDealSays() {
    TrafficAgreement agreement = with(COMMITMENT);
    Account payee = account(agreement, false, AUGUST, line(1, 10, 60_000_000));
    Account payer = account(agreement, true, AUGUST, line(1, 10, 60_000_000));
    AgreedAccount agreed =
        AgreedAccount.of(
            agreement.terms(AUGUST),
            Comparison.of(agreement.terms(AUGUST), payee, payer),
            List.of());
    Booked booked = booked(new Booked.Month(Optional.of(payee), agreed));
    Line deal =
        new Line(
            new LineKey("aa-bb", "deal", AUGUST.atEndOfMonth(), Deal.BAND),
            List.of(0L, 0L, 0L, 0L),
            BigInteger.valueOf(-60_000_000));
    Terms.Derived derived = agreement.terms(AUGUST).derived();
    assertEquals(
        List.of(line(1, 10, 60_000_000), deal),
        booked.corrections(AUGUST, List.of(line(1, 20, 120_000_000)), derived));
    assertEquals(List.of(), booked.corrections(AUGUST, List.of(line(1, 10, 60_000_000)), derived));
  }

  /// 60 dollars, whatever the parties counted below the commitment.
  @Test
  void afterAContestAStreamStillComesToWhatItsDealSays() {
    TrafficAgreement agreement = with(COMMITMENT);
    Account payer = account(agreement, true, AUGUST, line(1, 10, 60_000_000));
    Account payee = account(agreement, false, AUGUST, line(1, 20, 120_000_000));
    Contest contest =
        new Contest(
            new UUID(0x0000_7000L, 2),
            agreement.form().agreement(),
            AUGUST,
            Example.BB,
            AgreedAccount.digestsOf(payee, payer),
            List.of(new Contest.Item(line(1, 1, 1).key(), line(1, 20, 120_000_000), "count")));
    ContestAnswer answer =
        new ContestAnswer(
            contest.id(),
            Example.AA,
            List.of(
                new ContestAnswer.Ruling(
                    line(1, 1, 1).key(), ContestAnswer.Kind.CONCEDE, Optional.empty(), "lost")));
    AgreedAccount agreed = conceded(agreement, payer, payee, contest, answer);
    assertEquals(agreed, conceded(agreement, payee, payer, contest, answer), "on both nodes");
    assertEquals(
        BigInteger.valueOf(60L * 60_000_000),
        agreed.lines().stream()
            .map(each -> each.line().exact())
            .reduce(BigInteger.ZERO, BigInteger::add));
    assertEquals(
        20, agreed.lines().stream().mapToLong(each -> each.line().quantities().getFirst()).sum());
  }

  private static AgreedAccount conceded(
      TrafficAgreement agreement,
      Account ours,
      Account theirs,
      Contest contest,
      ContestAnswer answer) {
    return AgreedAccount.of(
        agreement.terms(AUGUST),
        Comparison.of(agreement.terms(AUGUST), ours, theirs),
        List.of(new AgreedAccount.Answered(contest, answer)));
  }

  private static TrafficAgreement with(Deal deal) {
    return new TrafficAgreement(
        AGREEMENT.form(),
        AGREEMENT.tolerance(),
        AGREEMENT.clocks(),
        AGREEMENT.zone(),
        AGREEMENT.profiles(),
        List.of(),
        AGREEMENT.calledCodes(),
        AGREEMENT.gateways(),
        AGREEMENT.tariff(),
        List.of(),
        AGREEMENT.ground(),
        AGREEMENT.wording(),
        List.of(),
        List.of(deal),
        0,
        TrunkGroups.ALL,
        List.of());
  }
}
