package org.wasl.numbering.filing;

import java.time.LocalDate;
import java.util.Optional;
import org.wasl.numbering.CodeRange;

/// An entry that a row of a filing proposes. It becomes plan only when two persons approve it.
///
/// @param lengths absent where the filing does not say; then a defect says so too
/// @param usage as filed
/// @param holder as filed, empty where none is named
/// @param area as filed, empty where none is named
/// @param note additional information as filed, licence notes among them
/// @param place the cell of the code
public record Proposed(
    FiledResource resource,
    CodeRange range,
    Optional<Lengths> lengths,
    String usage,
    String holder,
    String area,
    FiledStatus status,
    Optional<LocalDate> validFrom,
    Optional<LocalDate> validTo,
    String note,
    Place place) {

  /// The same facts at no particular place, for comparing filings.
  public Proposed somewhere(Place other) {
    return new Proposed(
        resource, range, lengths, usage, holder, area, status, validFrom, validTo, note, other);
  }
}
