package org.wasl.numbering.administering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wasl.border.approval.Approvals;
import org.wasl.border.approval.Approvals.Decision;
import org.wasl.border.approval.Book;
import org.wasl.border.approval.Proposal;
import org.wasl.border.store.MemoryStores;
import org.wasl.border.store.MemoryTransactions;
import org.wasl.numbering.Citation;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.PlanEntry.Status;
import org.wasl.numbering.PlanEntry.Usage;
import org.wasl.numbering.RecordedEntry;
import org.wasl.numbering.Resource;
import org.wasl.numbering.Span;
import org.wasl.numbering.administering.Application.Kind;
import org.wasl.numbering.proposing.PlanProposals;
import org.wasl.numbering.registering.PlanChange;
import org.wasl.numbering.registering.Registry;
import org.wasl.numbering.store.MemoryJournal;
import org.wasl.numbering.store.MemoryPlanStore;
import org.wasl.numbering.store.RulesFile;
import org.wasl.paper.PdfPaper;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.Person;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.terms.country.Party;
import org.wasl.terms.country.Sourced.Confidence;

class AdministrationTest {
  private static final OrganisationId OPERATOR = new OrganisationId("sy.syriatel");
  private static final Person FIRST = new Person("first", new OrganisationId("sy.regulator"));
  private static final Person SECOND = new Person("second", new OrganisationId("sy.regulator"));
  private final CountriesFolder countries =
      new CountriesFolder(Path.of(System.getProperty("wasl.root", "../.."), "countries"));
  private final Party party = countries.party(countries.listParties().getLast());
  private final MemoryTransactions transactions = new MemoryTransactions();
  private final Registry registry =
      new Registry(
          new MemoryPlanStore(transactions), transactions, () -> this.now, UUID::randomUUID);
  private final Approvals approvals =
      new Book(
          transactions,
          MemoryStores.make(transactions).proposals(),
          _ -> {},
          () -> this.now,
          UUID::randomUUID,
          Optional::empty);
  private final Rules rules = RulesFile.read(party.folder());
  private final Administration office =
      new Administration(
          new Administration.Parts(
              party,
              rules,
              registry,
              new PlanProposals(approvals, registry, UUID::randomUUID),
              new MemoryJournal(transactions),
              approvals,
              _ -> {},
              transactions,
              () -> this.now,
              UUID::randomUUID));
  private Instant now = Instant.parse("2026-10-05T06:00:00Z");

  @BeforeEach
  void openACodeForBlocks() {
    record(code("89", Status.FREE));
    now = now.plusSeconds(60);
  }

  private void record(PlanEntry entry) {
    registry.record(
        new PlanChange(
            UUID.randomUUID(), party.id(), PlanChange.Ground.FILED, List.of(entry), List.of()));
  }

  private static PlanEntry code(String code, Status status) {
    return new PlanEntry(
        Resource.E164_NDC,
        CodeRange.of(code),
        9,
        9,
        Usage.MOBILE,
        Optional.empty(),
        status,
        Optional.empty(),
        Span.ALWAYS,
        Optional.empty(),
        new Citation("plan", "1", Confidence.EXAMPLE),
        "");
  }

  private Application apply(String first, String last) {
    return office.apply(
        OPERATOR,
        Resource.E164_BLOCK,
        new CodeRange(first, last),
        9,
        Usage.MOBILE,
        20_000,
        "growth in the east",
        FIRST);
  }

  private Decision approve(Proposal proposal) {
    now = now.plusSeconds(1);
    return approvals.approve(proposal.id(), SECOND);
  }

  private PlanEntry at(String digits, Instant moment) {
    return registry.entries(party.id()).stream()
        .filter(each -> each.resource() == Resource.E164_BLOCK)
        .filter(each -> each.covers(digits) && each.valid().holds(moment))
        .findFirst()
        .orElseThrow();
  }

  private Map<String, Boolean> checks(Application application) {
    return office.checks(application).stream()
        .collect(Collectors.toMap(Check::code, Check::passed));
  }

