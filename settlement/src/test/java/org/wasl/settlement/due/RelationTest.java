package org.wasl.settlement.due;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wasl.settlement.Example;
import org.wasl.settlement.due.AccountDue.Standing;
import org.wasl.settlement.netting.Clocks;
import org.wasl.terms.PartyId;

/// The numbers in comments are those of the International Telecommunication Regulations (Dubai
/// 2012), Appendix 1.
class RelationTest {
  private static final PartyId AA = new PartyId("aa");
  private static final PartyId BB = new PartyId("bb");
  private static final YearMonth JANUARY = YearMonth.of(2026, 1);
  private static final Clocks QUARTERLY = new Clocks(50, 2, 3, 2, new BigDecimal("6"));

  private static Relation open() {
    return Relation.open(DueRules.of(Example.FORM, QUARTERLY), AA, BB, JANUARY);
  }

  private static Relation with(Relation relation, Happening... happenings) {
    Relation now = relation;
    for (Happening each : happenings) {
      now =
          assertInstanceOf(Relation.Outcome.Taken.class, now.take(each), each::toString).relation();
    }
    return now;
  }

  private static String refusal(Relation relation, Happening happening) {
    return assertInstanceOf(Relation.Outcome.Refused.class, relation.take(happening))
        .refusal()
        .code();
  }

  private static LocalDate day(String text) {
    return LocalDate.parse(text);
  }

  private static Happening.AccountReceived account(YearMonth period, PartyId by, String on) {
    return new Happening.AccountReceived(period, by, day(on));
  }

  @Test
  void anAccountIsSentWithinFiftyDaysAfterItsMonth() {
    // 2.2; 31 January and 50 days is 22 March
    assertFalse(open().account(JANUARY, AA, day("2026-03-22")).late());
    assertTrue(open().account(JANUARY, AA, day("2026-03-23")).late());
  }

  @Test
  void anAccountThatNobodyQuestionedIsAcceptedTheDayAfterTwoMonths() {
    // 2.3, 2.4
    Relation relation = with(open(), account(JANUARY, AA, "2026-03-10"));
    AccountDue last = relation.account(JANUARY, AA, day("2026-05-10"));
    AccountDue after = relation.account(JANUARY, AA, day("2026-05-11"));
    assertEquals(Standing.OPEN_TO_QUESTIONS, last.standing());
    assertEquals(Standing.TACITLY_ACCEPTED, after.standing());
    assertEquals(day("2026-05-11"), after.since());
  }

  @Test
  void aQuestionInTimeStopsTheTacitAcceptanceAndOneTooLateIsRefused() {
    Relation relation = with(open(), account(JANUARY, AA, "2026-03-10"));
    Happening inTime = new Happening.Questioned(JANUARY, AA, day("2026-05-10"));
    Happening late = new Happening.Questioned(JANUARY, AA, day("2026-05-11"));
    assertEquals("due.question-late", refusal(relation, late));
    Relation questioned = with(relation, inTime);
    assertEquals(
        Standing.QUESTIONED, questioned.account(JANUARY, AA, day("2027-01-01")).standing());
    Relation agreed = with(questioned, new Happening.Accepted(JANUARY, AA, day("2026-06-01")));
    assertEquals(Standing.ACCEPTED, agreed.account(JANUARY, AA, day("2026-06-01")).standing());
  }

  @Test
  void anAcceptedAccountNeverChanges() {
    Relation relation =
        with(
            open(),
            account(JANUARY, AA, "2026-03-10"),
            new Happening.Accepted(JANUARY, AA, day("2026-03-11")));
    assertEquals("due.closed", refusal(relation, account(JANUARY, AA, "2026-03-12")));
  }

  private static Relation quarterAccepted() {
    Relation relation = open();
    for (YearMonth month = JANUARY; month.getMonthValue() <= 3; month = month.plusMonths(1)) {
      for (PartyId party : List.of(AA, BB)) {
        String on = month.plusMonths(1).atDay(20).toString();
        relation =
            with(
                relation, account(month, party, on), new Happening.Accepted(month, party, day(on)));
      }
    }
    return relation;
  }

  @Test
  void theStatementComesWhenEveryAccountOfTheQuarterIsAccepted() {
    // 2.5
    assertEquals(
        StatementDue.Standing.WAITING_FOR_ACCOUNTS,
        open().statement(JANUARY, day("2026-04-19")).standing());
    StatementDue due = quarterAccepted().statement(YearMonth.of(2026, 3), day("2026-04-20"));
    assertEquals(StatementDue.Standing.TO_BE_SENT, due.standing());
    assertEquals(JANUARY, due.first());
    assertEquals(day("2026-04-20"), due.since());
  }

  private static Happening.StatementReceived statement(String net) {
    return new Happening.StatementReceived(
        JANUARY, Optional.of(BB), new BigDecimal(net), day("2026-04-30"));
  }

