package org.wasl.numbering.filing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wasl.numbering.CodeRange;

/// Looks at the change rows of a table together.
final class ChangeFindings {
  private ChangeFindings() {}

  /// Names the rows that contradict each other, all of them, and those filed twice. Contradicting
  /// rows stay among the changes, so that the numbers behind them are known to be unresolved
  /// instead of falling to a shorter code.
  static List<ProposedChange> examined(List<ProposedChange> changes, List<Defect> defects) {
    Map<CodeRange, Set<CodeRange>> targets = new HashMap<>();
    changes.forEach(
        each -> targets.computeIfAbsent(each.before(), _ -> new HashSet<>()).add(each.after()));
    List<ProposedChange> agreed = new ArrayList<>();
    Set<CodeRange> seen = new HashSet<>();
    for (ProposedChange each : changes) {
      if (targets.getOrDefault(each.before(), Set.of()).size() > 1) {
        defects.add(
            new Defect(
                Defect.Kind.CONTRADICTORY_MAPPING,
                each.place(),
                each.before() + " → " + each.after()));
        agreed.add(each);
      } else if (seen.add(each.before())) {
        agreed.add(each);
      } else {
        defects.add(
            new Defect(Defect.Kind.DUPLICATE, each.place(), each.before() + " → " + each.after()));
      }
    }
    return agreed;
  }
}
