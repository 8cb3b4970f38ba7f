package org.wasl.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wasl.border.NodeId;
import org.wasl.border.Origin;
import org.wasl.border.approval.Approvals;
import org.wasl.border.approval.Proposal;
import org.wasl.border.keeping.StoredEntry;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;
import org.wasl.terms.Progress;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.voice.Leg;
import org.wasl.voice.detection.Case;
import org.wasl.voice.detection.Profile;
import org.wasl.voice.detection.Rule;
import org.wasl.voice.exchange.VoiceDesk;
import org.wasl.voice.generation.BoxStrategy;
import org.wasl.voice.generation.Misuse;
import org.wasl.voice.generation.TrafficSetting;
import org.wasl.voice.generation.TrafficWithTruth;
import org.wasl.voice.setup.VoiceSetup;
import org.wasl.voice.store.DetectionProfiles;
import org.wasl.voice.store.LegFolder;
import org.wasl.voice.wire.LegCsv;

/// The search for bypass over the real border of two nodes: what crosses, what is found, what
/// stays.
class BypassInTwinTest {
  private static final LocalDate DAY = LocalDate.of(2026, 9, 9);
  private static final Person NADIA = new Person("nadia", new OrganisationId("aa.gw"));
  private static final Person OMAR = new Person("omar", new OrganisationId("aa.gw"));

  private final CountriesFolder countries =
      new CountriesFolder(Path.of(System.getProperty("wasl.root", ".."), "countries"));
  private final PartyId caller = countries.listParties().get(0);
  private final PartyId called = countries.listParties().get(1);

  @TempDir Path folder = Path.of(".");

  private TrafficWithTruth.Generated generate(long seed) {
    Profile profile = DetectionProfiles.read(countries.root().resolve(called.value()));
    TrafficSetting setting =
        new TrafficSetting(
            DAY.minusDays(1),
            3,
            VoiceSetup.agreement(countries, caller, called).zone(),
            1_500,
            800,
            3_000,
            EnumSet.allOf(BoxStrategy.class),
            150,
            150,
            EnumSet.allOf(Misuse.class),
            new TreeSet<>(profile.premium()),
            TrafficSetting.Imperfections.USUAL,
            seed);
    return new TrafficWithTruth(
            setting,
            VoiceSetup.plan(countries, caller),
            VoiceSetup.plan(countries, called),
            Set.of(5, 6))
        .generate(Progress.NONE);
  }

  private Twin twin(TrafficWithTruth.Generated made, long seed, Twin.Faults faults) {
    Twin twin = new Twin(countries, caller, called, folder.resolve("twin"), seed, faults);
    legs(caller).add("gateway.csv", LegCsv.write(made.originGateway()));
    legs(called).add("gateway.csv", LegCsv.write(made.receivingGateway()));
    legs(called).add("mobile.csv", LegCsv.write(made.mobile()));
    return twin;
  }

  private Path legFile(PartyId party, String name) {
    return folder.resolve("twin").resolve(party.value()).resolve("legs").resolve(name);
  }

  private LegFolder legs(PartyId party) {
    return new LegFolder(folder.resolve("twin").resolve(party.value()).resolve("legs"));
  }

  private static boolean isOver(Twin.Side side) {
    return side.detection().searches().stream()
        .anyMatch(each -> each.day().equals(DAY) && each.over());
  }

  @Test
  void aDaysSearchFindsTheBoxesTellsCountsOnlyAndDestroysItsKey() {
    TrafficWithTruth.Generated made = generate(1);
    Twin twin = twin(made, 1, Twin.Faults.NONE);
    assertTrue(twin.one().detection().search(DAY, NADIA));
    twin.settle(20_000);
    assertTrue(isOver(twin.one()) && isOver(twin.other()));
    List<Case> cases = twin.other().detection().cases();
    Set<String> sims = new HashSet<>();
    made.truth().sims().forEach(sim -> sims.add(Long.toString(sim)));
    long alarms = cases.stream().filter(each -> each.raised().isPresent()).count();
    assertTrue(alarms >= 20, "alarms " + alarms);
    for (Case each : cases) {
      assertTrue(each.raised().isEmpty() || sims.contains(each.subject()), "an honest number");
      assertEquals(each.hits() >= 2, each.raised().isPresent(), "raised at the second");
      assertTrue(each.shadow(), "shipped in shadow");
    }
    var told = twin.one().detection().searches().getFirst().told().orElseThrow();
    assertTrue(told.calls("bypassed") > 50, told::toString);
    assertTrue(told.numbers() >= 5, told::toString);
    assertTrue(twin.one().detection().cases().isEmpty(), "the other side learns no number");
    assertTrue(twin.one().stores().logs().erasures().size() >= 4, "key, sieve and rows are erased");
  }

