package org.wasl.border.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.wasl.border.Damage.assertReadable;
import static org.wasl.border.Damage.everyFlip;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wasl.border.log.Proofs.Flaw;

class DamagedProofTest {
  private static final int SIZE = 23;

  private final List<Hash> leaves = new ArrayList<>();
  private final Tree tree = new Tree((height, index) -> height == 0 ? leaf(index) : null);

  DamagedProofTest() {
    for (int i = 0; i < SIZE; i++) {
      leaves.add(Hash.leaf(new byte[] {(byte) i}));
    }
  }

  private Hash leaf(long index) {
    return leaves.get((int) index);
  }

  private static byte[] bytes(List<Hash> proof) {
    ByteBuffer out = ByteBuffer.allocate(proof.size() * Hash.SIZE);
    proof.forEach(hash -> out.put(hash.bytes()));
    return out.array();
  }

  private static List<Hash> hashes(byte[] bytes) {
    List<Hash> hashes = new ArrayList<>();
    for (int at = 0; at < bytes.length; at += Hash.SIZE) {
      hashes.add(Hash.at(bytes, at));
    }
    return hashes;
  }

  private Optional<Flaw> inclusion(long index, List<Hash> proof) {
    return Proofs.inclusionFlaw(leaf(7), index, SIZE, proof, tree.hash(0, SIZE));
  }

  private Optional<Flaw> consistency(long old, List<Hash> proof) {
    return Proofs.consistencyFlaw(old, tree.hash(0, old), SIZE, tree.hash(0, SIZE), proof);
  }

  @Test
  void everyFlippedBitOfAnInclusionProofLeadsToAnotherRoot() {
    byte[] good = bytes(tree.inclusion(7, SIZE));
    assertEquals(Optional.empty(), inclusion(7, hashes(good)));
    everyFlip(
        good,
        (at, bad) -> assertEquals(Optional.of(Flaw.ROOT), inclusion(7, hashes(bad)), "byte " + at));
  }

  @Test
  void everyFlippedBitOfTheLeafOrTheRootLeadsToAnotherRoot() {
    List<Hash> proof = tree.inclusion(7, SIZE);
    Hash root = tree.hash(0, SIZE);
    everyFlip(
        leaf(7).bytes(),
        (_, bad) ->
            assertEquals(
                Optional.of(Flaw.ROOT), Proofs.inclusionFlaw(Hash.of(bad), 7, SIZE, proof, root)));
    everyFlip(
        root.bytes(),
        (_, bad) ->
            assertEquals(
                Optional.of(Flaw.ROOT),
                Proofs.inclusionFlaw(leaf(7), 7, SIZE, proof, Hash.of(bad))));
  }

  @Test
  void everyFlippedBitOfTheIndexIsRefused() {
    List<Hash> proof = tree.inclusion(7, SIZE);
    for (int bit = 0; bit < 64; bit++) {
      long index = 7L ^ 1L << bit;
      Set<Flaw> fitting =
          index < 0 || index >= SIZE
              ? EnumSet.of(Flaw.OUTSIDE)
              : EnumSet.of(Flaw.ROOT, Flaw.TOO_LONG, Flaw.TOO_SHORT);
      assertTrue(fitting.contains(inclusion(index, proof).orElseThrow()), "index " + index);
    }
  }

  @Test
  void everyFlippedBitOfAConsistencyProofLeadsToAnotherRoot() {
    for (int old = 1; old < SIZE; old++) {
      long size = old;
      byte[] good = bytes(tree.consistency(size, SIZE));
      assertEquals(Optional.empty(), consistency(size, hashes(good)));
      everyFlip(
          good,
          (at, bad) ->
              assertTrue(
                  EnumSet.of(Flaw.ROOT, Flaw.OLDER_ROOT)
                      .contains(consistency(size, hashes(bad)).orElseThrow()),
                  "byte " + at + " of the proof from " + size));
    }
  }

  @Test
  void aProofThatIsCutIsTooShortAndALongerOneIsTooLong() {
    List<Hash> proof = tree.inclusion(7, SIZE);
    for (int i = 0; i < proof.size(); i++) {
      assertEquals(Optional.of(Flaw.TOO_SHORT), inclusion(7, proof.subList(0, i)));
    }
    assertEquals(Optional.of(Flaw.TOO_LONG), inclusion(7, with(proof)));
    for (int old = 1; old < SIZE; old++) {
      List<Hash> grown = tree.consistency(old, SIZE);
      for (int i = 0; i < grown.size(); i++) {
        assertEquals(Optional.of(Flaw.TOO_SHORT), consistency(old, grown.subList(0, i)));
      }
      assertEquals(Optional.of(Flaw.TOO_LONG), consistency(old, with(grown)));
    }
    assertEquals(Optional.of(Flaw.TOO_LONG), consistency(SIZE, List.of(leaf(0))));
  }

  @Test
  void aHashThatIsCutIsNone() {
    byte[] hash = leaf(0).bytes();
    for (int i = 0; i < hash.length; i++) {
      byte[] cut = java.util.Arrays.copyOf(hash, i);
      assertThrows(IllegalArgumentException.class, () -> Hash.of(cut));
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyReasonIsReadInBothLanguages(Flaw flaw) {
    assertReadable(flaw.text());
  }

  private List<Hash> with(List<Hash> proof) {
    List<Hash> longer = new ArrayList<>(proof);
    longer.add(leaf(0));
    return longer;
  }
}
