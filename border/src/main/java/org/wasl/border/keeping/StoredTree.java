package org.wasl.border.keeping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wasl.border.log.Hash;
import org.wasl.border.log.Tree;

/// The tree of a stored log. Reads leaves tile by tile (256 wide) and remembers the last few; one
/// instance serves one task.
public final class StoredTree {
  private static final int TILE = 256;
  private static final int KEPT = 16;

  private final LogStore logs;
  private final String origin;
  private final Map<Long, List<Hash>> tiles =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, List<Hash>> eldest) {
          return size() > KEPT;
        }
      };

  public StoredTree(LogStore logs, String origin) {
    this.logs = logs;
    this.origin = origin;
  }

  /// The root that a stored log had at a size.
  public static Hash rootAt(LogStore logs, LogState state, long size) {
    if (size == 0) {
      return Hash.EMPTY;
    }
    return size == state.size()
        ? state.frontier().root()
        : new StoredTree(logs, state.origin()).tree().hash(0, size);
  }

  public Tree tree() {
    return new Tree(this::subtree);
  }

  private @Nullable Hash subtree(int height, long index) {
    if (height == 0) {
      return leaf(index);
    }
    return height % 8 == 0 ? logs.subtree(origin, height, index) : null;
  }

  private @Nullable Hash leaf(long index) {
    long tile = index / TILE;
    int place = (int) (index % TILE);
    List<Hash> known = tiles.get(tile);
    if (known == null || known.size() <= place) {
      known = logs.leaves(origin, tile * TILE, TILE);
      tiles.put(tile, known);
    }
    return place < known.size() ? known.get(place) : null;
  }
}
