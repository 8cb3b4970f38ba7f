package org.wasl.numbering.changing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wasl.border.store.MemoryTransactions;
import org.wasl.numbering.Citation;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.Holder;
import org.wasl.numbering.NationalPlan;
import org.wasl.numbering.NumberMove;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.PlanEntry.Status;
import org.wasl.numbering.Resource;
import org.wasl.numbering.Span;
import org.wasl.numbering.changing.MovedRanges.Result;
import org.wasl.numbering.classifying.Classification;
import org.wasl.numbering.classifying.Classifier;
import org.wasl.numbering.classifying.CountryCodes;
import org.wasl.numbering.lookup.PlanBook;
import org.wasl.numbering.registering.PlanChange;
import org.wasl.numbering.registering.Registry;
import org.wasl.numbering.store.MemoryPlanStore;
import org.wasl.terms.PartyId;
import org.wasl.terms.country.Sourced.Confidence;

/// Number changes as the registry and the look-ups show them.
class MovedRangesTest {
  private static final PartyId PLAN = new PartyId("aa");
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant CHANGE = Instant.parse("2026-05-01T00:00:00Z");
  private static final Instant END = Instant.parse("2026-08-01T00:00:00Z");
  private static final Duration WIND_DOWN = Duration.ofDays(30);
  private static final Duration QUARANTINE = Duration.ofDays(90);
  private static final Citation SOURCE = new Citation("test", "1", Confidence.EXAMPLE);
  private static final Instant WITHDRAWN = END;
  private static final Instant RESTING = END.plus(WIND_DOWN);
  private static final Instant FREE = RESTING.plus(QUARANTINE);

  private Instant clock = NOW;
  private final MemoryTransactions transactions = new MemoryTransactions();
  private final Registry registry =
      new Registry(new MemoryPlanStore(transactions), transactions, () -> clock, UUID::randomUUID);
  private final Classifier classifier =
      new Classifier(
          new PlanBook(
              registry, List.of(new NationalPlan(PLAN, "999", "0", "00", List.of())), () -> clock),
          new CountryCodes(Set.of("1", "7"), Set.of()));

  private static PlanEntry entry(String codes, int least, int most, String who, Status status) {
    String[] ends = codes.split("-", 2);
    return new PlanEntry(
        Resource.E164_NDC,
        new CodeRange(ends[0], ends[ends.length - 1]),
        least,
        most,
        PlanEntry.Usage.FIXED,
        who.isEmpty() ? Optional.empty() : Optional.of(Holder.named(who)),
        status,
        Optional.empty(),
        Span.ALWAYS,
        Optional.empty(),
        SOURCE,
        "");
  }

  private static NumberMove move(String before, String after, int digits) {
    String[] old = before.split("-", 2);
    String[] now = after.split("-", 2);
    return new NumberMove(
        new CodeRange(old[0], old[old.length - 1]),
        new CodeRange(now[0], now[now.length - 1]),
        OptionalInt.of(digits),
        CHANGE,
        END);
  }

  private void plan(PlanEntry... entries) {
    record(PlanChange.Ground.FILED, List.of(entries), List.of());
  }

  private Registry.Recording record(
      PlanChange.Ground ground, List<PlanEntry> entries, List<NumberMove> moves) {
    clock = clock.plusSeconds(1);
    return registry.record(
        new PlanChange(UUID.randomUUID(), PLAN, ground, entries, List.of(), moves));
  }

  private Result moved(NumberMove... moves) {
    return MovedRanges.of(
        registry.entries(PLAN),
        List.of(moves),
        new MovedRanges.Rest(WIND_DOWN, QUARANTINE),
        SOURCE);
  }

  private String refused(NumberMove... moves) {
    return assertInstanceOf(Result.Refused.class, moved(moves)).refusal().code();
  }

  private void change(NumberMove... moves) {
    List<PlanEntry> entries = assertInstanceOf(Result.Moved.class, moved(moves)).entries();
    assertInstanceOf(
        Registry.Recording.Done.class,
        record(PlanChange.Ground.ANNOUNCED, entries, List.of(moves)));
  }

  private Classification answer(String national, Instant at) {
    return classifier.classify("+999" + national, PLAN, at);
  }

  private String code(String national, Instant at) {
    return answer(national, at).outcome().code();
  }

  private String newForm(String national, Instant at) {
    return answer(national, at).moved().map(Classification.NewForm::e164).orElse("");
  }