  /// When more of a day's records are there, it is searched again under another key; what stands
  /// behind a case already is not counted again.
  @Test
  void aDayIsSearchedAgainAndNothingIsCountedTwice() {
    Twin twin = twin(generate(1), 1, Twin.Faults.NONE);
    assertTrue(twin.one().detection().search(DAY, NADIA));
    assertFalse(twin.one().detection().search(DAY, NADIA), "it runs already");
    twin.settle(20_000);
    List<Case> before = twin.other().detection().cases();
    assertTrue(twin.one().detection().search(DAY, NADIA));
    assertFalse(isOver(twin.one()));
    twin.settle(20_000);
    assertTrue(isOver(twin.one()) && isOver(twin.other()));
    assertEquals(before, twin.other().detection().cases());
  }

  @Test
  void noNumberOfASubscriberCrossesInAnyMessageOfTheSearch() {
    TrafficWithTruth.Generated made = generate(2);
    Twin twin = twin(made, 2, Twin.Faults.NONE);
    Set<String> numbers = new HashSet<>();
    List<Leg> all = new ArrayList<>(made.originGateway());
    all.addAll(made.receivingGateway());
    for (Leg leg : all) {
      numbers.add(Long.toString(leg.to()).substring(3));
      numbers.add(Long.toString(leg.from()).substring(3));
    }
    twin.one().detection().search(DAY, NADIA);
    int read = 0;
    for (int round = 0; round < 2_000 && !(isOver(twin.one()) && isOver(twin.other())); round++) {
      twin.step();
      read += requireNoNumbers(twin.one(), called, numbers);
      read += requireNoNumbers(twin.other(), caller, numbers);
    }
    assertTrue(read > 0, "bodies were looked at before they were erased");
  }

