package org.wasl.border.keeping;

import java.util.ArrayList;
import java.util.List;
import org.wasl.border.log.Frontier;
import org.wasl.border.log.Hash;

/// How a log grows by some entries: its new frontier and the subtrees that became complete.
///
/// @param subtrees of heights 8, 16, 24 …
public record Growth(Frontier frontier, List<LogStore.Subtree> subtrees) {

  public static Growth of(Frontier before, List<? extends LogStore.Addition> entries) {
    List<LogStore.Subtree> subtrees = new ArrayList<>();
    List<Hash> leaves = entries.stream().map(each -> each.leaf()).toList();
    Frontier after =
        before.append(
            leaves,
            (height, index, root) -> {
              if (height > 0 && height % 8 == 0) {
                subtrees.add(new LogStore.Subtree(height, index, root));
              }
            });
    return new Growth(after, subtrees);
  }
}
