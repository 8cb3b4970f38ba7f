package org.wasl.numbering.wire;

import java.util.ArrayList;
import java.util.List;
import org.wasl.numbering.filing.FiledTable;
import org.wasl.numbering.wire.RefusedFilingException.Reason;

/// Collects the lines and tables of one document in order.
final class DocumentParts {
  private static final int MAX_TABLES = 10_000;
  private static final int MAX_TEXT = 4_000_000;
  private static final int CONTEXT_LINES = 3;

  private final String document;
  private final List<FiledTable> tables = new ArrayList<>();
  private final List<String> recent = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private int begun;

  DocumentParts(String document) {
    this.document = document;
  }

  void line(String line) {
    String kept = line.strip();
    if (kept.isEmpty()) {
      return;
    }
    if (text.length() + kept.length() > MAX_TEXT) {
      throw new RefusedFilingException(
          Reason.EXPANDS, document, "text", "at most " + MAX_TEXT + " characters of text");
    }
    text.append(kept).append('\n');
    recent.add(kept.length() > 400 ? kept.substring(0, 400) : kept);
    if (recent.size() > CONTEXT_LINES) {
      recent.removeFirst();
    }
  }

  TableGrid beginTable() {
    if (begun >= MAX_TABLES) {
      throw new RefusedFilingException(
          Reason.TOO_MANY_TABLES, document, "table " + begun, "at most " + MAX_TABLES);
    }
    return new TableGrid(document, ++begun, recent);
  }

  void endTable(TableGrid grid) {
    FiledTable table = grid.table();
    tables.add(table);
  }

  List<FiledTable> tables() {
    tables.sort(java.util.Comparator.comparingInt(table -> table.place().table()));
    return tables;
  }

  String text() {
    return text.toString();
  }
}
