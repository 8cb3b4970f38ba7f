package org.wasl.border.store;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.wasl.border.approval.Proposal;
import org.wasl.border.approval.ProposalStore;

/// Proposals in memory.
final class MemoryProposals implements ProposalStore {
  private final MemoryTransactions transactions;
  private final Map<UUID, Proposal> all = new LinkedHashMap<>();

  MemoryProposals(MemoryTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void add(Proposal proposal) {
    all.put(proposal.id(), proposal);
    transactions.changed(() -> all.remove(proposal.id()));
  }

  @Override
  public Optional<Proposal> find(UUID id) {
    return Optional.ofNullable(all.get(id));
  }

  @Override
  public boolean decide(Proposal decided) {
    Proposal old = all.get(decided.id());
    if (old == null || old.state() != Proposal.State.WAITING) {
      return false;
    }
    all.put(decided.id(), decided);
    transactions.changed(() -> all.put(decided.id(), old));
    return true;
  }

  @Override
  public List<Proposal> waiting() {
    return all.values().stream().filter(each -> each.state() == Proposal.State.WAITING).toList();
  }

  @Override
  public List<Proposal> decided(int most) {
    return all.values().stream()
        .filter(each -> each.state() != Proposal.State.WAITING)
        .sorted(Comparator.comparing((Proposal each) -> each.decidedAt().orElseThrow()).reversed())
        .limit(most)
        .toList();
  }
}
