package org.wasl.numbering.administering;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.PlanEntry.Usage;
import org.wasl.numbering.Resource;
import org.wasl.terms.OrganisationId;

/// An operator asks for a range.
///
/// @param monthlyNeed numbers that it expects to put into use each month
/// @param purpose in its own words, at most 1,000 characters
/// @param decision absent while it waits
public record Application(
    UUID id,
    OrganisationId applicant,
    Resource resource,
    CodeRange codes,
    int digits,
    Usage usage,
    long monthlyNeed,
    String purpose,
    Instant at,
    Optional<Decided> decision) {
  public Application {
    if (purpose.isBlank() || purpose.length() > 1_000 || monthlyNeed < 0) {
      throw new IllegalArgumentException("an application says what the numbers are for");
    }
    if (digits < codes.length() || digits > 14) {
      throw new IllegalArgumentException("numbers are as long as their codes or longer");
    }
  }

  /// What two persons decided.
  ///
  /// @param number of the decision, year and count
  /// @param until the end of a reservation, absent of an allocation and a refusal
  /// @param checks how they stood when it was decided
  public record Decided(
      Kind kind,
      String number,
      Instant at,
      String conditions,
      Optional<Instant> until,
      List<Check> checks) {
    public Decided {
      checks = List.copyOf(checks);
    }
  }

  public enum Kind {
    ALLOCATED,
    RESERVED,
    REFUSED
  }

  /// How many numbers it would give.
  public long numbers() {
    long numbers = codes.size();
    for (int i = codes.length(); i < digits; i++) {
      numbers *= 10;
    }
    return numbers;
  }
}
