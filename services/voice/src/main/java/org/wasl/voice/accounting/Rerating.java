package org.wasl.voice.accounting;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wasl.settlement.Line;
import org.wasl.settlement.LineKey;

/// What rating a month anew changes: exact deltas, line by line. A closed month stays as it is; the
/// deltas go into the next account.
public final class Rerating {
  private Rerating() {}

  /// The lines that differ, new less old, in the order of their keys; old plus deltas is new.
  public static List<Line> deltas(Collection<Line> before, Collection<Line> after) {
    Map<LineKey, Line> deltas = new TreeMap<>();
    after.forEach(line -> deltas.put(line.key(), line));
    for (Line old : before) {
      Line nothing =
          new Line(old.key(), old.quantities().stream().map(_ -> 0L).toList(), BigInteger.ZERO);
      deltas.put(old.key(), deltas.getOrDefault(old.key(), nothing).minus(old));
    }
    List<Line> changed = new ArrayList<>();
    for (Line delta : deltas.values()) {
      boolean same =
          delta.exact().signum() == 0
              && delta.quantities().stream().allMatch(quantity -> quantity == 0);
      if (!same) {
        changed.add(delta);
      }
    }
    return changed;
  }
}