  @Test
  void paymentIsDueTwoMonthsAfterTheStatementAndInterestRunsFromTheDayAfter() {
    // 3; 6 % a year of 36,500 is 6 a day
    Relation relation = with(quarterAccepted(), statement("36500.00"));
    StatementDue last = relation.statement(JANUARY, day("2026-06-30"));
    StatementDue tenDays = relation.statement(JANUARY, day("2026-07-10"));
    assertFalse(last.late());
    assertEquals(new BigDecimal("0.00"), last.interest());
    assertTrue(tenDays.late());
    assertEquals(new BigDecimal("60.00"), tenDays.interest());
  }

  @Test
  void partPaymentsReduceWhatBearsInterest() {
    Relation relation =
        with(
            quarterAccepted(),
            statement("36500.00"),
            new Happening.Endorsed(JANUARY, day("2026-05-05")),
            new Happening.Paid(JANUARY, new BigDecimal("18250.00"), day("2026-07-10")));
    StatementDue due = relation.statement(JANUARY, day("2026-07-20"));
    assertEquals(new BigDecimal("18250.00"), due.open());
    // ten days on all, ten days on half
    assertEquals(new BigDecimal("90.00"), due.interest());
    assertEquals(
        "due.amount",
        refusal(
            relation, new Happening.Paid(JANUARY, new BigDecimal("18250.01"), day("2026-07-20"))));
    Relation paid =
        with(relation, new Happening.Paid(JANUARY, new BigDecimal("18250.00"), day("2026-07-20")));
    StatementDue end = paid.statement(JANUARY, day("2036-01-01"));
    assertEquals(StatementDue.Standing.PAID, end.standing());
    assertEquals(new BigDecimal("90.00"), end.interest());
    assertEquals(JANUARY, paid.openStatements(day("2036-01-01")).getFirst().first(), "interest");
    assertEquals(
        "due.interest",
        refusal(
            paid, new Happening.InterestPaid(JANUARY, new BigDecimal("90.01"), day("2026-08-01"))));
    Relation all =
        with(
            paid,
            new Happening.InterestPaid(JANUARY, new BigDecimal("50.00"), day("2026-08-01")),
            new Happening.InterestPaid(JANUARY, new BigDecimal("40.00"), day("2026-08-02")));
    assertEquals(new BigDecimal("0.00"), all.statement(JANUARY, day("2036-01-01")).interest());
    assertTrue(
        all.openStatements(day("2026-08-03")).stream()
            .noneMatch(each -> each.first().equals(JANUARY)));
  }

  @Test
  void theClocksAreData() {
    Clocks other = new Clocks(10, 1, 1, 0, BigDecimal.ZERO);
    Relation relation = Relation.open(DueRules.of(Example.FORM, other), AA, BB, JANUARY);
    assertTrue(relation.account(JANUARY, AA, day("2026-02-11")).late());
    assertEquals(YearMonth.of(2026, 5), relation.firstOf(YearMonth.of(2026, 5)));
    assertEquals(YearMonth.of(2026, 4), open().firstOf(YearMonth.of(2026, 5)));
  }

