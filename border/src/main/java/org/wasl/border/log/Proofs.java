package org.wasl.border.log;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/// Checks proofs without a tree (RFC 9162 §2.1.3.2 and §2.1.4.2). A proof is refused with the
/// reason.
public final class Proofs {
  private Proofs() {}

  /// @return nothing when the proof shows the leaf in the tree, else why not
  public static Optional<String> inclusionFlaw(
      Hash leaf, long index, long size, List<Hash> proof, Hash root) {
    if (index < 0 || index >= size) {
      return Optional.of("the index lies outside the tree");
    }
    long node = index;
    long last = size - 1;
    Hash hash = leaf;
    for (Hash sibling : proof) {
      if (last == 0) {
        return Optional.of("the proof is too long");
      }
      if ((node & 1) == 1 || node == last) {
        hash = Hash.node(sibling, hash);
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        hash = Hash.node(hash, sibling);
      }
      node >>= 1;
      last >>= 1;
    }
    if (last != 0) {
      return Optional.of("the proof is too short");
    }
    return hash.equals(root) ? Optional.empty() : Optional.of("the proof leads to another root");
  }

  /// @return nothing when the proof shows that the second tree extends the first, else why not
  public static Optional<String> consistencyFlaw(
      long old, Hash oldRoot, long size, Hash root, List<Hash> proof) {
    if (old < 0 || old > size) {
      return Optional.of("the older tree is not the smaller one");
    }
    if (old == size || old == 0) {
      boolean same = old == 0 ? oldRoot.equals(Hash.EMPTY) : oldRoot.equals(root);
      return proof.isEmpty() && same ? Optional.empty() : Optional.of("the roots differ");
    }
    return walk(old, oldRoot, size, root, proof);
  }

  /// @return nothing when the proof shows that the tree holds the subtree of the leaves `start` to
  ///   `end` (draft-ietf-plants-merkle-tree-certs §4.4), else why not
  public static Optional<String> subtreeFlaw(
      long start, long end, Hash subtree, long size, Hash root, List<Hash> proof) {
    boolean valid =
        start >= 0
            && start < end
            && end <= size
            && start % Math.max(1, Long.highestOneBit(2 * (end - start) - 1)) == 0;
    if (!valid) {
      return Optional.of("not a subtree of the tree");
    }
    try {
      Iterator<Hash> rest = proof.iterator();
      Pair found = subtree(start, end, size, true, subtree, rest);
      if (rest.hasNext()) {
        return Optional.of("the proof is too long");
      }
      return found.subtree().equals(subtree) && found.tree().equals(root)
          ? Optional.empty()
          : Optional.of("the proof leads to another root");
    } catch (NoSuchElementException _) {
      return Optional.of("the proof is too short");
    }
  }

  private record Pair(Hash subtree, Hash tree) {}

  private static Pair subtree(
      long start, long end, long size, boolean known, Hash subtree, Iterator<Hash> proof) {
    if (start == 0 && end == size) {
      Hash whole = known ? subtree : proof.next();
      return new Pair(whole, whole);
    }
    long middle = Tree.split(size);
    if (end <= middle) {
      Pair inner = subtree(start, end, middle, known, subtree, proof);
      return new Pair(inner.subtree(), Hash.node(inner.tree(), proof.next()));
    }
    if (middle <= start) {
      Pair inner = subtree(start - middle, end - middle, size - middle, known, subtree, proof);
      return new Pair(inner.subtree(), Hash.node(proof.next(), inner.tree()));
    }
    Pair inner = subtree(0, end - middle, size - middle, false, subtree, proof);
    Hash left = proof.next();
    return new Pair(Hash.node(left, inner.subtree()), Hash.node(left, inner.tree()));
  }

  private static Optional<String> walk(
      long old, Hash oldRoot, long size, Hash root, List<Hash> proof) {
    boolean power = Long.bitCount(old) == 1;
    int next = power ? 0 : 1;
    if (proof.isEmpty()) {
      return Optional.of("the proof is too short");
    }
    long node = old - 1;
    long last = size - 1;
    while ((node & 1) == 1) {
      node >>= 1;
      last >>= 1;
    }
    Hash first = power ? oldRoot : proof.getFirst();
    Hash second = first;
    for (Hash each : proof.subList(next, proof.size())) {
      if (last == 0) {
        return Optional.of("the proof is too long");
      }
      if ((node & 1) == 1 || node == last) {
        first = Hash.node(each, first);
        second = Hash.node(each, second);
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        second = Hash.node(second, each);
      }
      node >>= 1;
      last >>= 1;
    }
    if (last != 0) {
      return Optional.of("the proof is too short");
    }
    if (!first.equals(oldRoot)) {
      return Optional.of("the proof leads to another older root");
    }
    return second.equals(root) ? Optional.empty() : Optional.of("the proof leads to another root");
  }
}
