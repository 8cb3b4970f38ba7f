package org.wasl.numbering.proposing;

import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.wasl.border.approval.Approvals;
import org.wasl.border.approval.Approvals.Decision;
import org.wasl.border.approval.Proposal;
import org.wasl.numbering.HolderEvent;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.registering.PlanChange;
import org.wasl.numbering.registering.Registry;
import org.wasl.numbering.wire.PlanJson;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;

/// Entries that somebody read out of a filing or decided, and that become plan only when a second
/// person approves exactly these.
public final class PlanProposals {
  /// The kind of proposal.
  public static final String KIND = "numbering.plan";

  private final Approvals approvals;
  private final Supplier<UUID> ids;

  /// @param registry takes what is approved, in the transaction of the approval
  public PlanProposals(Approvals approvals, Registry registry, Supplier<UUID> ids) {
    this.approvals = approvals;
    this.ids = ids;
    approvals.effect(KIND, (proposal, _) -> carryOut(registry, proposal));
  }

  /// Proposes what a filing says of a plan.
  public Proposal proposeFiled(
      PartyId plan, List<PlanEntry> entries, List<HolderEvent> events, Person by) {
    return propose(new PlanChange(ids.get(), plan, PlanChange.Ground.FILED, entries, events), by);
  }

  public Proposal propose(PlanChange change, Person by) {
    return approvals.propose(KIND, PlanJson.change(change), by);
  }

  private static Decision carryOut(Registry registry, Proposal proposal) {
    PlanChange change = PlanJson.readChange(proposal.subject().asObject("proposal"));
    return switch (registry.record(change)) {
      case Registry.Recording.Done _ -> new Decision.Done();
      case Registry.Recording.Refused(var refusal) -> new Decision.Refused(refusal);
    };
  }
}
