package org.wasl.voice.reconciliation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wasl.terms.json.JsonReader;
import org.wasl.voice.reconciliation.ClockEstimate.Edge;
import org.wasl.voice.reconciliation.Clocks.Ahead;
import org.wasl.voice.reconciliation.Clocks.Trunk;
import org.wasl.voice.wire.DetailRows;

/// Two trunk groups a side whose clocks are seconds to minutes ahead and gain up to three seconds a
/// day, with answers recorded up to a second apart.
class ClocksTest {
  private final TwoBooks books = new TwoBooks(20_000);

  private List<Edge> seenByThem() {
    return ClockEstimate.of(TwoBooks.THEM, books.theirs, TwoBooks.US, ClockSample.of(books.ours));
  }

  private List<Edge> seenByUs() {
    return ClockEstimate.of(TwoBooks.US, books.ours, TwoBooks.THEM, ClockSample.of(books.theirs));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void bothSidesFindTheClocksFromASampleOfTheOthersAndAgree(long seed) {
    books.skew(30, 1).make(seed, 200);
    Clocks proposed = Clocks.of(TwoBooks.START, seenByThem());
    Clocks agreed = proposed.confirmedBy(seenByUs());
    assertEquals(proposed, agreed);
    assertEquals(4, agreed.lines().size());
    for (TwoBooks.Both both : books.both) {
      long ours = agreed.corrected(TwoBooks.US, both.ours().trunk(), both.ours().time());
      long theirs = agreed.corrected(TwoBooks.THEM, both.theirs().trunk(), both.theirs().time());
      assertTrue(Math.abs(ours - theirs) <= 3, "seed " + seed + ": " + (ours - theirs));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-600, -90, 0, 600})
  void clocksTenMinutesApartAreFound(int seconds) {
    books.skew(seconds, 3).make(5, 200);
    Clocks agreed = Clocks.of(TwoBooks.START, seenByThem()).confirmedBy(seenByUs());
    long ours = agreed.corrected(TwoBooks.US, "a-1", TwoBooks.START);
    long theirs = agreed.corrected(TwoBooks.THEM, "b-1", TwoBooks.START + seconds);
    assertTrue(Math.abs(ours - theirs) <= 2, ours + " " + theirs);
  }

  /// A side that proposes other clocks than both sides' records show gets none of them.
  @Test
  void clocksThatOurOwnRecordsDoNotShowAreNotConfirmed() {
    books.skew(30, 1).make(6, 200);
    TreeMap<Trunk, Ahead> wrong = new TreeMap<>(Clocks.of(TwoBooks.START, seenByThem()).lines());
    wrong.computeIfPresent(
        new Trunk(TwoBooks.THEM, "b-2"),
        (_, ahead) -> new Ahead(ahead.aheadMillis() + 5_000, ahead.driftPpb()));
    Clocks confirmed = new Clocks(TwoBooks.START, wrong).confirmedBy(seenByUs());
    assertEquals(
        Set.of(new Trunk(TwoBooks.US, "a-1"), new Trunk(TwoBooks.THEM, "b-1")),
        confirmed.lines().keySet());
  }

  /// What a sample says of two numbers is 16 bits; of a trunk group there are 240 calls at most.
  @Test
  void aSampleHoldsNoNumberNoTokenAndFewCalls() {
    books.make(7, 0);
    ClockSample sample = ClockSample.of(books.ours);
    String text = new String(sample.bytes(), StandardCharsets.UTF_8);
    assertEquals(sample, ClockSample.read(sample.bytes()));
    assertEquals(2 + 2 * ClockSample.CALLS + 1, text.lines().count());
    assertTrue(
        text.lines().allMatch(line -> line.matches("(trunk,a-[12]|seen,\\d+,\\d{1,5}|end)")));
    byte[] bytes = Arrays.copyOf(sample.bytes(), 700);
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThrows(IllegalArgumentException.class, () -> ClockSample.read(cut));
    }
  }

  @Test
  void clocksReadBackAndNoneIsHoursOff() {
    books.skew(30, 1).make(8, 200);
    Clocks clocks = Clocks.of(TwoBooks.START, seenByThem());
    byte[] bytes = clocks.json().canonicalBytes();
    assertEquals(clocks, Clocks.read(JsonReader.read("clocks", bytes, 9_000).asObject("clocks")));
    assertThrows(IllegalArgumentException.class, () -> new Ahead(7_200_000, 0));
  }

  /// Switches write a subscriber's number or telephone, a name with other characters, or none at
  /// all where the trunk group should stand. None of it crosses, and none of it is in the way.
  @ParameterizedTest
  @ValueSource(strings = {"", "963933123456", "SEP001122334455", "i1@x", "a,b"})
  void trunkGroupsThatMayNotBeNamedAreLeftOutOfTheSample(String name) {
    books.skew(30, 1).make(9, 0);
    books.rename("a-2", "b-2", name);
    ClockSample sample = ClockSample.of(books.ours);
    assertEquals(Set.of("a-1"), sample.byTrunk().keySet());
    assertEquals(sample, ClockSample.read(sample.bytes()));
    Clocks agreed = Clocks.of(TwoBooks.START, seenByThem()).confirmedBy(seenByUs());
    assertEquals(
        Set.of(new Trunk(TwoBooks.US, "a-1"), new Trunk(TwoBooks.THEM, "b-1")),
        agreed.lines().keySet());
    long own = TwoBooks.START + 1_000_000;
    Masked unnamed = books.ours.stream().filter(c -> !c.trunk().equals("a-1")).findAny().get();
    assertEquals(own, agreed.corrected(TwoBooks.US, unnamed.trunk(), own), "taken as it is");
    byte[] rows = DetailRows.write(new Details(List.of(unnamed), Map.of()));
    assertEquals(List.of(unnamed), DetailRows.read(rows).calls());
  }
}
