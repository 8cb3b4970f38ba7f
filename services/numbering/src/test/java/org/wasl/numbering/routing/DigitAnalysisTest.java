package org.wasl.numbering.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wasl.numbering.NationalPlan;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.routing.DigitAnalysis.Action;
import org.wasl.numbering.routing.DigitAnalysis.Form;
import org.wasl.numbering.routing.DigitAnalysis.Row;
import org.wasl.numbering.setup.PlanShelf;
import org.wasl.numbering.wire.RoutingExport;
import org.wasl.terms.PartyId;
import org.wasl.terms.country.CountriesFolder;

/// What a switch that loaded the export does, beside what the registry says.
class DigitAnalysisTest {
  private static final Instant NOW = Instant.parse("2026-09-15T12:00:00Z");
  private final CountriesFolder countries =
      new CountriesFolder(Path.of(System.getProperty("wasl.root", "../.."), "countries"));
  private final PlanShelf shelf =
      PlanShelf.offline(countries, countries.listParties(), InstantSource.fixed(NOW));

  private DigitAnalysis analysis(PartyId party, Form form, int digits) {
    NationalPlan plan = shelf.known(party, NOW);
    return DigitAnalysis.of(plan, plan.entriesAt(NOW), form, digits);
  }

  /// A switch: the one row that leads the digits, and its lengths.
  private static boolean routes(List<Row> rows, String number) {
    List<Row> leading = rows.stream().filter(row -> number.startsWith(row.digits())).toList();
    assertTrue(leading.size() <= 1, "two rows lead " + number);
    return leading.stream()
        .anyMatch(row ->
            row.action() == Action.ROUTE
                && number.length() >= row.least()
                && number.length() <= row.most());
  }

  @Test
  void aSwitchRoutesExactlyTheNumbersThatAreInService() {
    SplittableRandom random = new SplittableRandom(11);
    for (PartyId party : countries.listParties()) {
      String code = shelf.known(party, NOW).countryCode();
      DigitAnalysis analysis = analysis(party, Form.INTERNATIONAL, 15);
      assertEquals(List.of(), analysis.finer());
      Set<String> seen = new HashSet<>();
      for (int i = 0; i < 20_000; i++) {
        String number = code + (1_000_000 + random.nextLong(9_999_000_000L));
        String answer = shelf.classifier().classify("+" + number, party, NOW).outcome().code();
        seen.add(answer);
        boolean live = Set.of("LIVE", "LEGACY_UNCONFIRMED", "DISPUTED").contains(answer);
        assertEquals(live, routes(analysis.rows(), number), number + " " + answer);
      }
      assertTrue(seen.contains("LIVE") && seen.contains("UNALLOCATED"), seen.toString());
    }
  }

  @Test
  void sevenDigitsOfTheInternationalNumberAreEnoughForBothPlans() {
    for (PartyId party : countries.listParties()) {
      DigitAnalysis analysis = analysis(party, Form.INTERNATIONAL, DigitAnalysis.USUAL_DIGITS);
      assertEquals(List.of(), analysis.finer(), party.value());
      assertTrue(analysis.rows().size() > 10);
    }
  }

  @Test
  void whatIsFinerThanTheSwitchIsNamedAndNotRounded() {
    DigitAnalysis analysis = analysis(new PartyId("iq"), Form.INTERNATIONAL, 5);
    assertTrue(analysis.rows().stream().anyMatch(row -> row.action() == Action.MORE_DIGITS));
    assertTrue(analysis.rows().stream().allMatch(row -> row.digits().length() <= 5));
    DigitAnalysis whole = analysis(new PartyId("iq"), Form.INTERNATIONAL, 15);
    long kept = analysis.rows().stream().filter(row -> row.basis().isPresent()).count();
    assertEquals(whole.rows().size(), kept + analysis.finer().size());
  }

  /// OB 1251: 093 + 7 digits; 112 is an emergency code.
  @Test
  void theNationalFormHasTheTrunkPrefixAndTheShortCodes() {
    List<Row> rows = analysis(new PartyId("sy"), Form.NATIONAL, 7).rows();
    assertTrue(routes(rows, "0933123456"));
    assertTrue(routes(rows, "112"));
    assertTrue(!routes(rows, "0903123456"), "reserved");
  }

  @Test
  void theTableHasEachRowOnceAndEveryTextQuoted() {
    DigitAnalysis analysis = analysis(new PartyId("sy"), Form.INTERNATIONAL, 7);
    List<String> lines =
        new String(RoutingExport.csv(analysis), StandardCharsets.UTF_8).lines().toList();
    assertEquals(RoutingExport.COLUMNS, lines.getFirst());
    assertEquals(analysis.rows().size() + 1, lines.size());
    long distinct = lines.stream().map(line -> line.split(",", 2)[0]).distinct().count();
    assertEquals(lines.size(), distinct);
    Stream<PlanEntry> bases = analysis.rows().stream().flatMap(row -> row.basis().stream());
    assertTrue(bases.allMatch(entry -> !entry.citation().document().isEmpty()));
  }
}
