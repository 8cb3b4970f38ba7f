package org.wasl.terms.country;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.Validity;

/// A body or operator of a party. Its names change with time; each is kept with its dates, so that
/// a document of 2024 shows the name of 2024.
///
/// @param roles what it does, from the closed list [Role]
/// @param names in order of time, at least one
public record Organisation(OrganisationId id, Set<Role> roles, List<DatedName> names) {

  /// What an organisation does for the memorandum.
  public enum Role {
    MINISTRY,
    REGULATOR,
    GATEWAY,
    MOBILE_OPERATOR,
    FIXED_OPERATOR,
    POST,
    CERT,
    CERTIFICATION,
    DATA_PROTECTION,
    AUDIT,
    OTHER
  }

  /// A name while it holds.
  public record DatedName(LocalizedText text, Validity validity, Sourced sourced) {}

  public Organisation {
    roles = Set.copyOf(roles);
    names = List.copyOf(names);
    if (roles.isEmpty() || names.isEmpty()) {
      throw new IllegalArgumentException("an organisation has a role and a name: " + id);
    }
    for (int i = 1; i < names.size(); i++) {
      if (names.get(i - 1).validity().overlaps(names.get(i).validity())) {
        throw new IllegalArgumentException("two names at one time: " + id);
      }
    }
  }

  /// The name on that day; before the first known one the first, after a gap the latest before it.
  public LocalizedText nameOn(LocalDate day) {
    return names.stream()
        .filter(name -> name.validity().holdsOn(day))
        .findFirst()
        .or(() -> names.stream().filter(name -> startsBy(name, day)).max(BY_START))
        .orElse(names.getFirst())
        .text();
  }

  private static final Comparator<DatedName> BY_START =
      Comparator.comparing(name -> name.validity().from().orElse(LocalDate.MIN));

  private static boolean startsBy(DatedName name, LocalDate day) {
    return name.validity().from().map(from -> !from.isAfter(day)).orElse(true);
  }
}
