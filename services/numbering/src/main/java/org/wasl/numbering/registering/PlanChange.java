package org.wasl.numbering.registering;

import java.util.List;
import java.util.UUID;
import org.wasl.numbering.HolderEvent;
import org.wasl.numbering.NumberMove;
import org.wasl.numbering.PlanEntry;
import org.wasl.terms.PartyId;

/// Entries that become known together, with the events that explain them.
///
/// @param entries disjoint, at most [#MAX_ENTRIES]
/// @param moves number changes; the entries say already what they make of the ranges
public record PlanChange(
    UUID id,
    PartyId plan,
    Ground ground,
    List<PlanEntry> entries,
    List<HolderEvent> events,
    List<NumberMove> moves) {
  public static final int MAX_ENTRIES = 100_000;

  /// A change in which no numbers change.
  public PlanChange(
      UUID id, PartyId plan, Ground ground, List<PlanEntry> entries, List<HolderEvent> events) {
    this(id, plan, ground, entries, events, List.of());
  }

  /// Why the registry takes it.
  public enum Ground {
    /// The dated facts that ship with the node.
    SHIPPED,
    /// A filing or communication of a regulator, approved by two persons.
    FILED,
    /// A decision of this administration; each step follows the life of a range.
    ADMINISTERED,
    /// A decision of this administration of which notice is given with it.
    ANNOUNCED,
    /// The peer, who is the authority for its own plan, gave notice of it.
    NOTIFIED;

    /// Whether each step must follow from the one before.
    boolean isOurs() {
      return this == ADMINISTERED || this == ANNOUNCED;
    }
  }

  public PlanChange {
    entries = List.copyOf(entries);
    events = List.copyOf(events);
    moves = List.copyOf(moves);
    if (entries.size() > MAX_ENTRIES
        || events.size() > MAX_ENTRIES
        || moves.size() > NumberMove.MAX_MOVES) {
      throw new IllegalArgumentException("a change has at most " + MAX_ENTRIES + " entries");
    }
  }
}
