package org.wasl.border.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TreeTest {
  @Test
  void everySubtreeIsProvedAndNoOtherHashIs() {
    for (int size = 1; size <= 40; size++) {
      List<Hash> leaves = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        leaves.add(Hash.leaf(new byte[] {(byte) i}));
      }
      Tree tree = new Tree((height, index) -> height == 0 ? leaves.get((int) index) : null);
      Hash root = tree.hash(0, size);
      for (int width = 1; width <= 64; width *= 2) {
        for (int start = 0; start < size; start += width) {
          for (int end = start + 1; end <= Math.min(size, start + width); end++) {
            List<Hash> proof = tree.subtreeConsistency(start, end, size);
            Hash subtree = tree.hash(start, end);
            assertEquals(
                Optional.empty(), Proofs.subtreeFlaw(start, end, subtree, size, root, proof));
            assertTrue(
                Proofs.subtreeFlaw(start, end, Hash.leaf(new byte[2]), size, root, proof)
                    .isPresent());
            for (int i = 0; i < proof.size(); i++) {
              List<Hash> changed = new ArrayList<>(proof);
              changed.set(i, Hash.leaf(new byte[3]));
              assertTrue(Proofs.subtreeFlaw(start, end, subtree, size, root, changed).isPresent());
              assertTrue(
                  Proofs.subtreeFlaw(start, end, subtree, size, root, proof.subList(0, i))
                      .isPresent());
            }
          }
        }
      }
    }
  }

  /// The inputs and roots of the reference implementation of RFC 6962 (certificate-transparency,
  /// merkletree tests), which every log uses.
  private static final List<String> INPUTS =
      List.of(
          "",
          "00",
          "10",
          "2021",
          "3031",
          "40414243",
          "5051525354555657",
          "606162636465666768696a6b6c6d6e6f");

  private static final List<String> ROOTS =
      List.of(
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  private static String hex(Hash hash) {
    return HexFormat.of().formatHex(hash.bytes());
  }

  private static final class Leaves {
    final Map<String, Hash> subtrees = new HashMap<>();
    final List<Frontier> frontiers = new ArrayList<>(List.of(Frontier.EMPTY));

    Leaves(List<byte[]> entries) {
      for (byte[] entry : entries) {
        frontiers.add(
            frontiers
                .getLast()
                .append(
                    List.of(Hash.leaf(entry)),
                    (height, index, root) -> subtrees.put(height + "/" + index, root)));
      }
    }

    Tree tree() {
      return new Tree((height, index) -> subtrees.get(height + "/" + index));
    }

    Hash root(int size) {
      return frontiers.get(size).root();
    }
  }

  private static Leaves ofSize(int size) {
    List<byte[]> entries = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      entries.add(("entry " + i).getBytes(StandardCharsets.US_ASCII));
    }
    return new Leaves(entries);
  }

  @Test
  void rootsAreThoseOfTheReferenceImplementation() {
    Leaves leaves =
        new Leaves(INPUTS.stream().map(input -> HexFormat.of().parseHex(input)).toList());
    for (int size = 1; size <= 8; size++) {
      assertEquals(ROOTS.get(size - 1), hex(leaves.root(size)), "size " + size);
      assertEquals(ROOTS.get(size - 1), hex(leaves.tree().hash(0, size)), "size " + size);
    }
    assertEquals(
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", hex(Hash.EMPTY));
  }

  @Test
  void everyInclusionProofUpToSixtyFiveLeavesHolds() {
    for (int size = 1; size <= 65; size++) {
      Leaves leaves = ofSize(size);
      for (int index = 0; index < size; index++) {
        Hash leaf = Hash.leaf(("entry " + index).getBytes(StandardCharsets.US_ASCII));
        List<Hash> proof = leaves.tree().inclusion(index, size);
        assertEquals(
            Optional.empty(),
            Proofs.inclusionFlaw(leaf, index, size, proof, leaves.root(size)),
            index + " of " + size);
      }
    }
  }

  @Test
  void everyConsistencyProofUpToSixtyFiveLeavesHolds() {
    Leaves leaves = ofSize(65);
    for (int size = 1; size <= 65; size++) {
      for (int old = 1; old <= size; old++) {
        List<Hash> proof = leaves.tree().consistency(old, size);
        assertEquals(
            Optional.empty(),
            Proofs.consistencyFlaw(old, leaves.root(old), size, leaves.root(size), proof),
            old + " to " + size);
      }
    }
  }

  @Test
  void aProofThatIsCutExtendedOrChangedIsRefusedWithItsReason() {
    Leaves leaves = ofSize(23);
    Hash leaf = Hash.leaf("entry 7".getBytes(StandardCharsets.US_ASCII));
    List<Hash> proof = leaves.tree().inclusion(7, 23);
    List<Hash> cut = proof.subList(0, proof.size() - 1);
    List<Hash> longer = new ArrayList<>(proof);
    longer.add(leaf);
    List<Hash> changed = new ArrayList<>(proof);
    changed.set(0, leaf);
    for (List<Hash> wrong : List.of(cut, longer, changed)) {
      assertTrue(Proofs.inclusionFlaw(leaf, 7, 23, wrong, leaves.root(23)).isPresent());
    }
    assertTrue(Proofs.inclusionFlaw(leaf, 8, 23, proof, leaves.root(23)).isPresent());
    assertTrue(Proofs.inclusionFlaw(leaf, 23, 23, proof, leaves.root(23)).isPresent());
    List<Hash> grown = leaves.tree().consistency(9, 23);
    for (int i = 0; i < grown.size(); i++) {
      List<Hash> wrong = new ArrayList<>(grown);
      wrong.set(i, leaf);
      assertTrue(Proofs.consistencyFlaw(9, leaves.root(9), 23, leaves.root(23), wrong).isPresent());
      wrong.remove(i);
      assertTrue(Proofs.consistencyFlaw(9, leaves.root(9), 23, leaves.root(23), wrong).isPresent());
    }
  }
}
