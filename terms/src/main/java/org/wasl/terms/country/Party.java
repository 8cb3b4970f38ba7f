package org.wasl.terms.country;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wasl.terms.CurrencyVintage;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;

/// A party to the memorandum, with everything that its folder says of it.
///
/// @param isoCode ISO 3166-1 alpha-2
/// @param zone the zone of its office hours; history is in the zone's own rules
/// @param calendar its days of rest
/// @param nodeName the name of its node
/// @param services the services it takes part in
/// @param wording its preferred words where both countries differ, by key
/// @param folder where the service data (plans, tables) of this party lie
public record Party(
    PartyId id,
    String isoCode,
    LocalizedText name,
    ZoneId zone,
    WorkCalendar calendar,
    String nodeName,
    Set<String> services,
    Map<String, String> wording,
    List<Organisation> organisations,
    List<DatedCurrency> currencies,
    PolicyPack policy,
    Path folder) {
  public Party {
    services = Set.copyOf(services);
    wording = Map.copyOf(wording);
    organisations = List.copyOf(organisations);
    currencies = List.copyOf(currencies);
  }

  /// @throws IllegalArgumentException when the party has no such organisation
  public Organisation organisation(OrganisationId organisation) {
    return organisations.stream()
        .filter(each -> each.id().equals(organisation))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(id + " has no " + organisation));
  }

  /// The first organisation with that role.
  public Optional<Organisation> findByRole(Organisation.Role role) {
    return organisations.stream().filter(each -> each.roles().contains(role)).findFirst();
  }

  /// The unit of that currency on that day.
  public Optional<CurrencyVintage> currencyOn(String code, LocalDate day) {
    return currencies.stream()
        .filter(each -> each.unit().code().equals(code) && each.validity().holdsOn(day))
        .map(DatedCurrency::unit)
        .findFirst();
  }
}
