package org.wasl.settlement.agreeing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.wasl.settlement.Example.AA;
import static org.wasl.settlement.Example.BB;
import static org.wasl.settlement.Example.account;
import static org.wasl.settlement.Example.key;
import static org.wasl.settlement.Example.line;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wasl.settlement.Account;
import org.wasl.settlement.Example;
import org.wasl.settlement.Line;
import org.wasl.settlement.agreeing.AgreedLine.Resolution;
import org.wasl.settlement.agreeing.MonthCase.Outcome;
import org.wasl.settlement.agreeing.MonthCase.Stage;
import org.wasl.settlement.contesting.Contest;
import org.wasl.settlement.contesting.ContestAnswer;
import org.wasl.settlement.contesting.ContestAnswer.Kind;
import org.wasl.settlement.contesting.ContestAnswer.Ruling;
import org.wasl.settlement.netting.NetStatement;
import org.wasl.terms.PartyId;

class MonthCaseTest {
  private static final UUID ID = new UUID(0x0000_7000L, 1);

  /// aa sent 1000 minutes and says so; bb counted 900 of them. The other way both say 400.
  private static final Account OF_AA =
      account(AA, line("aa-to-bb", 1, 1000), line("bb-to-aa", 1, 400));

  private static final Account OF_BB =
      account(BB, line("aa-to-bb", 1, 900), line("bb-to-aa", 1, 400));

  private static MonthCase seenBy(PartyId us) {
    PartyId them = us.equals(AA) ? BB : AA;
    return MonthCase.open(Example.TERMS, Example.SEPTEMBER, us, them);
  }

  private static MonthCase after(MonthCase month, Step... steps) {
    for (Step step : steps) {
      month = assertInstanceOf(Outcome.Taken.class, month.take(step), step::toString).month();
    }
    return month;
  }

  private static String refusal(MonthCase month, Step step) {
    return assertInstanceOf(Outcome.Refused.class, month.take(step)).refusal().code();
  }

  private static Step contest(PartyId by, Line claimed) {
    List<String> digests = List.of(OF_AA.digest(), OF_BB.digest());
    Contest.Item item = new Contest.Item(claimed.key(), claimed, "count");
    return new Step.Contested(
        new Contest(ID, Example.FORM.agreement(), Example.SEPTEMBER, by, digests, List.of(item)));
  }

  private static Step answer(PartyId by, Kind kind, Optional<Line> counter) {
    Ruling ruling = new Ruling(key("aa-to-bb", 1), kind, counter, "checked");
    return new Step.Answered(new ContestAnswer(ID, by, List.of(ruling)));
  }

  private static AgreedLine agreedFirst(MonthCase month) {
    return month.agreedAccount().orElseThrow().lines().getFirst();
  }

  @Test
  void aMonthGoesFromTwoAccountsToAClosedStatement() {
    MonthCase month = seenBy(AA);
    assertEquals(Stage.OPEN, month.stage());
    month = after(month, new Step.Declared(OF_AA));
    assertEquals(Stage.WAITING_FOR_THEIR_ACCOUNT, month.stage());
    month = after(month, new Step.Declared(OF_BB));
    assertEquals(Stage.COMPARED, month.stage());
    month = after(month, contest(BB, line("aa-to-bb", 1, 900)));
    assertEquals(Stage.WAITING_FOR_OUR_ANSWER, month.stage());
    month = after(month, answer(AA, Kind.CONCEDE, Optional.empty()));
    assertEquals(line("aa-to-bb", 1, 900), agreedFirst(month).line());
    String agreed = month.agreedAccount().orElseThrow().digest();
    month = after(month, new Step.Agreed(BB, Example.SEPTEMBER, agreed));
    assertEquals(Stage.WAITING_FOR_OUR_AGREEMENT, month.stage());
    month = after(month, new Step.Agreed(AA, Example.SEPTEMBER, agreed));
    assertEquals(Stage.AGREED, month.stage());
    month =
        after(
            month,
            new Step.Signed(AA, Example.SEPTEMBER, "d"),
            new Step.Signed(BB, Example.SEPTEMBER, "d"));
    assertEquals(Stage.CLOSED, month.stage());
  }

  @Test
  void bothNodesMakeTheSameAgreedAccountAndTheSameStatement() {
    Step[] steps = {
      new Step.Declared(OF_BB),
      new Step.Declared(OF_AA),
      contest(BB, line("aa-to-bb", 1, 900)),
      answer(AA, Kind.COUNTER, Optional.of(line("aa-to-bb", 1, 950)))
    };
    AgreedAccount one = after(seenBy(AA), steps).agreedAccount().orElseThrow();
    AgreedAccount other = after(seenBy(BB), steps).agreedAccount().orElseThrow();
    assertEquals(one.digest(), other.digest());
    assertEquals(
        NetStatement.of(Example.FORM, one, Example.SDR, Example.CLOCKS).digest(),
        NetStatement.of(Example.FORM, other, Example.SDR, Example.CLOCKS).digest());
  }

  @Test
  void aMaintainedLineNetsTheSmallerFigureAndHoldsTheRest() {
    MonthCase month =
        after(
            seenBy(AA),
            new Step.Declared(OF_AA),
            new Step.Declared(OF_BB),
            contest(BB, line("aa-to-bb", 1, 900)),
            answer(AA, Kind.MAINTAIN, Optional.empty()));
    AgreedLine line = agreedFirst(month);
    assertEquals(Resolution.HELD, line.resolution());
    assertEquals(line("aa-to-bb", 1, 900), line.line());
    assertEquals(BigInteger.valueOf(100 * 6_000_000L), line.held());
  }

