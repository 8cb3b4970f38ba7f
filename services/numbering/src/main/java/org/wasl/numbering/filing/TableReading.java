package org.wasl.numbering.filing;

import java.util.BitSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// What became of every row of a table. The law stands in the constructor: a row is a heading (or a
/// title line, or empty), or it is in a proposal, or in a defect; it may be in both, never in none.
public record TableReading(
    FiledTable table,
    SortedSet<Integer> headings,
    List<Proposed> proposals,
    List<ProposedChange> changes,
    List<Defect> defects) {

  public TableReading {
    headings = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(headings));
    proposals = List.copyOf(proposals);
    changes = List.copyOf(changes);
    defects = List.copyOf(defects);
    requireEveryRowAccounted(table, headings, proposals, changes, defects);
  }

  /// Rows that carry facts.
  public int rowsIn() {
    return table.rows().size() - headings.size();
  }

  public int rowsProposed() {
    return rows(true, false).cardinality();
  }

  public int rowsInDefects() {
    return rows(false, true).cardinality();
  }

  public int rowsInBoth() {
    BitSet both = rows(true, false);
    both.and(rows(false, true));
    return both.cardinality();
  }

  private BitSet rows(boolean proposed, boolean defective) {
    BitSet rows = new BitSet();
    if (proposed) {
      proposals.forEach(each -> rows.set(each.place().row()));
      changes.forEach(each -> rows.set(each.place().row()));
    }
    if (defective) {
      defects.forEach(each -> rows.set(each.place().row()));
    }
    rows.clear(0);
    headings.forEach(rows::clear);
    return rows;
  }

  private static void requireEveryRowAccounted(
      FiledTable table,
      SortedSet<Integer> headings,
      List<Proposed> proposals,
      List<ProposedChange> changes,
      List<Defect> defects) {
    BitSet seen = new BitSet();
    headings.forEach(seen::set);
    proposals.forEach(each -> seen.set(each.place().row()));
    changes.forEach(each -> seen.set(each.place().row()));
    defects.forEach(each -> seen.set(each.place().row()));
    int lost = seen.nextClearBit(1);
    if (lost <= table.rows().size() || seen.length() - 1 > table.rows().size()) {
      throw new IllegalStateException("row " + lost + " is in nothing: " + table.place());
    }
  }
}
