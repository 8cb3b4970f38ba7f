package org.wasl.numbering;

import java.util.UUID;
import org.wasl.terms.PartyId;

/// An entry as the registry keeps it: what was held true of the world, and while it was held.
///
/// @param known when the registry held this true; it is never rewritten, only ended by what
///   replaces it
/// @param change the change that brought it
public record RecordedEntry(UUID id, PartyId plan, PlanEntry entry, Span known, UUID change) {}