  private boolean isMet(Application application, String code) {
    return office.checks(application).stream()
        .anyMatch(each -> each.code().equals(code) && each.passed());
  }

  @Test
  void aHundredThousandNumbersAreAskedForCheckedDecidedAndPutIntoService() throws Exception {
    Application application = apply("8910", "8910");
    assertEquals(100_000, application.numbers());
    assertEquals(
        Map.of("eligible", true, "free", true, "inside", true, "used", true, "needed", true),
        checks(application));
    assertInstanceOf(
        Decision.Done.class,
        approve(
            office.proposeDecision(application.id(), Kind.ALLOCATED, "within one year", FIRST)));
    PlanEntry entry = at("891012345", now);
    assertEquals(Status.ALLOCATED, entry.status());
    assertEquals("decision 2026-1", entry.citation().document());
    assertInstanceOf(Decision.Done.class, approve(office.proposeActivation(entry, FIRST)));
    assertEquals(Status.IN_SERVICE, at("891012345", now).status());
    Path folder = Files.createDirectories(Path.of("target", "looks"));
    for (Locale language : List.of(Locale.of("ar"), Locale.of("en"))) {
      byte[] letter =
          PdfPaper.write(DecisionLetter.of(party, office.application(application.id())), language);
      assertTrue(new String(letter, 0, 8, StandardCharsets.US_ASCII).startsWith("%PDF-1.7"));
      Files.write(folder.resolve("decision-" + language + ".pdf"), letter);
    }
  }

  @Test
  void whatIsTakenOutsideOrNotNeededIsSaidBeforeAPersonLooks() {
    Application first = apply("8910", "8919");
    approve(office.proposeDecision(first.id(), Kind.ALLOCATED, "", FIRST));
    Application second = apply("8915", "8925");
    assertFalse(isMet(second, "free"));
    assertFalse(isMet(second, "used"), "it holds numbers and has not reported their use");
    Application elsewhere = apply("7710", "7710");
    assertFalse(isMet(elsewhere, "inside"));
    assertFalse(isMet(apply("8930", "8999"), "needed"), "7,000,000 at 20,000 a month");
  }

  @Test
  void utilisationUnderTheRuleIsNotEnoughForMore() {
    office.report(use("2026-03-31", 100_000, 400_000));
    office.report(use("2026-09-30", 370_000, 130_000));
    assertFalse(isMet(apply("8940", "8940"), "used"), "74 %");
    office.report(use("2026-10-01", 375_000, 125_000));
    assertTrue(isMet(apply("8940", "8940"), "used"), "75 %");
  }

  private static Utilisation use(String day, long assigned, long available) {
    return new Utilisation(OPERATOR, LocalDate.parse(day), assigned, 0, 0, 0, 0, available);
  }

  @Test
  void monthsToExhaustAreAvailableByMeanMonthlyGrowth() {
    // 60,000 in a half year is 10,000 a month (NRUF: available ÷ mean monthly forecast)
    office.report(use("2026-01-01", 100_000, 400_000));
    office.report(use("2026-07-02", 160_000, 340_000));
    Exhaustion exhaustion = office.exhaustion(OPERATOR).orElseThrow();
    assertEquals(33, exhaustion.months(), 1);
    assertTrue(exhaustion.earliest() <= exhaustion.months());
    assertTrue(exhaustion.latest().orElseThrow() >= exhaustion.months());
  }

  @Test
  void excessIsWhatBelievableGrowthDoesNotNeed() {
    // growth of 60,000 counts as 15 % of 160,000 = 24,000
    office.report(use("2026-01-01", 100_000, 400_000));
    office.report(use("2026-07-01", 160_000, 340_000));
    assertEquals(316_000, office.excess(OPERATOR));
  }

  @Test
  void aReservationEndsByItself() {
    Application application = apply("8950", "8950");
    approve(office.proposeDecision(application.id(), Kind.RESERVED, "", FIRST));
    assertEquals(Status.RESERVED, at("895012345", now).status());
    Instant end = now.plus(rules.reservation());
    assertEquals(Status.FREE, at("895012345", end).status());
    approve(office.proposeDecision(application.id(), Kind.ALLOCATED, "", FIRST));
    assertEquals(Status.ALLOCATED, at("895012345", end.plusSeconds(1)).status());
  }

