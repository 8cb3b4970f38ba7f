package org.wasl.numbering.exchange;

import java.time.Duration;
import java.util.Map;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;

/// What two administrations agreed on their numbering, from the folder of the pair.
///
/// @param lead how long before its effect a change is announced, but for emergencies
/// @param speakers the organisation that speaks for each party
public record NumberingAgreement(Duration lead, Map<PartyId, OrganisationId> speakers) {
  public NumberingAgreement {
    speakers = Map.copyOf(speakers);
  }

  /// @throws IllegalArgumentException when nobody speaks for that party
  public OrganisationId speaker(PartyId party) {
    OrganisationId speaker = speakers.get(party);
    if (speaker == null) {
      throw new IllegalArgumentException("nobody speaks for " + party);
    }
    return speaker;
  }
}
