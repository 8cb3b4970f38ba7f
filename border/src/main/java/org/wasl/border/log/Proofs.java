package org.wasl.border.log;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.wasl.terms.LocalizedText;

/// Checks proofs without a tree (RFC 9162 §2.1.3.2 and §2.1.4.2). A proof is refused with the
/// reason.
public final class Proofs {
  private Proofs() {}

  /// Why a proof shows nothing.
  public enum Flaw {
    OUTSIDE("الرقم خارج الشجرة", "the index lies outside the tree"),
    TOO_LONG("الإثبات أطول من اللازم", "the proof is too long"),
    TOO_SHORT("الإثبات أقصر من اللازم", "the proof is too short"),
    ROOT("يؤدي الإثبات إلى جذر آخر", "the proof leads to another root"),
    OLDER_ROOT("يؤدي الإثبات إلى جذر أقدم آخر", "the proof leads to another older root"),
    NOT_SMALLER("الشجرة الأقدم ليست الأصغر", "the older tree is not the smaller one"),
    SAME_SIZE("يختلف الجذران", "the roots differ"),
    NO_SUBTREE("ليست شجرة فرعية من الشجرة", "not a subtree of the tree");

    private final LocalizedText text;

    Flaw(String ar, String en) {
      this.text = new LocalizedText(ar, en);
    }

    /// What people read.
    public LocalizedText text() {
      return text;
    }
  }

  /// @return nothing when the proof shows the leaf in the tree, else why not
  public static Optional<Flaw> inclusionFlaw(
      Hash leaf, long index, long size, List<Hash> proof, Hash root) {
    if (index < 0 || index >= size) {
      return Optional.of(Flaw.OUTSIDE);
    }
    long node = index;
    long last = size - 1;
    Hash hash = leaf;
    for (Hash sibling : proof) {
      if (last == 0) {
        return Optional.of(Flaw.TOO_LONG);
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
      return Optional.of(Flaw.TOO_SHORT);
    }
    return hash.equals(root) ? Optional.empty() : Optional.of(Flaw.ROOT);
  }

  /// @return nothing when the proof shows that the second tree extends the first, else why not
  public static Optional<Flaw> consistencyFlaw(
      long old, Hash oldRoot, long size, Hash root, List<Hash> proof) {
    if (old < 0 || old > size) {
      return Optional.of(Flaw.NOT_SMALLER);
    }
    if (old == size || old == 0) {
      boolean same = old == 0 ? oldRoot.equals(Hash.EMPTY) : oldRoot.equals(root);
      if (!same) {
        return Optional.of(Flaw.SAME_SIZE);
      }
      return proof.isEmpty() ? Optional.empty() : Optional.of(Flaw.TOO_LONG);
    }
    return walk(old, oldRoot, size, root, proof);
  }

  /// @return nothing when the proof shows that the tree holds the subtree of the leaves `start` to
  ///   `end` (draft-ietf-plants-merkle-tree-certs §4.4), else why not
  public static Optional<Flaw> subtreeFlaw(
      long start, long end, Hash subtree, long size, Hash root, List<Hash> proof) {
    boolean valid =
        start >= 0
            && start < end
            && end <= size
            && start % Math.max(1, Long.highestOneBit(2 * (end - start) - 1)) == 0;
    if (!valid) {
      return Optional.of(Flaw.NO_SUBTREE);
    }
    try {
      Iterator<Hash> rest = proof.iterator();
      Pair found = subtree(start, end, size, true, subtree, rest);
      if (rest.hasNext()) {
        return Optional.of(Flaw.TOO_LONG);
      }
      return found.subtree().equals(subtree) && found.tree().equals(root)
          ? Optional.empty()
          : Optional.of(Flaw.ROOT);
    } catch (NoSuchElementException _) {
      return Optional.of(Flaw.TOO_SHORT);
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

  private static Optional<Flaw> walk(
      long old, Hash oldRoot, long size, Hash root, List<Hash> proof) {
    boolean power = Long.bitCount(old) == 1;
    int next = power ? 0 : 1;
    if (proof.isEmpty()) {
      return Optional.of(Flaw.TOO_SHORT);
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
        return Optional.of(Flaw.TOO_LONG);
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
      return Optional.of(Flaw.TOO_SHORT);
    }
    if (!first.equals(oldRoot)) {
      return Optional.of(Flaw.OLDER_ROOT);
    }
    return second.equals(root) ? Optional.empty() : Optional.of(Flaw.ROOT);
  }
}