  @Test
  void whatIsRecoveredAnnouncesItsEndThenRestsThenIsFree() {
    Application application = apply("8960", "8960");
    approve(office.proposeDecision(application.id(), Kind.ALLOCATED, "", FIRST));
    now = now.plus(rules.unused()).plus(Duration.ofDays(1));
    assertEquals(1, office.unused().size(), "unused for two years");
    PlanEntry entry = office.unused().getFirst();
    assertInstanceOf(Decision.Done.class, approve(office.proposeRecovery(entry, "unused", FIRST)));
    Instant start = now;
    assertEquals(Status.WITHDRAWN, at("896012345", start).status());
    assertEquals(Status.QUARANTINE, at("896012345", start.plus(rules.windDown())).status());
    Instant free = start.plus(rules.windDown()).plus(rules.quarantine());
    assertEquals(Status.FREE, at("896012345", free).status());
  }

  @Test
  void anApplicationIsDecidedOnce() {
    Application application = apply("8970", "8970");
    approve(office.proposeDecision(application.id(), Kind.REFUSED, "no need shown", FIRST));
    assertInstanceOf(
        Decision.Refused.class,
        approve(office.proposeDecision(application.id(), Kind.ALLOCATED, "", FIRST)));
  }

  /// Hundreds of random acts of two persons; no row of the registry, at any moment it was known,
  /// gives a number to anybody inside a quarantine that was known by then.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void nothingIsEverReassignedInsideItsQuarantine(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Resting> resting = new ArrayList<>();
    int given = 0;
    for (int act = 0; act < 150; act++) {
      now = now.plus(Duration.ofDays(random.nextInt(40)));
      int code = 8900 + random.nextInt(12);
      String first = Integer.toString(code);
      switch (random.nextInt(4)) {
        case 0, 1 -> {
          Application wish =
              apply(first, Integer.toString(Math.min(8911, code + random.nextInt(3))));
          Kind kind = random.nextInt(4) == 0 ? Kind.RESERVED : Kind.ALLOCATED;
          given +=
              approve(office.proposeDecision(wish.id(), kind, "", FIRST)) instanceof Decision.Done
                  ? 1
                  : 0;
        }
        case 2 ->
            ofStatus(first, Status.ALLOCATED)
                .ifPresent(entry -> approve(office.proposeActivation(entry, FIRST)));
        default ->
            ofStatus(first, Status.IN_SERVICE)
                .or(() -> ofStatus(first, Status.ALLOCATED))
                .ifPresent(entry -> {
                  if (approve(office.proposeRecovery(entry, "", FIRST)) instanceof Decision.Done) {
                    Instant rest = now.plus(rules.windDown());
                    resting.add(
                        new Resting(
                            entry.codes(), new Span(rest, rest.plus(rules.quarantine())), now));
                  }
                });
      }
    }
    assertTrue(given > 5 && resting.size() > 5, "acts happened: " + given + " " + resting.size());
    for (Resting rest : resting) {
      for (RecordedEntry row : registry.store().history(party.id())) {
        boolean then =
            row.entry().resource() == Resource.E164_BLOCK
                && row.entry().codes().overlaps(rest.codes)
                && row.entry().valid().overlaps(rest.span)
                && row.known().to().isAfter(rest.knownFrom.plusSeconds(1));
        assertFalse(
            then && row.entry().status().isGiven(),
            () -> "seed " + seed + " " + rest + " against " + row);
      }
    }
  }

  private record Resting(CodeRange codes, Span span, Instant knownFrom) {}

  private Optional<PlanEntry> ofStatus(String digits, Status status) {
    return registry.entries(party.id()).stream()
        .filter(each -> each.resource() == Resource.E164_BLOCK && each.status() == status)
        .filter(each -> each.covers(digits + "00000") && each.valid().holds(now))
        .findFirst();
  }
}
