package org.wasl.numbering.registering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wasl.border.Transactions;
import org.wasl.border.store.MemoryTransactions;
import org.wasl.numbering.Citation;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.Holder;
import org.wasl.numbering.HolderEvent;
import org.wasl.numbering.NumberMove;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.PlanEntry.Status;
import org.wasl.numbering.PlanEntry.Usage;
import org.wasl.numbering.RecordedEntry;
import org.wasl.numbering.Resource;
import org.wasl.numbering.Span;
import org.wasl.numbering.store.MemoryPlanStore;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.country.Sourced.Confidence;

/// What the registry promises on every store.
public abstract class PlanStoreContract {
  protected static final PartyId PLAN = new PartyId("aa");
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Citation SOURCE = new Citation("test", "1", Confidence.EXAMPLE);

  private Transactions transactions = noTransactions();
  private PlanStore store = noStore();
  private Registry registry = new Registry(store, transactions, () -> START, UUID::randomUUID);
  private Instant now = START;

  /// A fresh store and the transactions that it joins.
  protected abstract Store fresh();

  public record Store(PlanStore plans, Transactions transactions) {}

  private static Transactions noTransactions() {
    return new MemoryTransactions();
  }

  private static PlanStore noStore() {
    return new MemoryPlanStore(new MemoryTransactions());
  }

  @BeforeEach
  void open() {
    Store fresh = fresh();
    transactions = fresh.transactions();
    store = fresh.plans();
    now = START;
    registry = new Registry(store, transactions, () -> now, UUID::randomUUID);
  }

  private static PlanEntry entry(String first, String last, Status status, Span valid, String who) {
    return new PlanEntry(
        Resource.E164_NDC,
        new CodeRange(first, last),
        9,
        9,
        Usage.MOBILE,
        who.isEmpty() ? Optional.empty() : Optional.of(Holder.named(who)),
        status,
        Optional.empty(),
        valid,
        Optional.empty(),
        SOURCE,
        "");
  }

  private static PlanChange change(PlanChange.Ground ground, PlanEntry... entries) {
    return new PlanChange(UUID.randomUUID(), PLAN, ground, List.of(entries), List.of());
  }

  private Registry.Recording file(PlanEntry... entries) {
    now = now.plusSeconds(60);
    return registry.record(change(PlanChange.Ground.FILED, entries));
  }

  private Instant at(String moment) {
    return Instant.parse(moment);
  }

  private String holder(String digits, Instant at, Instant knownAt) {
    return registry.entries(PLAN, knownAt).stream()
        .filter(each -> each.covers(digits) && each.valid().holds(at))
        .map(each -> each.holder().map(Holder::name).orElse(each.status().name()))
        .reduce((one, other) -> one + " and " + other)
        .orElse("nobody");
  }

  @Test
  void whatIsRecordedComesBackAsItWas() {
    PlanEntry entry =
        new PlanEntry(
            Resource.E164_NDC,
            new CodeRange("7800", "7809"),
            10,
            11,
            Usage.FIXED,
            Optional.of(new Holder("Name", Optional.of(new OrganisationId("aa.x")))),
            Status.IN_SERVICE,
            Optional.of(new LocalizedText("منطقة", "Area")),
            new Span(at("2025-06-26T00:00:00Z"), at("2027-06-26T00:00:00.000001Z")),
            Optional.of(at("2015-09-15T00:00:00Z")),
            new Citation("document", "row 7", Confidence.READ_IN_SOURCE),
            "note");
    file(entry);
    assertEquals(List.of(entry), registry.entries(PLAN, now));
    HolderEvent event =
        new HolderEvent(
            HolderEvent.Kind.RENAMED,
            Resource.E164_NDC,
            entry.codes(),
            Holder.named("before"),
            Holder.named("now"),
            Optional.empty(),
            at("2026-01-01T00:00:00Z"),
            SOURCE);
    registry.record(
        new PlanChange(
            UUID.randomUUID(), PLAN, PlanChange.Ground.FILED, List.of(), List.of(event)));
    assertEquals(event, registry.events(PLAN).getFirst().event());
  }

