package org.wasl.numbering.wire;

import java.util.ArrayList;
import java.util.List;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.filing.PlanFiling;
import org.wasl.numbering.filing.Proposed;

/// The table of the document, row by row; one table in every form.
final class E129Table {
  private E129Table() {}

  static List<List<String>> rows(PlanFiling plan, E129Words words) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(words.headings());
    plan.entries().forEach(entry -> rows.add(row(entry, words)));
    return rows;
  }

  private static List<String> row(Proposed entry, E129Words words) {
    CodeRange range = entry.range();
    String code = range.size() == 1 ? range.first() : range.first() + "–" + range.last();
    return List.of(
        words.word(entry.resource()),
        code,
        entry.lengths().map(l -> "" + l.least()).orElse(""),
        entry.lengths().map(l -> "" + l.most()).orElse(""),
        entry.usage(),
        entry.holder(),
        entry.area(),
        words.word(entry.status()),
        entry.validFrom().map(Object::toString).orElse(""),
        entry.validTo().map(Object::toString).orElse(""),
        entry.note());
  }
}
