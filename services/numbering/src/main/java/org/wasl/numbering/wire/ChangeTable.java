package org.wasl.numbering.wire;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wasl.numbering.changing.ChangeRule;
import org.wasl.numbering.filing.Defect;
import org.wasl.numbering.filing.FiledDocument;
import org.wasl.numbering.filing.Filing;
import org.wasl.numbering.filing.FilingContext;
import org.wasl.numbering.filing.FilingReader;

/// The rules of a number change, read from a filing in any form.
///
/// @param defects rows that cannot be a rule, or contradict another
public record ChangeTable(List<ChangeRule> rules, List<Defect> defects) {
  public ChangeTable {
    rules = List.copyOf(rules);
    defects = List.copyOf(defects);
  }

  public static ChangeTable read(Path file, FilingContext country) throws IOException {
    List<ChangeRule> rules = new ArrayList<>();
    List<Defect> defects = new ArrayList<>();
    FilingReader reader = new FilingReader(country);
    for (FiledDocument document : FilingFiles.read(file, String.valueOf(file.getFileName()))) {
      Filing filing = reader.read(document);
      filing.changes().map(ChangeRule::of).forEach(rules::add);
      filing.defects().forEach(defects::add);
    }
    return new ChangeTable(rules, defects);
  }
}