  @Test
  void numberChangesAreKeptInBothTimesAndNeverRewritten() {
    NumberMove move =
        new NumberMove(
            new CodeRange("330", "339"),
            new CodeRange("4330", "4339"),
            OptionalInt.of(8),
            at("2026-05-01T00:00:00Z"),
            at("2026-08-01T00:00:00.000001Z"));
    NumberMove whole =
        new NumberMove(
            CodeRange.of("45"),
            CodeRange.of("55"),
            OptionalInt.empty(),
            at("2026-05-01T00:00:00Z"),
            at("2026-05-01T00:00:00Z"));
    move(move, whole);
    Instant first = now;
    assertEquals(List.of(move, whole), registry.moves(PLAN));
    move(move.revoked());
    assertEquals(List.of(whole), registry.moves(PLAN));
    assertEquals(List.of(move, whole), registry.moves(PLAN, first));
    assertEquals(now, registry.newest(PLAN));
    UUID ended = store.moves(PLAN).getFirst().id();
    assertThrows(
        IllegalStateException.class,
        () -> transactions.within(() -> store.endMove(ended, now.plusSeconds(1))));
  }

  @Test
  void aNumberChangeThatIsRolledBackWasNeverKnown() {
    NumberMove move =
        new NumberMove(CodeRange.of("33"), CodeRange.of("44"), OptionalInt.of(8), START, START);
    assertThrows(
        IllegalStateException.class,
        () ->
            transactions.within(() -> {
              move(move);
              throw new IllegalStateException("after all not");
            }));
    assertEquals(List.of(), registry.moves(PLAN));
  }

  private void move(NumberMove... moves) {
    now = now.plusSeconds(60);
    registry.record(
        new PlanChange(
            UUID.randomUUID(),
            PLAN,
            PlanChange.Ground.NOTIFIED,
            List.of(),
            List.of(),
            List.of(moves)));
  }

  @Test
  void aChangeInTheMiddleOfARangeLeavesTheRestAsItWas() {
    file(entry("78", "79", Status.IN_SERVICE, Span.ALWAYS, "old"));
    Instant before = now;
    Instant june = at("2026-06-01T00:00:00Z");
    file(entry("7810", "7819", Status.IN_SERVICE, Span.from(june), "new"));
    assertEquals("new", holder("781512345", june, now));
    assertEquals("old", holder("781512345", june.minusSeconds(1), now));
    assertEquals("old", holder("782012345", june, now));
    assertEquals("old", holder("780912345", june, now));
    assertEquals("old", holder("781512345", june, before), "as known before the change");
  }

  @Test
  void theSameAgainChangesNothing() {
    PlanEntry entry = entry("93", "93", Status.IN_SERVICE, Span.ALWAYS, "x");
    file(entry);
    Registry.Recording again = file(entry);
    assertEquals(new Registry.Recording.Done(now, 0, 0), again);
    assertEquals(1, store.history(PLAN).size());
  }

  @Test
  void theStoreItselfRefusesTwoTruthsOfOneCode() {
    file(entry("93", "95", Status.IN_SERVICE, Span.ALWAYS, "x"));
    RecordedEntry second =
        new RecordedEntry(
            UUID.randomUUID(),
            PLAN,
            entry("9412", "9413", Status.FREE, Span.from(START), ""),
            Span.from(now.plusSeconds(1)),
            UUID.randomUUID());
    assertThrows(
        PlanStore.OverlapException.class, () -> transactions.within(() -> store.add(second)));
    RecordedEntry otherPlan =
        new RecordedEntry(
            second.id(), new PartyId("bb"), second.entry(), second.known(), second.change());
    transactions.within(() -> store.add(otherPlan));
  }

  @Test
  void aRowIsEndedOnce() {
    file(entry("93", "93", Status.IN_SERVICE, Span.ALWAYS, "x"));
    UUID row = store.history(PLAN).getFirst().id();
    transactions.within(() -> store.end(row, now.plusSeconds(5)));
    assertThrows(
        IllegalStateException.class,
        () -> transactions.within(() -> store.end(row, now.plusSeconds(9))));
  }

