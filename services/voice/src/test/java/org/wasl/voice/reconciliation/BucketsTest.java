package org.wasl.voice.reconciliation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wasl.settlement.LineKey;
import org.wasl.voice.reconciliation.Buckets.Place;
import org.wasl.voice.wire.DetailRows;

/// Calls of one month on two sides: clocks 30 s apart, every tenth duration longer by a second, and
/// differences planted.
class BucketsTest {
  private static final int CALLS = 40_000;
  private static final long START = 1_788_220_800L;

  private final List<Masked> ours = new ArrayList<>();
  private final List<Masked> theirs = new ArrayList<>();

  /// Calls of which only one side knows, or of which the sides say different things.
  private final List<Masked> planted = new ArrayList<>();

  /// Calls that clocks move from one line to another.
  private final Set<Place> moved = new HashSet<>();

  private static LineKey key(long time) {
    long second = time - START;
    LocalDate day = LocalDate.of(2026, 9, 1).plusDays(second / 86_400);
    long hour = second % 86_400 / 3_600;
    return new LineKey("aa-bb", "mobile", day, hour >= 8 && hour < 20 ? "peak" : "offpeak");
  }

  private static Masked call(long token, int other, long time, int seconds) {
    return new Masked(key(time), token, other, time, seconds, seconds, seconds * 1_000L, "t");
  }

  private void make(long seed, int skew, int onePlantedIn) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < CALLS; i++) {
      long token = new SplittableRandom(random.nextInt(20_000)).nextLong();
      long time = START + 600 + random.nextInt(30 * 86_400 - 1_200);
      int seconds = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(600);
      int drift = seconds > 0 && random.nextInt(10) == 0 ? 1 : 0;
      Masked mine = call(token, random.nextInt(65_536), time, seconds);
      Masked other = call(token, mine.other(), time + skew, seconds + drift);
      int fate = onePlantedIn == 0 ? 9 : random.nextInt(onePlantedIn * 4);
      if (fate != 0) {
        ours.add(mine);
      }
      if (fate != 1) {
        theirs.add(
            switch (fate) {
              case 2 -> call(token, mine.other() ^ 1, time + skew, seconds);
              case 3 -> call(token, mine.other(), time + skew, seconds + 3_000);
              default -> other;
            });
      }
      if (fate < 4) {
        planted.add(mine);
      } else if (!mine.key().equals(other.key())) {
        moved.add(new Place(mine.key(), 0));
      }
    }
  }

  private Set<LineKey> lines() {
    Set<LineKey> keys = new HashSet<>();
    ours.forEach(call -> keys.add(call.key()));
    theirs.forEach(call -> keys.add(call.key()));
    return keys;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void everyPlantedDifferenceLiesInABucketThatIsOpened(long seed) {
    make(seed, 30, 500);
    Buckets asked = Buckets.of(lines(), ours, Buckets.CALLS);
    Set<Place> open = new HashSet<>(Buckets.like(asked, theirs).unequal(asked));
    assertTrue(planted.size() > 50);
    for (Masked call : planted) {
      assertTrue(open.contains(asked.placeOf(call)), "seed " + seed);
    }
  }

  /// Seconds of skew and drift do not make every bucket unequal: what is opened is what differs, or
  /// lies at the edge of a line.
  @Test
  void skewAndDriftOpenOnlyBucketsAtTheEdgesOfLines() {
    make(9, 30, 0);
    Buckets asked = Buckets.of(lines(), ours, Buckets.CALLS);
    List<Place> open = Buckets.like(asked, theirs).unequal(asked);
    int all = asked.sums().values().stream().mapToInt(List::size).sum();
    Set<LineKey> edges = new HashSet<>();
    moved.forEach(place -> edges.add(place.key()));
    assertTrue(open.size() <= moved.size() * 4 + 4 && open.size() < all / 10, open.size() + "");
  }

  @Test
  void equalSidesOpenNothing() {
    make(9, 0, 0);
    Buckets asked = Buckets.of(lines(), ours, Buckets.CALLS);
    assertEquals(List.of(), asked.unequal(Buckets.like(asked, ours)));
  }

  /// Rows cross for the differences and their bucket neighbours, not for the month.
  @Test
  void whatCrossesGrowsWithTheDifferencesAndNotWithTheCalls() {
    make(4, 30, 500);
    Buckets asked = Buckets.of(lines(), ours, Buckets.CALLS);
    Buckets answered = Buckets.like(asked, theirs);
    Set<Place> open = new HashSet<>(answered.unequal(asked));
    List<Masked> rows =
        theirs.stream().filter(call -> open.contains(answered.placeOf(call))).toList();
    int sums =
        asked.sums().values().stream()
            .flatMap(List::stream)
            .mapToInt(sum -> sum.text().length() + 3)
            .sum();
    int whole = new DetailRows(theirs, Map.of()).bytes().length;
    int sent = new DetailRows(rows, Map.of()).bytes().length;
    assertTrue((sums + sent) * 6L < whole, sums + " + " + sent + " of " + whole);
  }

  @Test
  void sumsReadBack() {
    make(2, 30, 0);
    Buckets asked = Buckets.of(lines(), ours, Buckets.CALLS);
    for (List<BucketSum> of : asked.sums().values()) {
      for (BucketSum sum : of) {
        assertEquals(sum, BucketSum.read(sum.text()));
      }
    }
    DetailRows rows =
        new DetailRows(
            List.of(),
            Map.of(),
            asked.sizes(),
            List.of(new Place(ours.getFirst().key(), 3)),
            Map.of(
                new Place(ours.getFirst().key(), 1),
                asked.sums().values().iterator().next().getFirst()));
    assertEquals(rows, DetailRows.read(rows.bytes()));
    assertTrue(new String(rows.bytes(), StandardCharsets.UTF_8).contains("open,"));
  }
}