  @Test
  void oldAndNewNumbersWorkUntilTheEndOfParallelRunningThenTheOldOnesRest() {
    plan(entry("33", 8, 8, "Telecom", Status.IN_SERVICE));
    change(move("33", "44", 8));
    Instant before = CHANGE.minusSeconds(1);
    assertEquals("LIVE", code("33123456", before));
    assertEquals("", newForm("33123456", before));
    assertEquals("UNALLOCATED", code("44123456", before));
    assertEquals("LIVE", code("33123456", CHANGE));
    assertEquals("LIVE", code("44123456", CHANGE));
    assertEquals("99944123456", newForm("33123456", CHANGE));
    assertTrue(answer("33123456", END.minusSeconds(1)).moved().orElseThrow().stillWorks());
    assertEquals("WITHDRAWN", code("33123456", WITHDRAWN));
    assertEquals("99944123456", newForm("33123456", WITHDRAWN));
    assertEquals("QUARANTINE", code("33123456", RESTING));
    assertEquals("UNALLOCATED", code("33123456", FREE));
    assertEquals("99944123456", newForm("33123456", FREE));
    assertEquals("LIVE", code("44123456", FREE));
    assertEquals("", newForm("44123456", FREE));
  }

  @Test
  void whatWasKnownBeforeTheNoticeIsAnsweredAsItWas() {
    plan(entry("33", 8, 8, "Telecom", Status.IN_SERVICE));
    Instant known = clock;
    change(move("33", "44", 8));
    Classification then = classifier.classify("+99933123456", PLAN, FREE, known);
    assertEquals("LIVE", then.outcome().code());
    assertEquals(Optional.empty(), then.moved());
  }

  /// Local numbers of six digits become seven: old and new begin alike (reference: Hama, 2011).
  @Test
  void numbersThatGrowUnderTheSameCodeAreToldApartByTheirLength() {
    plan(entry("33", 8, 8, "Telecom", Status.IN_SERVICE));
    change(move("332", "3342", 8), move("3325", "33775", 8));
    assertEquals("LIVE", code("33212345", CHANGE));
    assertEquals("LIVE", code("334212345", CHANGE));
    assertEquals("999334212345", newForm("33212345", CHANGE));
    assertEquals("999337751234", newForm("33251234", CHANGE));
    assertEquals("WITHDRAWN", code("33212345", WITHDRAWN));
    assertEquals("LIVE", code("334212345", WITHDRAWN));
    assertEquals("LIVE", code("337751234", WITHDRAWN));
    assertEquals("", newForm("334212345", WITHDRAWN));
    assertEquals("LIVE", code("33112345", FREE), "what does not change stays");
    assertEquals("TOO_LONG", code("331123456", FREE));
  }

  @Test
  void anInsertedDigitBehindTheCodeItselfLeavesTheOldLengthTooShort() {
    plan(entry("33", 8, 8, "Telecom", Status.IN_SERVICE));
    change(move("33", "334", 8));
    assertEquals("LIVE", code("33412345", CHANGE));
    assertEquals("LIVE", code("334412345", CHANGE));
    assertEquals("TOO_SHORT", code("33412345", WITHDRAWN));
    assertEquals("999334412345", newForm("33412345", WITHDRAWN));
    assertEquals("LIVE", code("334412345", WITHDRAWN));
  }

  @Test
  void aCodeGivenAnewAfterItsRestIsNoLongerAnOldNumber() {
    plan(entry("33", 8, 8, "Telecom", Status.IN_SERVICE));
    change(move("33", "44", 8));
    clock = FREE;
    PlanEntry again = entry("33", 8, 8, "Other", Status.ALLOCATED);
    record(
        PlanChange.Ground.ADMINISTERED,
        List.of(again.with(again.codes(), Span.from(FREE))),
        List.of());
    assertEquals("ALLOCATED_NOT_IN_SERVICE", code("33123456", FREE));
    assertEquals("", newForm("33123456", FREE));
    assertEquals("99944123456", newForm("33123456", RESTING));
  }

  @Test
  void aNumberThatChangedTwiceIsNamedInItsPresentForm() {
    plan(entry("33", 8, 8, "Telecom", Status.IN_SERVICE));
    change(move("33", "44", 8));
    Instant later = FREE;
    NumberMove second =
        new NumberMove(
            CodeRange.of("44"),
            CodeRange.of("55"),
            OptionalInt.of(8),
            later,
            later.plus(Duration.ofDays(30)));
    change(second);
    assertEquals("99955123456", newForm("33123456", later));
    assertEquals("99944123456", newForm("33123456", later.minusSeconds(1)));
  }

  @Test
  void whatCannotBeRightIsRefusedByName() {
    plan(
        entry("33", 8, 8, "Telecom", Status.IN_SERVICE),
        entry("34-35", 8, 8, "Telecom", Status.IN_SERVICE),
        entry("50", 8, 8, "Other", Status.IN_SERVICE),
        entry("60", 8, 8, "Telecom", Status.RESERVED));
    assertEquals("numbering.move.not-in-service", refused(move("31", "44", 8)));
    assertEquals("numbering.move.not-in-service", refused(move("32-33", "44-45", 8)));
    assertEquals("numbering.move.not-in-service", refused(move("60", "44", 8)));
    assertEquals("numbering.move.taken", refused(move("33", "50", 8)));
    assertEquals(
        "numbering.move.contradiction", refused(move("332", "3342", 8), move("332", "3352", 8)));
    assertEquals("numbering.move.collision", refused(move("33", "44", 8), move("34", "44", 8)));
    assertEquals("numbering.move.length", refused(move("33", "44", 9)));
    assertEquals("numbering.move.ambiguous", refused(move("33", "34", 8), move("34", "44", 8)));
    assertEquals("numbering.move.count", refused());
    assertEquals("numbering.move.moment", refused(move("33", "33", 8)));
  }

