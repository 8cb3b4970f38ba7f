package org.wasl.numbering;

import java.util.UUID;
import org.wasl.terms.PartyId;

/// A number change as the registry keeps it: with the time in which it was known.
///
/// @param change the change of the registry that brought it
public record RecordedMove(
    UUID id, PartyId plan, NumberMove move, Citation citation, Span known, UUID change) {}
