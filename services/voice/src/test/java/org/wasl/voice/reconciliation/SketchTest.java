package org.wasl.voice.reconciliation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wasl.voice.reconciliation.Sketch.Difference;

class SketchTest {
  private final Set<Long> ours = new HashSet<>();
  private final Set<Long> theirs = new HashSet<>();
  private final Set<Long> onlyOurs = new HashSet<>();
  private final Set<Long> onlyTheirs = new HashSet<>();

  private void make(long seed, int common, int different) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < common; i++) {
      long both = random.nextLong();
      ours.add(both);
      theirs.add(both);
    }
    for (int i = 0; i < different; i++) {
      boolean mine = random.nextBoolean();
      (mine ? onlyOurs : onlyTheirs).add(random.nextLong());
    }
    ours.addAll(onlyOurs);
    theirs.addAll(onlyTheirs);
  }

  private Optional<Difference> difference(int symbols) {
    return Sketch.of(ours, symbols).difference(Sketch.of(theirs, symbols));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 10, 100, 1_000, 10_000})
  void whatOnlyOneSideHasIsFoundFromAboutOneAndAHalfSymbolsEach(int different) {
    make(different, 20_000, different);
    Difference found = difference(different + different / 2 + 16).orElseThrow();
    assertEquals(onlyOurs, found.onlyOurs());
    assertEquals(onlyTheirs, found.onlyTheirs());
  }

  @Test
  void tooFewSymbolsSaySoAndTheNextOnesAreAddedToThem() {
    make(3, 5_000, 400);
    assertTrue(difference(200).isEmpty());
    Sketch first = Sketch.of(theirs, 200);
    Sketch next = Sketch.of(theirs, 800).from(200);
    Difference found = Sketch.of(ours, 800).difference(first.and(next)).orElseThrow();
    assertEquals(onlyOurs, found.onlyOurs());
    assertEquals(onlyTheirs, found.onlyTheirs());
  }

  @Test
  void theSymbolsOfEqualSetsCancelWhateverTheirOrder() {
    make(4, 3_000, 0);
    assertEquals(
        Sketch.of(ours.stream().sorted().toList(), 64),
        Sketch.of(ours.stream().sorted((a, b) -> Long.compare(b, a)).toList(), 64));
  }

  /// Every single-byte change of a sketch decodes to nothing, or to elements that come from it; no
  /// change makes it run on.
  @Test
  void aChangedSketchEndsInNothing() {
    make(5, 200, 20);
    String text = Sketch.of(theirs, 60).text();
    int undecoded = 0;
    for (int i = 0; i < text.length() - 2; i++) {
      String changed =
          text.substring(0, i) + (text.charAt(i) == 'A' ? 'B' : 'A') + text.substring(i + 1);
      undecoded += Sketch.of(ours, 60).difference(Sketch.read(changed)).isEmpty() ? 1 : 0;
    }
    assertTrue(undecoded >= (text.length() - 2) * 9 / 10, undecoded + " of " + text.length());
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < 200; i++) {
      Sketch noise =
          new Sketch(
              random.longs(60).toArray(),
              random.ints(60).toArray(),
              random.ints(60, -2, 3).toArray());
      assertEquals(Optional.empty(), Sketch.of(ours, 60).difference(noise));
    }
  }

  @Test
  void whatIsNoSketchIsRefused() {
    assertEquals(Sketch.of(Set.of(1L), 5), Sketch.read(Sketch.of(Set.of(1L), 5).text()));
    assertThrows(IllegalArgumentException.class, () -> Sketch.read("AAAA"));
    assertThrows(IllegalArgumentException.class, () -> Sketch.read("!"));
    assertThrows(
        IllegalArgumentException.class,
        () -> Sketch.of(Set.of(), 5).difference(Sketch.of(Set.of(), 6)));
  }
}
