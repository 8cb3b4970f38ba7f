package org.wasl.border.linking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wasl.border.setup.TwoNodes;

class FingerprintTest {
  private static Set<String> list() {
    Set<String> words = new HashSet<>();
    for (int i = 0; i < 2_048; i++) {
      words.add(Fingerprint.word(i));
    }
    return words;
  }

  @Test
  void theListHasTwoThousandAndFortyEightDifferentWords() {
    assertEquals(2_048, list().size());
  }

  @Test
  void bothSidesReadTheSameTwelveWordsOfTheListAloud() {
    TwoNodes nodes = new TwoNodes();
    List<String> words = Fingerprint.words(nodes.aa.anchor, nodes.bb.anchor);
    assertEquals(12, words.size());
    assertTrue(list().containsAll(words));
    assertEquals(words, Fingerprint.words(nodes.bb.anchor, nodes.aa.anchor));
  }

  @Test
  void anotherAnchorOfEitherSideGivesOtherWords() {
    TwoNodes nodes = new TwoNodes();
    TwoNodes others = new TwoNodes();
    List<String> words = Fingerprint.words(nodes.aa.anchor, nodes.bb.anchor);
    assertNotEquals(words, Fingerprint.words(others.aa.anchor, nodes.bb.anchor));
    assertNotEquals(words, Fingerprint.words(nodes.aa.anchor, others.bb.anchor));
  }
}
