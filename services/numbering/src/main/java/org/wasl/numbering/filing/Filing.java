package org.wasl.numbering.filing;

import java.util.List;
import java.util.stream.Stream;

/// A communication, read: every table with what became of its rows.
public record Filing(FiledDocument document, List<TableReading> tables) {
  public Filing {
    tables = List.copyOf(tables);
    if (!tables.stream().map(TableReading::table).toList().equals(document.tables())) {
      throw new IllegalStateException("tables are missing: " + document.name());
    }
  }

  public Stream<Proposed> proposals() {
    return tables.stream().flatMap(table -> table.proposals().stream());
  }

  public Stream<ProposedChange> changes() {
    return tables.stream().flatMap(table -> table.changes().stream());
  }

  public Stream<Defect> defects() {
    return tables.stream().flatMap(table -> table.defects().stream());
  }
}
