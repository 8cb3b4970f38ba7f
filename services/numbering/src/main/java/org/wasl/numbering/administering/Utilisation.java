package org.wasl.numbering.administering;

import java.time.LocalDate;
import org.wasl.terms.OrganisationId;

/// What a holder does with all numbers of one usage on a day, in the categories of the North
/// American utilisation reports (NRUF): each number is in exactly one.
///
/// @param assigned in use by customers
/// @param intermediate with resellers
/// @param reserved for customers, at their wish
/// @param aging disconnected, not yet given again
/// @param administrative for the holder's own use
/// @param available none of these
public record Utilisation(
    OrganisationId holder,
    LocalDate on,
    long assigned,
    long intermediate,
    long reserved,
    long aging,
    long administrative,
    long available) {
  public Utilisation {
    for (long count :
        new long[] {assigned, intermediate, reserved, aging, administrative, available}) {
      if (count < 0 || count > 1_000_000_000_000L) {
        throw new IllegalArgumentException("a count of numbers is not negative");
      }
    }
  }

  public long total() {
    return assigned + intermediate + reserved + aging + administrative + available;
  }

  /// Assigned to all holdings, in whole percent rounded down.
  public int percent() {
    return total() == 0 ? 0 : (int) (assigned * 100 / total());
  }
}
