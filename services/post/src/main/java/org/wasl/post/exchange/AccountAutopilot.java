package org.wasl.post.exchange;

import java.time.YearMonth;
import org.wasl.border.approval.Approvals;
import org.wasl.post.exchange.AccountDesk.Wish;
import org.wasl.settlement.agreeing.MonthCase;
import org.wasl.settlement.contesting.Contest;
import org.wasl.terms.Person;
import org.wasl.terms.Progress;

/// Plays the two persons of one post, for the demonstration and for tests: proposes the next step
/// of a month's account as the first and approves it as the second.
public final class AccountAutopilot {
  private final AccountDesk desk;
  private final Approvals approvals;
  private final Person first;
  private final Person second;

  public AccountAutopilot(AccountDesk desk, Approvals approvals, Person first, Person second) {
    this.desk = desk;
    this.approvals = approvals;
    this.first = first;
    this.second = second;
  }

  /// Does the next thing that waits for this side.
  ///
  /// @return whether there was anything to do
  public boolean step(YearMonth period, Progress progress) {
    MonthCase month = desk.month(period);
    return switch (month.stage()) {
      case OPEN, WAITING_FOR_OUR_ACCOUNT -> done(desk.proposeAccount(period, first, progress));
      case COMPARED, WAITING_FOR_OUR_AGREEMENT -> compare(period, month);
      case WAITING_FOR_OUR_ANSWER -> answer(period, month);
      case AGREED, WAITING_FOR_OUR_SIGNATURE -> done(desk.proposeSignature(period, first));
      case WAITING_FOR_THEIR_ACCOUNT,
          WAITING_FOR_THEIR_ANSWER,
          WAITING_FOR_THEIR_AGREEMENT,
          WAITING_FOR_THEIR_SIGNATURE,
          CLOSED ->
          false;
    };
  }

  /// Whoever is owed more than the other post says contests, once; then both agree.
  private boolean compare(YearMonth period, MonthCase month) {
    boolean contested = month.contests().stream().anyMatch(each -> each.by().equals(desk.us()));
    if (!contested && done(desk.proposeContest(period, first))) {
      return true;
    }
    return done(desk.proposeAgreement(period, first));
  }

  private boolean answer(YearMonth period, MonthCase month) {
    for (Contest each : month.unanswered()) {
      if (each.by().equals(desk.them())) {
        return done(desk.proposeAnswer(period, each, first));
      }
    }
    return false;
  }

  private boolean done(Wish wish) {
    return switch (wish) {
      case Wish.Proposed(var proposal) ->
          approvals.approve(proposal.id(), second) instanceof Approvals.Decision.Done;
      case Wish.Refused _ -> false;
    };
  }
}
