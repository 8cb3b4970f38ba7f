package org.wasl.post.edi;

import java.util.ArrayList;
import java.util.List;

/// The findings of one interchange, as many as the limit allows.
public final class Findings {
  private final int limit;
  private final List<Finding> kept = new ArrayList<>();
  private long more;
  private Severity worst = Severity.NOTE;

  public Findings(int limit) {
    this.limit = limit;
  }

  /// @param finding with the severity that it has for this partner
  public void add(Finding finding) {
    if (kept.size() < limit || finding.severity() == Severity.FATAL) {
      kept.add(finding);
    } else {
      more++;
      worst = finding.severity().compareTo(worst) > 0 ? finding.severity() : worst;
    }
  }

  /// In the order in which they were found; where some were not kept, the last one says how many
  /// and weighs as much as the gravest of them.
  public List<Finding> list() {
    if (more == 0) {
      return List.copyOf(kept);
    }
    List<Finding> all = new ArrayList<>(kept);
    Place place = new Place(0, 0, 0, 0, "", 0, 0, 0);
    all.add(new Finding(EdiFault.TOO_MANY_FINDINGS, worst, place, "", Long.toString(more)));
    return List.copyOf(all);
  }
}
