package org.wasl.numbering;

import java.util.Optional;
import org.wasl.terms.OrganisationId;

/// To whom a resource is assigned.
///
/// @param name as the source writes it, at most 200 characters
/// @param organisation the organisation of the party that this is, where it is known
public record Holder(String name, Optional<OrganisationId> organisation) {
  public Holder {
    if (name.isBlank() || name.length() > 200) {
      throw new IllegalArgumentException("a holder has a name of at most 200 characters");
    }
  }

  public static Holder named(String name) {
    return new Holder(name, Optional.empty());
  }
}
