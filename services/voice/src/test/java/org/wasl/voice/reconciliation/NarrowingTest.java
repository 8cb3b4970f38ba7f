package org.wasl.voice.reconciliation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wasl.settlement.LineKey;
import org.wasl.voice.wire.DetailRows;

/// Both sides of the search in one process: clocks 30 s apart that gain a second a day, every tenth
/// duration longer by a second, and differences planted.
class NarrowingTest {
  private final TwoBooks books = new TwoBooks(16_000);

  private final List<Details> answers = new ArrayList<>();
  private Clocks clocks = Clocks.UNKNOWN;
  private Set<LineKey> lines = new HashSet<>();
  private UnaryOperator<Details> onTheWay = details -> details;

  private void agreeOnClocks() {
    clocks =
        Clocks.of(
                TwoBooks.START,
                ClockEstimate.of(
                    TwoBooks.THEM, books.theirs, TwoBooks.US, ClockSample.of(books.ours)))
            .confirmedBy(
                ClockEstimate.of(
                    TwoBooks.US, books.ours, TwoBooks.THEM, ClockSample.of(books.theirs)));
  }

  private void allLines() {
    books.ours.forEach(call -> lines.add(call.key()));
    books.theirs.forEach(call -> lines.add(call.key()));
  }

  private Narrowing search() {
    List<Placed> ours = Placed.of(books.ours, TwoBooks.US, clocks, TwoBooks::at);
    List<Placed> theirs = Placed.of(books.theirs, TwoBooks.THEM, clocks, TwoBooks::at);
    List<Masked> common =
        ours.stream().map(Placed::common).filter(call -> lines.contains(call.key())).toList();
    Buckets asked = Buckets.of(lines, common, Buckets.CALLS);
    Answering answering = new Answering("", theirs, Map.of(), asked);
    Optional<Further> next = Optional.empty();
    Narrowing narrowing;
    do {
      Details told = next.map(answering::further).orElseGet(answering::first);
      answers.add(onTheWay.apply(DetailRows.read(DetailRows.write(told))));
      narrowing = Narrowing.of(ours, answers, TwoBooks.THEM, clocks, TwoBooks::at);
      next = narrowing.next();
    } while (next.isPresent());
    return narrowing;
  }

  private Explanation explained(Narrowing narrowing) {
    return Explanation.of(
        narrowing,
        Pairing.of(narrowing.ours(), narrowing.theirs(), Matcher.AGREED),
        _ -> true,
        _ -> false,
        Set.of(),
        ZoneId.of("UTC"),
        Map.of(),
        Map.of());
  }

  private int rowsCrossed() {
    return answers.stream().mapToInt(each -> each.calls().size() + each.moved().size()).sum();
  }

  private int bytesCrossed() {
    return answers.stream().mapToInt(each -> DetailRows.write(each).length).sum();
  }

  private static Map<Cause, Long> counts(Explanation why) {
    Map<Cause, Long> counts = new TreeMap<>();
    why.cells()
        .values()
        .forEach(cell ->
            cell.parts().forEach((cause, part) -> counts.merge(cause, part.calls(), Long::sum)));
    return counts;
  }

  /// Ours less theirs of a line, by each side's own clock: what the two accounts say.
  private Map<LineKey, BigInteger> differences() {
    Map<LineKey, BigInteger> sums = new HashMap<>();
    books.ours.forEach(
        call -> sums.merge(call.key(), BigInteger.valueOf(call.exact()), BigInteger::add));
    books.theirs.forEach(
        call -> sums.merge(call.key(), BigInteger.valueOf(-call.exact()), BigInteger::add));
    return sums;
  }