  @Test
  void aChangeThatContradictsItselfIsRefusedWhole() {
    var refused =
        file(
            entry("93", "94", Status.IN_SERVICE, Span.ALWAYS, "x"),
            entry("94", "94", Status.IN_SERVICE, Span.ALWAYS, "y"));
    assertTrue(
        refused instanceof Registry.Recording.Refused(var why)
            && why.code().equals("numbering.overlap"));
    assertEquals(List.of(), store.history(PLAN));
  }

  @Test
  void nothingIsGivenInsideAQuarantineByAnyGround() {
    Span rest = new Span(at("2026-02-01T00:00:00Z"), at("2027-02-01T00:00:00Z"));
    file(entry("94", "94", Status.QUARANTINE, rest, "x"));
    for (PlanChange.Ground ground :
        List.of(
            PlanChange.Ground.SHIPPED, PlanChange.Ground.FILED, PlanChange.Ground.ADMINISTERED)) {
      now = now.plusSeconds(1);
      var inside =
          registry.record(
              change(
                  ground,
                  entry(
                      "9420",
                      "9420",
                      Status.IN_SERVICE,
                      Span.from(rest.to().minusSeconds(1)),
                      "y")));
      assertTrue(
          inside instanceof Registry.Recording.Refused(var why)
              && why.code().equals("numbering.quarantine"),
          ground.name());
    }
    var behind = file(entry("9420", "9420", Status.RESERVED, Span.from(rest.to()), "y"));
    assertTrue(behind instanceof Registry.Recording.Done);
  }

  @Test
  void theAdministrationDoesNotSkipAStepOfALife() {
    file(entry("94", "94", Status.FREE, Span.ALWAYS, ""));
    var skipped =
        registry.record(
            change(
                PlanChange.Ground.ADMINISTERED,
                entry("94", "94", Status.IN_SERVICE, Span.from(START), "y")));
    assertTrue(
        skipped instanceof Registry.Recording.Refused(var why)
            && why.code().equals("numbering.step"));
  }

  /// Random changes; after each the entries are disjoint, every number has the answer of a model
  /// that paints a plain grid, and every earlier "as known on" answers as it did.
  @Test
  void onRandomChangesHistoryIsNeverRewrittenAndEveryCodeHasOneTruth() {
    SplittableRandom random = new SplittableRandom(2026);
    String[][] grid = new String[100][12];
    TreeMap<Instant, List<PlanEntry>> answers = new TreeMap<>();
    for (int round = 0; round < 60; round++) {
      int length = 1 + random.nextInt(2);
      int first = random.nextInt(length == 1 ? 10 : 100);
      int last = Math.min(first + random.nextInt(length == 1 ? 3 : 25), length == 1 ? 9 : 99);
      int from = random.nextInt(11);
      int to = from + 1 + random.nextInt(11 - from);
      String who = "h" + random.nextInt(5);
      String form = "%0" + length + "d";
      Span valid = new Span(month(from), month(to));
      file(
          entry(
              String.format(form, first),
              String.format(form, last),
              Status.IN_SERVICE,
              valid,
              who));
      int unit = length == 1 ? 10 : 1;
      for (int code = first * unit; code < (last + 1) * unit; code++) {
        for (int m = from; m < to; m++) {
          grid[code][m] = who;
        }
      }
      for (int code = 0; code < 100; code++) {
        for (int m = 0; m < 12; m++) {
          String expected = grid[code][m] == null ? "nobody" : grid[code][m];
          assertEquals(
              expected,
              holder(String.format("%02d0000000", code), month(m), now),
              "round " + round + " code " + code + " month " + m);
        }
      }
      answers.forEach((moment, known) ->
          assertEquals(known, registry.entries(PLAN, moment), "as known on " + moment));
      answers.put(now, new ArrayList<>(registry.entries(PLAN, now)));
    }
  }

  private static Instant month(int month) {
    return START.plusSeconds(month * 2_592_000L);
  }
}
