package org.wasl.post.exchange;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.wasl.post.MailStream;
import org.wasl.post.Office;
import org.wasl.post.OfficeCode;
import org.wasl.post.OfficeList;
import org.wasl.post.following.Tolerances;
import org.wasl.post.keeping.MailBetween;
import org.wasl.terms.LegalGround;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.country.Party;

/// What two posts agreed on, and the offices of each.
///
/// @param id of the agreement
/// @param declarationDays how long a customs declaration is kept
/// @param emsWorkingDays the standard of EMS: working days from posting to delivery (J+n)
/// @param atCustoms after that long the manager's board asks after an item that customs have
/// @param ground on which customs declarations cross the border
/// @param mails that they exchange
/// @param empties as which empty receptacles go back (mail class T)
/// @param speakers the organisation that speaks for each post
/// @param offices of each party
/// @param list code lists 108 and 206 as far as they are loaded
public record PostAgreement(
    String id,
    Tolerances tolerances,
    int declarationDays,
    int emsWorkingDays,
    Duration atCustoms,
    LegalGround ground,
    List<MailStream> mails,
    MailStream empties,
    Map<PartyId, OrganisationId> speakers,
    Map<PartyId, List<Office>> offices,
    OfficeList list) {
  public PostAgreement {
    mails = List.copyOf(mails);
    speakers = Map.copyOf(speakers);
    offices = Map.copyOf(offices);
  }

  /// @throws IllegalArgumentException when nobody speaks for that party
  public OrganisationId speaker(PartyId party) {
    OrganisationId speaker = speakers.get(party);
    if (speaker == null) {
      throw new IllegalArgumentException("nobody speaks for " + party);
    }
    return speaker;
  }

  public List<Office> offices(PartyId party) {
    return offices.getOrDefault(party, List.of());
  }

  public boolean isOffice(PartyId party, OfficeCode code) {
    return offices(party).stream().anyMatch(each -> each.code().equals(code));
  }

  /// The mail that the posts of two parties exchange.
  public MailBetween between(Party ours, Party theirs) {
    return new MailBetween(
        codes(ours.id()), codes(theirs.id()), Set.of(ours.isoCode(), theirs.isoCode()));
  }

  private Set<OfficeCode> codes(PartyId party) {
    return offices(party).stream().map(Office::code).collect(Collectors.toSet());
  }

  /// An office of the two posts by the names that they gave it, else as the list names it.
  public Optional<Office> findOffice(OfficeCode code) {
    return offices.values().stream()
        .flatMap(List::stream)
        .filter(each -> each.code().equals(code))
        .findFirst()
        .or(() ->
            list.find(code)
                .map(each -> new Office(code, new LocalizedText(each.name(), each.name()))));
  }
}