  private static BigInteger parts(Explanation why, LineKey key) {
    return Optional.ofNullable(why.cells().get(key)).stream()
        .flatMap(cell -> cell.parts().values().stream())
        .map(Explanation.Part::exact)
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  private void assertPartsSumUp(Explanation why, long seed) {
    differences()
        .forEach((key, sum) -> {
          if (lines.contains(key)) {
            assertEquals(sum, parts(why, key), "seed " + seed + " " + key);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void everyPlantedDifferenceIsFoundAndThePartsSumToTheAccounts(long seed) {
    books.skew(30, 1).make(seed, 500);
    agreeOnClocks();
    allLines();
    Explanation why = explained(search());
    assertPartsSumUp(why, seed);
    Map<Cause, Long> found = counts(why);
    long answeredOnly = found.getOrDefault(Cause.MISSING_THEIRS, 0L);
    assertTrue(books.planted() > 20);
    assertTrue(answeredOnly <= books.onlyOurs && answeredOnly * 2 >= books.onlyOurs, found + "");
    assertEquals(books.longer, found.getOrDefault(Cause.DURATION, 0L).intValue());
    assertTrue(found.getOrDefault(Cause.MISSING_OURS, 0L) <= books.onlyTheirs, found + "");
    assertTrue(found.getOrDefault(Cause.DUPLICATE_OURS, 0L) <= books.twice, found + "");
    assertEquals(null, found.get(Cause.UNOPENED));
    assertEquals(null, found.get(Cause.RATE));
  }

  /// Rows cross for what differs: four a difference at the most, of which each longer call brings
  /// its bucket along; and for the calls that clocks put into another line.
  @ParameterizedTest
  @ValueSource(ints = {4_000, 1_000, 250})
  void theRowsThatCrossAreProportionalToTheDifferencesUnderSkewAndDrift(int onePlantedIn) {
    books.skew(30, 1).make(9, onePlantedIn);
    agreeOnClocks();
    allLines();
    Narrowing narrowing = search();
    int buckets = books.longer * Buckets.CALLS * 2;
    int moved = narrowing.movedOurs().size() + narrowing.movedTheirs().size();
    int most = 4 * books.planted() + buckets + 2 * moved + 20;
    assertTrue(rowsCrossed() <= most, rowsCrossed() + " rows for " + books.planted());
    assertTrue(rowsCrossed() * 5 < books.theirs.size() || onePlantedIn < 1_000);
  }

  @Test
  void withoutDifferencesNoRowCrossesButAtTheEdges() {
    books.skew(30, 1).make(10, 0);
    agreeOnClocks();
    allLines();
    search();
    assertEquals(1, answers.stream().filter(each -> !each.sizes().isEmpty()).count());
    // sixty edges of lines, one call in 65 s: half a call an edge for the 30 s, some for answers
    // that lie a second apart
    assertTrue(rowsCrossed() <= 120, rowsCrossed() + " rows");
  }

  /// The clocks are what makes it so: without them each edge costs its calls on both sides twice.
  @Test
  void clocksThatAreAgreedOnSaveMostOfTheRows() {
    books.skew(600, 3).make(11, 4_000);
    agreeOnClocks();
    allLines();
    search();
    int agreed = rowsCrossed() + (int) answers.stream().mapToInt(e -> e.sketch().size()).sum();
    answers.clear();
    clocks = Clocks.UNKNOWN;
    search();
    int unknown = rowsCrossed() + (int) answers.stream().mapToInt(e -> e.sketch().size()).sum();
    assertTrue(agreed < unknown, agreed + " of " + unknown);
  }

  @Test
  void aCallThatTheOtherSideCountsInALineThatNobodyAskedForIsNotMissing() {
    books.skew(30, 1).make(12, 0);
    agreeOnClocks();
    lines.add(TwoBooks.key(TwoBooks.START + 36_000));
    Explanation why = explained(search());
    assertPartsSumUp(why, 12);
    Map<Cause, Long> found = counts(why);
    assertEquals(null, found.get(Cause.MISSING_OURS));
    assertEquals(null, found.get(Cause.MISSING_THEIRS));
  }

  private static Details with(Details told, Sketch sketch, List<Masked> calls) {
    return new Details(
        told.clocks(),
        calls,
        told.moved(),
        told.totals(),
        told.sizes(),
        told.open(),
        told.sums(),
        told.first(),
        sketch,
        told.near());
  }

  /// A sketch of other calls than the side has: it does not decode, or decodes to calls of ours
  /// that we do not have; then the buckets are opened.
  @Test
  void aSketchThatDecodesToNonsenseIsNotBelievedAndTheBucketsAreOpened() {
    books.skew(30, 1).make(13, 500);
    agreeOnClocks();
    allLines();
    onTheWay =
        told -> with(told, Sketch.of(List.of(1L, 2L, 3L), told.sketch().size()), told.calls());
    Explanation why = explained(search());
    assertPartsSumUp(why, 13);
    assertTrue(answers.size() <= Narrowing.MAX_ROUNDS);
    assertEquals(null, counts(why).get(Cause.UNOPENED));
  }

  @Test
  void aSideThatSendsNoRowsLeavesItsBucketsUnopenedAndTheSearchEnds() {
    books.skew(30, 1).make(14, 500);
    agreeOnClocks();
    allLines();
    onTheWay = told -> with(told, told.sketch(), List.of());
    Explanation why = explained(search());
    assertPartsSumUp(why, 14);
    assertEquals(Narrowing.MAX_ROUNDS, answers.size());
    assertTrue(counts(why).containsKey(Cause.UNOPENED));
  }

  /// Nothing of a bucket that is equal is told, whatever is asked.
  @Test
  void aSideThatAsksForEverythingGetsNoCallOfAnEqualBucket() {
    books.make(15, 0);
    allLines();
    List<Placed> theirs = Placed.of(books.ours, TwoBooks.THEM, clocks, TwoBooks::at);
    Buckets asked = Buckets.of(lines, books.ours, Buckets.CALLS);
    Answering answering = new Answering("", theirs, Map.of(), asked);
    List<Buckets.Place> all = new ArrayList<>();
    asked
        .sizes()
        .forEach((key, size) -> {
          for (int i = 0; i < size; i++) {
            all.add(new Buckets.Place(key, i));
          }
        });
    Details told = answering.further(new Further(Set.of(1L), all, 0, 1_000, List.of()));
    assertEquals(List.of(), told.calls());
    assertEquals(0, told.sketch().size());
    assertEquals(List.of(), answering.first().calls());
  }

  @Test
  void bytesCrossForTheDifferences() {
    books.skew(30, 1).make(16, 250);
    agreeOnClocks();
    allLines();
    Narrowing narrowing = search();
    int moved = narrowing.movedOurs().size() + narrowing.movedTheirs().size();
    int others = books.planted() - books.longer + moved;
    int longer = books.longer * Buckets.CALLS * 2 * 110;
    int sums = lines.size() * 60 + answers.getFirst().sums().size() * 110;
    assertTrue(bytesCrossed() <= others * 300 + longer + sums, bytesCrossed() + " bytes");
  }
}