  @Test
  void aRangeThatRestsTakesNoNumbers() {
    plan(
        entry("33", 8, 8, "Telecom", Status.IN_SERVICE),
        entry("44", 8, 8, "Telecom", Status.QUARANTINE));
    Result.Moved moved = assertInstanceOf(Result.Moved.class, moved(move("33", "44", 8)));
    Registry.Recording recording =
        record(PlanChange.Ground.ANNOUNCED, moved.entries(), List.of(move("33", "44", 8)));
    assertEquals(
        "numbering.quarantine",
        assertInstanceOf(Registry.Recording.Refused.class, recording).refusal().code());
    assertEquals(List.of(), registry.moves(PLAN));
  }

  @Test
  void aLaterNoticeOfTheSameNumbersTakesThePlaceOfTheEarlierAndNothingIsForgotten() {
    plan(entry("33", 8, 8, "Telecom", Status.IN_SERVICE));
    NumberMove first = move("33", "44", 8);
    change(first);
    Instant known = clock;
    NumberMove longer =
        new NumberMove(
            first.before(), first.after(), first.digits(), CHANGE, END.plus(Duration.ofDays(30)));
    record(PlanChange.Ground.NOTIFIED, List.of(), List.of(longer));
    assertEquals(List.of(longer), registry.moves(PLAN));
    assertEquals(List.of(first), registry.moves(PLAN, known));
    record(PlanChange.Ground.NOTIFIED, List.of(), List.of(first.revoked()));
    assertEquals(List.of(), registry.moves(PLAN));
    assertEquals(2, registry.store().moves(PLAN).size());
  }

  /// Random plans and changes against what the words say, number by number.
  @Test
  void everyNumberIsAnsweredAsTheNoticeSays() {
    int changes = 0;
    for (int seed = 0; seed < 60; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      MovedRangesTest world = new MovedRangesTest();
      changes += world.random(random, "seed " + seed) ? 1 : 0;
    }
    assertTrue(changes > 30, changes + " changes");
  }

  private boolean random(SplittableRandom random, String seed) {
    List<PlanEntry> rows = new ArrayList<>();
    for (int code = 2; code < 10; code++) {
      if (random.nextInt(3) > 0) {
        int digits = 6 + random.nextInt(2);
        rows.add(entry(Integer.toString(code), digits, digits, "T", Status.IN_SERVICE));
      }
    }
    plan(rows.toArray(PlanEntry[]::new));
    List<NumberMove> moves = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      PlanEntry row = rows.get(random.nextInt(rows.size()));
      String tail = random.nextBoolean() ? "" : Integer.toString(random.nextInt(10));
      moves.add(
          move(
              row.first() + tail,
              Integer.toString(2 + random.nextInt(8)) + random.nextInt(10) + tail,
              row.leastDigits()));
    }
    if (!(moved(moves.toArray(NumberMove[]::new)) instanceof Result.Moved)) {
      return false;
    }
    change(moves.toArray(NumberMove[]::new));
    for (int i = 0; i < 300; i++) {
      String number = Integer.toString(200_000 + random.nextInt(800_000));
      String old = number + (random.nextBoolean() ? "" : random.nextInt(10));
      Optional<NumberMove> deciding =
          moves.stream()
              .filter(each -> old.startsWith(each.before().first()))
              .filter(each -> each.digits().getAsInt() == old.length())
              .max(java.util.Comparator.comparingInt(each -> each.before().length()));
      boolean wasLive =
          rows.stream()
              .anyMatch(row -> old.startsWith(row.first()) && row.leastDigits() == old.length());
      if (deciding.isPresent() && wasLive) {
        String now =
            deciding.get().after().first()
                + old.substring(deciding.get().before().first().length());
        assertEquals("999" + now, newForm(old, CHANGE), seed + " " + moves + old);
        assertEquals("LIVE", code(old, CHANGE), seed + " " + moves + old);
        assertEquals("LIVE", code(now, CHANGE), seed + " " + moves + now);
        assertEquals("LIVE", code(now, FREE), seed + " " + moves + now);
        assertTrue(!code(old, FREE).equals("LIVE"), seed + " " + moves + old);
      } else if (wasLive) {
        assertEquals("LIVE", code(old, CHANGE), seed + " " + moves + old);
        assertEquals("LIVE", code(old, FREE), seed + " " + moves + old);
      }
    }
    return true;
  }
}
