package org.wasl.voice.reconciliation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wasl.voice.generation.TwoSides;
import org.wasl.voice.reconciliation.Matched.Kind;

class MatcherTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyPlantedClassIsRecoveredExactlyUnderSkewJitterAndDrift(long seed) {
    TwoSides sides = TwoSides.make(100_000, seed);
    Matched matched = Matcher.USUAL.withThreads(2).match(sides.ours(), sides.theirs());
    for (int trunk = 0; trunk < sides.skew().length; trunk++) {
      assertEquals(sides.skew()[trunk], matched.skew()[trunk], "skew of trunk " + trunk);
    }
    for (int i = 0; i < sides.ours().size(); i++) {
      assertSame(sides.oursTruth()[i], matched.ofOurs(i), seed + " ours " + i);
    }
    for (int i = 0; i < sides.theirs().size(); i++) {
      assertSame(sides.theirsTruth()[i], matched.ofTheirs(i), seed + " theirs " + i);
    }
  }

  private static void assertSame(byte truth, Kind found, String what) {
    if (truth != found.ordinal()) {
      assertEquals(Kind.values()[truth], found, what);
    }
  }

  @Test
  void threadsChangeNothing() {
    TwoSides sides = TwoSides.make(60_000, 3);
    Matched one = Matcher.USUAL.match(sides.ours(), sides.theirs());
    Matched three = Matcher.USUAL.withThreads(3).match(sides.ours(), sides.theirs());
    assertArrayEquals(one.partner(), three.partner());
    assertArrayEquals(one.ours(), three.ours());
    assertArrayEquals(one.theirs(), three.theirs());
  }

  /// What one side sees as only its own the other sees likewise, and pairs are the same pairs.
  @Test
  void bothSidesFindTheSame() {
    TwoSides sides = TwoSides.make(60_000, 4);
    Matched here = Matcher.USUAL.match(sides.ours(), sides.theirs());
    for (int i = 0; i < sides.ours().size(); i++) {
      int with = here.partner()[i];
      if (with >= 0) {
        assertEquals(here.ofOurs(i), here.ofTheirs(with));
      }
    }
    assertEquals(
        sides.ours().size() - here.countOurs(Kind.ONLY) - here.countOurs(Kind.DUPLICATE),
        sides.theirs().size() - here.countTheirs(Kind.ONLY) - here.countTheirs(Kind.DUPLICATE),
        "as many have a partner here as there");
  }

  /// One record each, three seconds apart on the same numbers: the nearest is taken, none twice.
  @Test
  void aCallIsTakenOnceAndByTheNearest() {
    CallTable ours = table(new int[] {100, 103}, new int[] {50, 50});
    CallTable theirs = table(new int[] {103}, new int[] {50});
    Matched matched = new Matcher(5, 600, 0, 60, 1).match(ours, theirs);
    assertArrayEquals(new int[] {-1, 0}, matched.partner());
  }

  @Test
  void emptySidesMatchNothing() {
    CallTable none = table(new int[0], new int[0]);
    CallTable one = table(new int[] {7}, new int[] {1});
    assertEquals(1, Matcher.USUAL.match(one, none).countOurs(Kind.ONLY));
    assertEquals(1, Matcher.USUAL.match(none, one).countTheirs(Kind.ONLY));
  }

  private static CallTable table(int[] times, int[] seconds) {
    long[] token = new long[times.length];
    Arrays.fill(token, 77L);
    return new CallTable(token, new int[times.length], times, seconds, new short[times.length]);
  }
}
