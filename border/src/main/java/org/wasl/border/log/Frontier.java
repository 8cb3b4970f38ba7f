package org.wasl.border.log;

import java.util.ArrayList;
import java.util.List;

/// The right edge of a tree of `size` leaves: the roots of the perfect subtrees that cover it, from
/// the largest. Enough to append and to say the root; at most 63 hashes.
///
/// @param size number of leaves
/// @param roots one for each bit set in `size`, highest first
public record Frontier(long size, List<Hash> roots) {
  public static final Frontier EMPTY = new Frontier(0, List.of());

  public Frontier {
    roots = List.copyOf(roots);
    if (size < 0 || roots.size() != Long.bitCount(size)) {
      throw new IllegalArgumentException(roots.size() + " roots do not cover " + size);
    }
  }

  /// The Merkle tree hash (RFC 6962 §2.1).
  public Hash root() {
    if (roots.isEmpty()) {
      return Hash.EMPTY;
    }
    Hash root = roots.getLast();
    for (int i = roots.size() - 2; i >= 0; i--) {
      root = Hash.node(roots.get(i), root);
    }
    return root;
  }

  /// Hears of each perfect subtree that a growing tree completes.
  @FunctionalInterface
  public interface Completed {
    /// @param height 0 for a leaf
    /// @param index among the subtrees of that height, from 0
    void subtree(int height, long index, Hash root);
  }

  /// The frontier with these leaves behind.
  public Frontier append(List<Hash> leaves, Completed completed) {
    List<Hash> edge = new ArrayList<>(roots);
    long now = size;
    for (Hash leaf : leaves) {
      Hash root = leaf;
      int height = 0;
      completed.subtree(0, now, root);
      while ((now >> height & 1) == 1) {
        root = Hash.node(edge.removeLast(), root);
        height++;
        completed.subtree(height, now >> height, root);
      }
      edge.add(root);
      now++;
    }
    return new Frontier(now, edge);
  }

  /// The hashes one after the other, for storage.
  public byte[] bytes() {
    byte[] out = new byte[roots.size() * Hash.SIZE];
    for (int i = 0; i < roots.size(); i++) {
      System.arraycopy(roots.get(i).bytes(), 0, out, i * Hash.SIZE, Hash.SIZE);
    }
    return out;
  }

  public static Frontier of(long size, byte[] bytes) {
    List<Hash> roots = new ArrayList<>();
    for (int at = 0; at + Hash.SIZE <= bytes.length; at += Hash.SIZE) {
      roots.add(Hash.at(bytes, at));
    }
    return new Frontier(size, roots);
  }
}