  /// Reads every body that the side's own log still holds.
  private int requireNoNumbers(Twin.Side side, PartyId peer, Set<String> numbers) {
    int read = 0;
    String origin =
        new Origin(
                side.border().node(),
                new NodeId(countries.party(peer).nodeName()),
                VoiceDesk.VOICE,
                1)
            .text();
    if (side.stores().logs().find(origin).isEmpty()) {
      return 0;
    }
    for (StoredEntry entry : side.stores().logs().entries(origin, 0, 100, Long.MAX_VALUE)) {
      if (entry.body() instanceof StoredEntry.Body.Held(byte[] _, byte[] body)) {
        read++;
        for (String line : new String(body, StandardCharsets.UTF_8).split("[\n,]")) {
          assertFalse(numbers.contains(line), "a number crossed");
          for (int i = 0; line.length() > 16 && i + 9 <= line.length(); i++) {
            assertFalse(numbers.contains(line.substring(i, i + 9)), "a number crossed");
          }
        }
      }
    }
    return read;
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 4, 5})
  void underFaultsTheSearchEndsOnBothSidesAndFindsNoHonestNumber(long seed) {
    TrafficWithTruth.Generated made = generate(seed);
    Twin twin = twin(made, seed, Twin.Faults.ROUGH);
    for (int round = 0; round < 40 && !(isOver(twin.one()) && isOver(twin.other())); round++) {
      twin.act(() -> twin.one().detection().search(DAY, NADIA));
      twin.settle(20_000);
    }
    assertTrue(isOver(twin.one()) && isOver(twin.other()), "seed " + seed);
    Set<String> sims = new HashSet<>();
    made.truth().sims().forEach(sim -> sims.add(Long.toString(sim)));
    Set<String> seen = new HashSet<>();
    for (Case each : twin.other().detection().cases()) {
      assertTrue(each.raised().isEmpty() || sims.contains(each.subject()), "seed " + seed);
      assertTrue(seen.add(each.rule() + each.subject()), "one case a number, seed " + seed);
    }
    assertTrue(seen.size() >= 20, "seed " + seed + ": " + seen.size());
  }

  @Test
  void aCaseIsReviewedByOnePersonAndClosedByTwoAndItsNoteHoldsNoNumber() {
    Twin twin = twin(generate(6), 6, Twin.Faults.NONE);
    twin.one().detection().search(DAY, NADIA);
    twin.settle(20_000);
    var desk = twin.other().detection();
    Case first =
        desk.cases().stream()
            .filter(each -> each.state() == Case.State.ALARM)
            .findFirst()
            .orElseThrow();
    assertThrows(IllegalStateException.class, () -> desk.proposeClose(first.id(), NADIA));
    for (String note : List.of("call 963 933 123 456", "اتصل ٩٦٣٩٣٣١٢٣٤٥٦", "93-31-23-45")) {
      assertTrue(desk.review(first.id(), Case.Verdict.CONFIRMED, note, NADIA).isPresent(), note);
    }
    assertTrue(desk.review(first.id(), Case.Verdict.CONFIRMED, "seen in 2 cells", NADIA).isEmpty());
    Proposal proposal = desk.proposeClose(first.id(), NADIA);
    Approvals approvals = twin.other().border().approvals();
    assertTrue(approvals.approve(proposal.id(), NADIA) instanceof Approvals.Decision.Refused);
    assertTrue(approvals.approve(proposal.id(), OMAR) instanceof Approvals.Decision.Done);
    Case closed = desk.read(first.id(), OMAR).orElseThrow();
    assertEquals(Case.State.CLOSED, closed.state());
    assertEquals("nadia, omar", closed.notes().getLast().by());
    assertTrue(desk.review(first.id(), Case.Verdict.UNFOUNDED, "", NADIA).isPresent());
  }

  @Test
  void evidenceShowsBothSidesRecordsAndNoWholeNumberAndOpensToOursAsTheyCame() throws IOException {
    Twin twin = twin(generate(7), 7, Twin.Faults.NONE);
    twin.one().detection().search(DAY, NADIA);
    twin.settle(20_000);
    for (Case each : twin.other().detection().cases()) {
      assertTrue(each.evidence().stream().anyMatch(row -> row.theirs()), "theirs");
      assertTrue(each.evidence().stream().anyMatch(row -> !row.theirs()), "ours");
      for (var row : each.evidence()) {
        assertTrue(row.from().isEmpty() || row.from().endsWith("••••"));
        assertTrue(row.to().isEmpty() || row.to().endsWith("••••"));
      }
      assertTrue(each.shown().endsWith("••••"));
    }
    // each record of ours opens to its line in the network's file, those of the other side do not
    var desk = twin.other().detection();
    int opened = 0;
    for (Case each : desk.cases()) {
      for (int i = 0; i < each.evidence().size(); i++) {
        var row = each.evidence().get(i);
        var found = desk.originals(each.id(), i + 1, NADIA);
        assertEquals(row.theirs(), found.isEmpty());
        if (!row.theirs()) {
          var first = found.orElseThrow().getFirst();
          List<String> lines = Files.readAllLines(legFile(twin.other().desk().us(), first.file()));
          assertEquals(lines.get(first.number() - 1), first.text());
          List<String> cells = List.of(first.text().split(",", -1));
          assertEquals(row.element(), cells.get(1));
          assertTrue(row.from().isEmpty() || cells.get(2).startsWith(row.from().split("•")[0]));
          assertTrue(cells.get(3).startsWith(row.to().split("•")[0]));
          assertEquals(row.seconds(), Integer.parseInt(cells.get(6)));
          opened++;
        }
      }
      assertTrue(desk.originals(each.id(), 0, NADIA).isEmpty());
      assertTrue(desk.originals(each.id(), each.evidence().size() + 1, NADIA).isEmpty());
    }
    assertTrue(opened > 0);
  }

  @Test
  void oneSidesDetectorsOpenCasesOnceHoweverOftenADayIsExamined() {
    Twin twin = twin(generate(8), 8, Twin.Faults.NONE);
    LocalDate last = DAY.plusDays(1);
    int opened = twin.other().detection().examine(last, NADIA);
    assertTrue(opened >= 8, "opened " + opened);
    assertEquals(0, twin.other().detection().examine(last, NADIA));
    Set<Rule> rules = EnumSet.noneOf(Rule.class);
    twin.other().detection().cases().forEach(each -> rules.add(each.rule()));
    assertTrue(
        rules.containsAll(
            Set.of(Rule.WANGIRI, Rule.PREMIUM, Rule.ROBOCALLS, Rule.FALSE_ANSWER, Rule.PUMPING)),
        rules::toString);
  }
}
