package org.wasl.voice.exchange;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.wasl.border.Posted;
import org.wasl.settlement.agreeing.MonthCase;
import org.wasl.settlement.agreeing.Step;
import org.wasl.settlement.contesting.Contest;
import org.wasl.settlement.contesting.ContestAnswer;
import org.wasl.settlement.keeping.MonthSteps;
import org.wasl.terms.PartyId;

/// The contests of both sides, those that a newer account made void among them.
public final class DisputeBook {
  private final MonthSteps steps;

  DisputeBook(MonthSteps steps) {
    this.steps = steps;
  }

  /// Of all months, the newest first.
  public List<Dispute> disputes() {
    return steps.periods().reversed().stream()
        .flatMap(period -> disputes(period).reversed().stream())
        .toList();
  }

  public Optional<Dispute> find(YearMonth period, UUID contest) {
    return disputes(period).stream()
        .filter(each -> each.contest().id().equals(contest))
        .findFirst();
  }

  private List<Dispute> disputes(YearMonth period) {
    List<MonthSteps.Taken> taken = steps.taken(period);
    Map<PartyId, Posted> accounts = new HashMap<>();
    List<Dispute> disputes = new ArrayList<>();
    for (MonthSteps.Taken each : taken) {
      if (each.step() instanceof Step.Declared declared) {
        accounts.remove(declared.by());
        VoiceDesk.posted(each).ifPresent(posted -> accounts.put(declared.by(), posted));
      } else if (each.step() instanceof Step.Contested(Contest contest)) {
        disputes.add(dispute(period, each, contest, Map.copyOf(accounts), taken));
      }
    }
    return disputes;
  }

  private static Dispute dispute(
      YearMonth period,
      MonthSteps.Taken raised,
      Contest contest,
      Map<PartyId, Posted> accounts,
      List<MonthSteps.Taken> taken) {
    List<Dispute.Message> messages = new ArrayList<>();
    accounts.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(PartyId::compareTo))
        .forEach(
            each -> messages.add(new Dispute.Message("account-" + each.getKey(), each.getValue())));
    VoiceDesk.posted(raised)
        .ifPresent(posted -> messages.add(new Dispute.Message("contest", posted)));
    Optional<ContestAnswer> answer = Optional.empty();
    for (MonthSteps.Taken each : taken) {
      if (each.step() instanceof Step.Answered(ContestAnswer given)
          && given.contest().equals(contest.id())) {
        answer = Optional.of(given);
        VoiceDesk.posted(each)
            .ifPresent(posted -> messages.add(new Dispute.Message("answer", posted)));
      }
    }
    MonthCase now = taken.getLast().after();
    return new Dispute(
        period,
        contest,
        raised.before().comparison().orElseThrow(),
        answer,
        standing(now, contest, answer),
        messages);
  }

  private static Dispute.Standing standing(
      MonthCase now, Contest contest, Optional<ContestAnswer> answer) {
    if (!now.contests().contains(contest)) {
      return Dispute.Standing.VOID;
    }
    if (answer.isEmpty()) {
      return Dispute.Standing.UNANSWERED;
    }
    return now.agreed().size() == 2 ? Dispute.Standing.AGREED : Dispute.Standing.ANSWERED;
  }
}
