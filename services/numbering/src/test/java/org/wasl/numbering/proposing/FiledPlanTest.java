package org.wasl.numbering.proposing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wasl.numbering.HolderEvent;
import org.wasl.numbering.NationalPlan;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.PlanEntry.Status;
import org.wasl.numbering.PlanEntry.Usage;
import org.wasl.numbering.filing.Filing;
import org.wasl.numbering.filing.FilingContext;
import org.wasl.numbering.filing.FilingReader;
import org.wasl.numbering.registering.PlanChange;
import org.wasl.numbering.registering.Registry;
import org.wasl.numbering.setup.PlanShelf;
import org.wasl.numbering.wire.FilingFiles;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.terms.country.Party;

class FiledPlanTest {
  private static final LocalDate DAY = LocalDate.of(2027, 3, 1);
  private static final Instant LATER = Instant.parse("2027-06-01T00:00:00Z");
  private final CountriesFolder countries =
      new CountriesFolder(Path.of(System.getProperty("wasl.root", "../.."), "countries"));
  private final Party party = countries.party(new PartyId("iq"));
  private final PlanShelf shelf =
      PlanShelf.offline(
          countries, List.of(party.id()), () -> Instant.parse("2027-03-10T00:00:00Z"));

  private FiledPlan filed(String csv, boolean complete) {
    NationalPlan plan = shelf.plans().now().plan(party.id());
    Filing filing =
        new FilingReader(new FilingContext(plan.countryCode(), Optional.of(plan.trunkPrefix())))
            .read(FilingFiles.read("next.csv", csv.getBytes(StandardCharsets.UTF_8)).getFirst());
    return FiledPlan.of(filing, party, shelf.registry().entries(party.id()), complete, DAY);
  }

  private static final String NEXT =
      "code,digits,operator,usage\n"
          + "7800 to 7879,10,Zain,GSM\n"
          + "7435,10,New Name,WLL\n"
          + "7435,10,Twice,WLL\n"
          + "07001,10,National License,GSM\n";

  @Test
  void aRowBecomesAnEntryWithItsDocumentItsPlaceAndItsHoldersOrganisation() {
    PlanEntry first = filed(NEXT, false).entries().getFirst();
    assertEquals("7800-7879", first.codes().toString());
    assertEquals(Usage.MOBILE, first.usage());
    assertEquals(Status.IN_SERVICE, first.status());
    assertEquals("next.csv", first.citation().document());
    assertEquals("table 1 row 2", first.citation().row());
    assertEquals(
        Optional.of(new OrganisationId("iq.zain")), first.holder().orElseThrow().organisation());
  }

  @Test
  void everyProposalIsAnEntryOrIsLeftWithAReason() {
    FiledPlan plan = filed(NEXT, false);
    assertEquals(3, plan.entries().size());
    assertEquals(1, plan.left().size());
    assertTrue(plan.left().getFirst().place().contains("row 4"), plan.left().toString());
  }

  @Test
  void aHolderOfAnotherNameIsAnEventBetweenTheTwoFilings() {
    HolderEvent event = filed(NEXT, false).events().getFirst();
    assertEquals("IRAQ Cell", event.before().name());
    assertEquals("New Name", event.now().name());
    assertTrue(event.after().isPresent());
  }

  @Test
  void ofACompleteFilingWhatItDoesNotNameWasWithdrawnAndTheRestStays() {
    FiledPlan plan = filed(NEXT, true);
    Registry.Recording recording =
        shelf
            .registry()
            .record(
                new PlanChange(
                    UUID.randomUUID(),
                    party.id(),
                    PlanChange.Ground.FILED,
                    plan.entries(),
                    plan.events()));
    assertTrue(recording instanceof Registry.Recording.Done, recording.toString());
    assertEquals("LIVE", at("+9647801234567"));
    assertEquals("WITHDRAWN", at("+9647881234567"));
    assertEquals("WITHDRAWN", at("+9647701234567"));
    assertEquals("WITHDRAWN", at("+9647494123456"));
    assertEquals("LIVE", at("+96411234567"), "the filing does not speak of fixed lines");
  }

  private String at(String number) {
    return shelf.classifier().classify(number, party.id(), LATER).outcome().code();
  }
}
