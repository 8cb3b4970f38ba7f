package org.wasl.numbering.proposing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wasl.border.approval.Approvals;
import org.wasl.border.approval.Book;
import org.wasl.border.approval.Proposal;
import org.wasl.border.keeping.Stores;
import org.wasl.border.store.MemoryStores;
import org.wasl.border.store.MemoryTransactions;
import org.wasl.numbering.Citation;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.Holder;
import org.wasl.numbering.HolderEvent;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.Resource;
import org.wasl.numbering.Span;
import org.wasl.numbering.registering.Registry;
import org.wasl.numbering.store.MemoryPlanStore;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;
import org.wasl.terms.country.Sourced.Confidence;

class PlanProposalsTest {
  private static final Instant NOW = Instant.parse("2026-10-05T06:00:00Z");
  private static final PartyId PLAN = new PartyId("aa");
  private static final Person FIRST = new Person("first", new OrganisationId("aa.regulator"));
  private static final Person SECOND = new Person("second", new OrganisationId("aa.regulator"));
  private static final Citation SOURCE = new Citation("OB 1", "row 3", Confidence.EXAMPLE);

  private final MemoryTransactions transactions = new MemoryTransactions();
  private final Stores stores = MemoryStores.make(transactions);
  private final Registry registry =
      new Registry(new MemoryPlanStore(transactions), transactions, () -> NOW, UUID::randomUUID);
  private final Approvals approvals =
      new Book(
          transactions, stores.proposals(), _ -> {}, () -> NOW, UUID::randomUUID, Optional::empty);
  private final PlanProposals proposals = new PlanProposals(approvals, registry, UUID::randomUUID);

  private static PlanEntry entry(PlanEntry.Status status, Span valid) {
    return new PlanEntry(
        Resource.E164_NDC,
        CodeRange.of("93"),
        9,
        9,
        PlanEntry.Usage.MOBILE,
        Optional.of(new Holder("Operator", Optional.of(new OrganisationId("aa.operator")))),
        status,
        Optional.empty(),
        valid,
        Optional.of(Instant.parse("2015-09-15T00:00:00Z")),
        SOURCE,
        "as filed");
  }

  @Test
  void whatAFilingSaysBecomesPlanWhenASecondPersonApprovesIt() {
    PlanEntry entry = entry(PlanEntry.Status.IN_SERVICE, Span.ALWAYS);
    HolderEvent event =
        new HolderEvent(
            HolderEvent.Kind.RENAMED,
            Resource.E164_NDC,
            entry.codes(),
            Holder.named("Old"),
            Holder.named("Operator"),
            Optional.empty(),
            NOW,
            SOURCE);
    Proposal proposal = proposals.proposeFiled(PLAN, List.of(entry), List.of(event), FIRST);
    assertEquals(List.of(), registry.entries(PLAN));
    assertInstanceOf(Approvals.Decision.Refused.class, approvals.approve(proposal.id(), FIRST));
    assertInstanceOf(Approvals.Decision.Done.class, approvals.approve(proposal.id(), SECOND));
    assertEquals(List.of(entry), registry.entries(PLAN));
    assertEquals(event, registry.events(PLAN).getFirst().event());
  }

  @Test
  void anApprovalThatTheRegistryRefusesLeavesEverythingAsItWas() {
    Span rest = new Span(NOW, NOW.plusSeconds(1_000_000));
    Proposal first =
        proposals.proposeFiled(
            PLAN, List.of(entry(PlanEntry.Status.QUARANTINE, rest)), List.of(), FIRST);
    approvals.approve(first.id(), SECOND);
    Proposal second =
        proposals.proposeFiled(
            PLAN, List.of(entry(PlanEntry.Status.IN_SERVICE, Span.ALWAYS)), List.of(), FIRST);
    assertInstanceOf(Approvals.Decision.Refused.class, approvals.approve(second.id(), SECOND));
    assertEquals(List.of(second), approvals.waiting());
    assertEquals(1, registry.entries(PLAN).size());
  }
}
