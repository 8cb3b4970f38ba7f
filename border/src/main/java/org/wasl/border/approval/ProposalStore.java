package org.wasl.border.approval;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The book of proposals as rows.
public interface ProposalStore {
  void add(Proposal proposal);

  Optional<Proposal> find(UUID id);

  /// Replaces a waiting proposal by its decided form.
  ///
  /// @return false when it no longer waits
  boolean decide(Proposal decided);

  List<Proposal> waiting();

  List<Proposal> decided(int most);
}