  /// Ten years, day by day, with parties who send late, question, pay in parts or not at all.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void overTenYearsNothingIsForgottenNothingGoesBackAndInterestIsTheSumOfItsDays(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Relation relation = open();
    Map<String, Standing> before = new HashMap<>();
    Map<YearMonth, BigDecimal> daily = new HashMap<>();
    for (LocalDate today = day("2026-02-01"); today.getYear() < 2036; today = today.plusDays(1)) {
      for (Happening each : possible(relation, random, today)) {
        if (relation.take(each) instanceof Relation.Outcome.Taken taken) {
          relation = taken.relation();
        }
      }
      if (today.getDayOfMonth() % 9 == 0) {
        requireOnlyForward(relation, today, before);
      }
      countInterest(relation, today, daily);
    }
    LocalDate end = day("2036-01-01");
    for (Map.Entry<YearMonth, BigDecimal> each : daily.entrySet()) {
      BigDecimal exact =
          each.getValue()
              .multiply(new BigDecimal("6"))
              .divide(new BigDecimal("36500"), 2, RoundingMode.HALF_UP);
      assertEquals(
          exact, relation.statement(each.getKey(), end.minusDays(1)).interest(), "seed " + seed);
    }
    for (AccountDue due : relation.openAccounts(end)) {
      boolean explained = due.standing() == Standing.QUESTIONED || due.until().isPresent();
      assertTrue(explained, due::toString);
    }
    assertTrue(relation.happenings().size() > 200, "something happened");
    assertTrue(tacitlyAccepted(relation, end) > 50, "silence accepted many accounts");
  }

  /// 2.3, 2.4: each of them arrived, was never questioned nor agreed on, and its two months passed.
  private static int tacitlyAccepted(Relation relation, LocalDate end) {
    int count = 0;
    for (YearMonth month = JANUARY; month.getYear() < 2036; month = month.plusMonths(1)) {
      for (PartyId party : List.of(AA, BB)) {
        AccountDue due = relation.account(month, party, end);
        if (due.standing() == Standing.TACITLY_ACCEPTED) {
          List<Happening> its = about(relation, month, party);
          assertEquals(1, its.size(), its::toString);
          assertEquals(its.getFirst().on().plusMonths(2).plusDays(1), due.since());
          count++;
        }
      }
    }
    return count;
  }

  private static List<Happening> about(Relation relation, YearMonth month, PartyId party) {
    return relation.happenings().stream()
        .filter(each ->
            switch (each) {
              case Happening.AccountReceived(YearMonth of, PartyId by, LocalDate _) ->
                  of.equals(month) && by.equals(party);
              case Happening.Questioned(YearMonth of, PartyId by, LocalDate _) ->
                  of.equals(month) && by.equals(party);
              case Happening.Accepted(YearMonth of, PartyId by, LocalDate _) ->
                  of.equals(month) && by.equals(party);
              case Happening.StatementReceived _,
                  Happening.Endorsed _,
                  Happening.Paid _,
                  Happening.InterestPaid _ ->
                  false;
            })
        .toList();
  }

  private static List<Happening> possible(
      Relation relation, SplittableRandom random, LocalDate today) {
    List<Happening> some = new ArrayList<>();
    for (AccountDue due : relation.openAccounts(today)) {
      int dice = random.nextInt(100);
      switch (due.standing()) {
        case TO_BE_SENT -> {
          if (dice < 3) {
            some.add(new Happening.AccountReceived(due.period(), due.by(), today));
          }
        }
        case OPEN_TO_QUESTIONS -> {
          if (dice < 1) {
            some.add(new Happening.Questioned(due.period(), due.by(), today));
          } else if (dice < 2) {
            some.add(new Happening.Accepted(due.period(), due.by(), today));
          }
        }
        case QUESTIONED -> {
          if (dice < 5) {
            some.add(new Happening.Accepted(due.period(), due.by(), today));
          }
        }
        case ACCEPTED, TACITLY_ACCEPTED -> throw new IllegalStateException("not open");
      }
    }
    for (StatementDue due : relation.openStatements(today)) {
      int dice = random.nextInt(100);
      switch (due.standing()) {
        case TO_BE_SENT -> {
          BigDecimal net = BigDecimal.valueOf(random.nextInt(0, 5) * 1_234_567L, 2);
          Optional<PartyId> debtor =
              net.signum() == 0 ? Optional.empty() : Optional.of(dice < 50 ? AA : BB);
          some.add(new Happening.StatementReceived(due.first(), debtor, net, today));
        }
        case TO_BE_ENDORSED -> {
          if (dice < 10) {
            some.add(new Happening.Endorsed(due.first(), today));
          }
        }
        case TO_BE_PAID -> {
          if (dice < 2) {
            BigDecimal part =
                dice == 0 ? due.open() : due.open().divide(BigDecimal.TWO, 2, RoundingMode.UP);
            some.add(new Happening.Paid(due.first(), part, today));
          }
        }
        case WAITING_FOR_ACCOUNTS -> {}
        case PAID -> assertTrue(due.interest().signum() > 0, "open for its interest alone");
        case NOTHING_OWED -> throw new IllegalStateException("not open");
      }
    }
    return some;
  }

  private static void requireOnlyForward(
      Relation relation, LocalDate today, Map<String, Standing> before) {
    Set<Standing> ends = EnumSet.of(Standing.ACCEPTED, Standing.TACITLY_ACCEPTED);
    YearMonth last = YearMonth.from(today).minusMonths(1);
    YearMonth from = last.minusMonths(14).isBefore(JANUARY) ? JANUARY : last.minusMonths(14);
    for (YearMonth month = from; !month.isAfter(last); month = month.plusMonths(1)) {
      for (PartyId party : List.of(AA, BB)) {
        Standing now = relation.account(month, party, today).standing();
        Standing then = before.put(month + " " + party, now);
        assertTrue(
            then == null || !ends.contains(then) || then == now, month + " went back: " + then);
      }
    }
  }

  /// Independent of the fold: each day that begins after the last day in time adds what was open
  /// when it began.
  private static void countInterest(
      Relation relation, LocalDate today, Map<YearMonth, BigDecimal> daily) {
    LocalDate yesterday = today.minusDays(1);
    for (StatementDue due : relation.openStatements(yesterday)) {
      if (due.until().isPresent() && today.isAfter(due.until().get())) {
        daily.merge(due.first(), due.open(), BigDecimal::add);
      }
    }
  }
}
