package org.wasl.voice.exchange;

import java.time.YearMonth;
import java.util.Optional;
import org.wasl.border.approval.Approvals;
import org.wasl.border.approval.Proposal;
import org.wasl.settlement.agreeing.MonthCase;
import org.wasl.settlement.contesting.Contest;
import org.wasl.terms.Person;
import org.wasl.terms.Progress;

/// Plays the two persons of one side, for the demonstration and for tests: proposes the month's
/// next step as the first and approves it as the second.
public final class Autopilot {
  private final VoiceDesk desk;
  private final Approvals approvals;
  private final Person first;
  private final Person second;
  private static final int MOST_ASKED = 3;

  private int asked;
  private boolean contested;

  public Autopilot(VoiceDesk desk, Approvals approvals, Person first, Person second) {
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
      case OPEN, WAITING_FOR_OUR_ACCOUNT -> approve(desk.proposeAccount(period, first, progress));
      case COMPARED -> compare(period, month);
      case WAITING_FOR_OUR_ANSWER -> answer(period, month);
      case WAITING_FOR_OUR_AGREEMENT -> agreeOrContest(period);
      case AGREED, WAITING_FOR_OUR_SIGNATURE ->
          desk.statements().month(period).isPresent()
              && approve(desk.proposeSignature(period, first));
      case WAITING_FOR_THEIR_ACCOUNT,
          WAITING_FOR_THEIR_ANSWER,
          WAITING_FOR_THEIR_AGREEMENT,
          WAITING_FOR_THEIR_SIGNATURE,
          CLOSED ->
          false;
    };
  }

  private boolean compare(YearMonth period, MonthCase month) {
    boolean unequal = !month.comparison().orElseThrow().questionable().isEmpty();
    if (unequal && !desk.hasDetails(period)) {
      return ask(period);
    }
    return agreeOrContest(period);
  }

  private boolean ask(YearMonth period) {
    boolean now = asked < MOST_ASKED && desk.requestDetails(period, first);
    asked += now ? 1 : 0;
    return now;
  }

  private boolean agreeOrContest(YearMonth period) {
    if (!contested) {
      contested = true;
      Optional<Proposal> contest = desk.proposeContest(period, first);
      if (contest.isPresent()) {
        return approve(contest.get());
      }
    }
    boolean agreeable = desk.month(period).agreedAccount().isPresent();
    return agreeable && approve(desk.proposeAgreement(period, first));
  }

  private boolean answer(YearMonth period, MonthCase month) {
    boolean unequal = !month.comparison().orElseThrow().questionable().isEmpty();
    if (unequal && !desk.hasDetails(period)) {
      return ask(period);
    }
    for (Contest contest : month.unanswered()) {
      if (contest.by().equals(desk.them())) {
        return approve(desk.proposeAnswer(period, contest, first));
      }
    }
    return false;
  }

  private boolean approve(Proposal proposal) {
    return approvals.approve(proposal.id(), second) instanceof Approvals.Decision.Done;
  }
}
