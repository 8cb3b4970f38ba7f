package org.wasl.border.approval;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.wasl.terms.Person;
import org.wasl.terms.Refusal;
import org.wasl.terms.json.Json;

/// The book of proposals. The effect of an approved proposal runs in the transaction that marks it
/// approved: both happen or neither.
public interface Approvals {

  /// Names the effect of one kind of proposal; each kind once, at construction.
  void effect(String kind, Effect effect);

  Proposal propose(String kind, Json.Obj subject, Person by);

  /// Proposes under an id that whoever wishes it gave before: proposed twice it is one.
  ///
  /// @return what was proposed first
  /// @throws IllegalArgumentException where that was something else
  Proposal propose(UUID id, String kind, Json.Obj subject, Person by);

  /// Approves and carries out. Refused when `by` is the proposer, when it no longer waits, or when
  /// the effect refuses (it then waits on).
  Decision approve(UUID id, Person by);

  Decision reject(UUID id, Person by);

  /// The proposer takes it back.
  Decision withdraw(UUID id, Person by);

  List<Proposal> waiting();

  /// The newest decided ones, newest first.
  List<Proposal> decided(int limit);

  Proposal proposal(UUID id);

  Optional<Proposal> find(UUID id);

  /// Carries out what was approved.
  @FunctionalInterface
  interface Effect {
    Decision carryOut(Proposal proposal, Person approver);
  }

  sealed interface Decision {
    record Done() implements Decision {}

    record Refused(Refusal refusal) implements Decision {}
  }
}
