package org.wasl.border.log;

import java.util.ArrayList;
import java.util.List;

/// Hashes and proofs over the leaves of a log (RFC 6962 §2.1), read from perfect subtrees.
public final class Tree {
  private final Subtrees subtrees;

  /// Where the hashes of complete perfect subtrees come from.
  @FunctionalInterface
  public interface Subtrees {
    /// @param height 0 for leaves; a source may know only some heights
    /// @return the root of the subtree, or null where this height is not kept
    @org.jspecify.annotations.Nullable
    Hash find(int height, long index);
  }

  public Tree(Subtrees subtrees) {
    this.subtrees = subtrees;
  }

  /// The hash of the leaves `from` to `to` (exclusive) as a tree of their own.
  public Hash hash(long from, long to) {
    long count = to - from;
    if (count < 1) {
      throw new IllegalArgumentException("no leaves between " + from + " and " + to);
    }
    int height = 63 - Long.numberOfLeadingZeros(count);
    boolean perfect = count == 1L << height && from % count == 0;
    if (perfect) {
      Hash known = subtrees.find(height, from >> height);
      if (known != null) {
        return known;
      }
      if (height == 0) {
        throw new IllegalStateException("no leaf " + from);
      }
    }
    long middle = from + split(count);
    return Hash.node(hash(from, middle), hash(middle, to));
  }

  /// The audit path of a leaf (§2.1.1), from its sibling upwards.
  public List<Hash> inclusion(long index, long size) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("leaf " + index + " is not in a tree of " + size);
    }
    List<Hash> proof = new ArrayList<>();
    inclusion(index, 0, size, proof);
    return proof;
  }

  private void inclusion(long index, long from, long to, List<Hash> proof) {
    if (to - from == 1) {
      return;
    }
    long middle = from + split(to - from);
    if (index < middle) {
      inclusion(index, from, middle, proof);
      proof.add(hash(middle, to));
    } else {
      inclusion(index, middle, to, proof);
      proof.add(hash(from, middle));
    }
  }

  /// The proof that the tree of `size` extends the one of `old` (§2.1.2).
  public List<Hash> consistency(long old, long size) {
    if (old < 0 || old > size) {
      throw new IllegalArgumentException(old + " is not within " + size);
    }
    List<Hash> proof = new ArrayList<>();
    if (old > 0 && old < size) {
      consistency(old, 0, size, true, proof);
    }
    return proof;
  }

  private void consistency(long old, long from, long to, boolean known, List<Hash> proof) {
    if (old == to) {
      if (!known) {
        proof.add(hash(from, to));
      }
      return;
    }
    long middle = from + split(to - from);
    if (old <= middle) {
      consistency(old, from, middle, known, proof);
      proof.add(hash(middle, to));
    } else {
      consistency(old, middle, to, false, proof);
      proof.add(hash(from, middle));
    }
  }

  /// The proof that the tree of `size` holds the subtree of the leaves `start` to `end` (exclusive;
  /// draft-ietf-plants-merkle-tree-certs §4.4). `start` is a multiple of a power of two that is not
  /// below `end - start`.
  public List<Hash> subtreeConsistency(long start, long end, long size) {
    if (start < 0 || start >= end || end > size) {
      throw new IllegalArgumentException(start + " to " + end + " is not within " + size);
    }
    List<Hash> proof = new ArrayList<>();
    subtree(start, end, 0, size, true, proof);
    return proof;
  }

  private void subtree(long start, long end, long from, long to, boolean known, List<Hash> proof) {
    if (start == from && end == to) {
      if (!known) {
        proof.add(hash(from, to));
      }
      return;
    }
    long middle = from + split(to - from);
    if (end <= middle) {
      subtree(start, end, from, middle, known, proof);
      proof.add(hash(middle, to));
    } else if (middle <= start) {
      subtree(start, end, middle, to, known, proof);
      proof.add(hash(from, middle));
    } else {
      subtree(middle, end, middle, to, false, proof);
      proof.add(hash(from, middle));
    }
  }

  /// The largest power of two below `count`.
  static long split(long count) {
    return Long.highestOneBit(count - 1);
  }
}