  @Test
  void whatNobodyQuestionedStandsAsTheCollectingPartySaid() {
    // ITR 2012 Appendix 1 no. 2.1 and 2.3: the party that collects makes the account, it counts as
    // accepted
    MonthCase month = after(seenBy(BB), new Step.Declared(OF_AA), new Step.Declared(OF_BB));
    assertEquals(Resolution.UNQUESTIONED, agreedFirst(month).resolution());
    assertEquals(line("aa-to-bb", 1, 1000), agreedFirst(month).line());
  }

  @Test
  void aLineWithinTheToleranceCannotBeContested() {
    Account near = account(BB, line("aa-to-bb", 1, 996), line("bb-to-aa", 1, 400));
    MonthCase month = after(seenBy(AA), new Step.Declared(OF_AA), new Step.Declared(near));
    Contest contest =
        new Contest(
            ID,
            Example.FORM.agreement(),
            Example.SEPTEMBER,
            BB,
            List.of(OF_AA.digest(), near.digest()),
            List.of(new Contest.Item(key("aa-to-bb", 1), line("aa-to-bb", 1, 996), "count")));
    assertEquals("settlement.contest.tolerance", refusal(month, new Step.Contested(contest)));
  }

  @Test
  void aNewerAccountMakesContestsVoidAndOldContestsStale() {
    MonthCase month =
        after(
            seenBy(AA),
            new Step.Declared(OF_AA),
            new Step.Declared(OF_BB),
            contest(BB, line("aa-to-bb", 1, 900)));
    MonthCase renewed =
        after(
            month,
            new Step.Declared(account(AA, line("aa-to-bb", 1, 950), line("bb-to-aa", 1, 400))));
    assertTrue(renewed.contests().isEmpty());
    assertEquals(
        "settlement.contest.stale", refusal(renewed, contest(BB, line("aa-to-bb", 1, 900))));
  }

  @Test
  void nothingIsAgreedBeforeEveryContestIsAnswered() {
    MonthCase month =
        after(
            seenBy(AA),
            new Step.Declared(OF_AA),
            new Step.Declared(OF_BB),
            contest(BB, line("aa-to-bb", 1, 900)));
    assertEquals(
        "settlement.agreement.early", refusal(month, new Step.Agreed(AA, Example.SEPTEMBER, "x")));
  }

  @Test
  void anAgreementToOtherFiguresIsRefused() {
    MonthCase month = after(seenBy(AA), new Step.Declared(OF_AA), new Step.Declared(OF_BB));
    assertEquals(
        "settlement.agreement.other", refusal(month, new Step.Agreed(BB, Example.SEPTEMBER, "x")));
  }

  @Test
  void anAgreedMonthTakesNoNewAccount() {
    MonthCase month = after(seenBy(AA), new Step.Declared(OF_AA), new Step.Declared(OF_BB));
    String agreed = month.agreedAccount().orElseThrow().digest();
    month = after(month, new Step.Agreed(AA, Example.SEPTEMBER, agreed));
    assertEquals("settlement.account.agreed", refusal(month, new Step.Declared(OF_AA)));
  }

  @Test
  void aContestThatCrossesAnAgreementOnTheLineUndoesIt() {
    MonthCase month = after(seenBy(AA), new Step.Declared(OF_AA), new Step.Declared(OF_BB));
    String agreed = month.agreedAccount().orElseThrow().digest();
    MonthCase ofAa =
        after(
            month,
            new Step.Agreed(AA, Example.SEPTEMBER, agreed),
            contest(BB, line("aa-to-bb", 1, 900)));
    MonthCase ofBb =
        after(
            seenBy(BB),
            new Step.Declared(OF_AA),
            new Step.Declared(OF_BB),
            contest(BB, line("aa-to-bb", 1, 900)));
    assertEquals(
        "settlement.agreement.early",
        refusal(ofBb, new Step.Agreed(AA, Example.SEPTEMBER, agreed)));
    assertEquals(Stage.WAITING_FOR_OUR_ANSWER, ofAa.stage());
    assertEquals(Stage.WAITING_FOR_THEIR_ANSWER, ofBb.stage());
  }

  @Test
  void nobodyAnswersTheirOwnContestAndNobodyAnswersTwice() {
    MonthCase month =
        after(
            seenBy(AA),
            new Step.Declared(OF_AA),
            new Step.Declared(OF_BB),
            contest(BB, line("aa-to-bb", 1, 900)));
    assertEquals(
        "settlement.answer.unknown", refusal(month, answer(BB, Kind.CONCEDE, Optional.empty())));
    month = after(month, answer(AA, Kind.MAINTAIN, Optional.empty()));
    assertEquals(
        "settlement.answer.known", refusal(month, answer(AA, Kind.CONCEDE, Optional.empty())));
  }

  @Test
  void aStrangerHasNoSay() {
    assertEquals(
        "settlement.stranger",
        refusal(seenBy(AA), new Step.Agreed(new PartyId("cc"), Example.SEPTEMBER, "x")));
  }

  @Test
  void messagesReadBackAsTheyWereWritten() {
    Contest contest = ((Step.Contested) contest(BB, line("aa-to-bb", 1, 900))).contest();
    assertEquals(contest, Contest.read("test", contest.json().canonicalBytes()));
    ContestAnswer answer =
        ((Step.Answered) answer(AA, Kind.COUNTER, Optional.of(line("aa-to-bb", 1, 950)))).answer();
    assertEquals(answer, ContestAnswer.read("test", answer.json().canonicalBytes()));
    assertEquals(OF_AA, Account.read("test", OF_AA.json().canonicalBytes()));
  }
}
