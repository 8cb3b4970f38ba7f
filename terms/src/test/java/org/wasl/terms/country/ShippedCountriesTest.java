package org.wasl.terms.country;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.terms.CurrencyVintage;
import org.wasl.terms.DataClass;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.json.MalformedJsonException;

class ShippedCountriesTest {
  private final CountriesFolder countries =
      new CountriesFolder(Path.of(System.getProperty("wasl.root", ".."), "countries"));

  @Test
  void everyShippedPartyReads() {
    assertTrue(countries.listParties().size() >= 2);
    countries.listParties().forEach(countries::party);
  }

  @Test
  void everyPartyHasTheOrganisationsThatTheMemorandumNeeds() {
    for (PartyId id : countries.listParties()) {
      Party party = countries.party(id);
      for (Organisation.Role role :
          new Organisation.Role[] {
            Organisation.Role.MINISTRY,
            Organisation.Role.REGULATOR,
            Organisation.Role.GATEWAY,
            Organisation.Role.POST,
            Organisation.Role.CERT
          }) {
        assertTrue(party.findByRole(role).isPresent(), id + " has no " + role);
      }
    }
  }

  @Test
  void aNameIsTheOneOfItsDay() {
    Party party = countries.party(new PartyId("sy"));
    Organisation ministry = party.organisation(new OrganisationId("sy.ministry"));
    assertEquals(
        "Ministry of Communications and Technology",
        ministry.nameOn(LocalDate.of(2024, 2, 21)).en());
    assertEquals(
        "Ministry of Communications and Information Technology",
        ministry.nameOn(LocalDate.of(2026, 6, 1)).en());
  }

  @Test
  void theRedenominationOf2026MakesTwoVintagesOfOneCode() {
    Party party = countries.party(new PartyId("sy"));
    Optional<CurrencyVintage> old = party.currencyOn("SYP", LocalDate.of(2025, 12, 31));
    Optional<CurrencyVintage> now = party.currencyOn("SYP", LocalDate.of(2026, 1, 1));
    assertEquals(Optional.of(new CurrencyVintage("SYP", 0, 2)), old);
    assertEquals(Optional.of(new CurrencyVintage("SYP", 2026, 2)), now);
    assertEquals(
        Optional.of(new BigDecimal("100")),
        party.currencies().stream()
            .filter(each -> each.unit().equals(old.orElseThrow()))
            .findFirst()
            .flatMap(DatedCurrency::perNext));
  }

  @Test
  void whatNoRuleAllowsIsRefused() {
    for (PartyId id : countries.listParties()) {
      PolicyPack policy = countries.party(id).policy();
      assertTrue(
          policy
              .refusesToSend("voice", "raw-records", DataClass.PERSONAL, Optional.empty())
              .isPresent());
      assertTrue(
          policy
              .refusesToAccept("voice", "raw-records", DataClass.PERSONAL, Optional.empty())
              .isPresent());
    }
  }

  @Test
  void anUnknownMemberIsSaidWithFileAndPlace(@TempDir Path folder) throws IOException {
    Path party = Files.createDirectories(folder.resolve("zz"));
    Files.writeString(party.resolve("party.json"), "{\"id\":\"zy\"}");
    MalformedJsonException e =
        assertThrows(
            MalformedJsonException.class,
            () -> new CountriesFolder(folder).party(new PartyId("zz")));
    assertTrue(e.source().endsWith("party.json"), e.source());
    assertEquals("$.id", e.path());
  }
}
