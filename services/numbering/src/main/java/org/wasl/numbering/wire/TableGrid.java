package org.wasl.numbering.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wasl.numbering.filing.FiledTable;
import org.wasl.numbering.filing.Place;
import org.wasl.numbering.wire.RefusedFilingException.Reason;

/// Lays out a table while it is read: a merged cell is repeated in every place it covers.
final class TableGrid {
  private static final int MAX_CELLS = 2_000_000;
  private static final int MAX_CELL_TEXT = 100_000;

  private record Hanging(String text, int rows) {}

  private final Place place;
  private final List<String> context;
  private final List<List<String>> rows = new ArrayList<>();

  /// What reaches into the current row, and into the next.
  private Map<Integer, Hanging> hanging = new HashMap<>();

  private Map<Integer, Hanging> later = new HashMap<>();
  private List<String> current = new ArrayList<>();
  private boolean open;
  private int cells;

  TableGrid(String document, int number, List<String> context) {
    this.place = new Place(document, number, 0, 0);
    this.context = List.copyOf(context);
  }

  void beginRow() {
    endRow();
    if (rows.size() >= FiledTable.MAX_ROWS) {
      throw refused(Reason.TOO_MANY_ROWS, "at most " + FiledTable.MAX_ROWS + " rows");
    }
    current = new ArrayList<>();
    open = true;
    hang();
  }

  /// @param colspan columns it covers, at least 1
  /// @param rowspan rows it covers, at least 1
  void cell(String text, int colspan, int rowspan) {
    if (!open) {
      beginRow();
    }
    String kept = text.strip();
    if (kept.length() > MAX_CELL_TEXT) {
      throw refused(Reason.EXPANDS, "a cell of at most " + MAX_CELL_TEXT + " characters");
    }
    for (int i = 0; i < Math.max(1, colspan); i++) {
      if (rowspan > 1) {
        later.put(current.size(), new Hanging(kept, rowspan - 1));
      }
      add(kept);
    }
    hang();
  }

  /// A cell that continues the one above it (a vertical merge).
  void continued(int colspan) {
    for (int i = 0; i < Math.max(1, colspan); i++) {
      List<String> above = rows.isEmpty() ? List.of() : rows.getLast();
      add(current.size() < above.size() ? above.get(current.size()) : "");
    }
    hang();
  }

  /// Takes over the cells from above that reach into the columns that come next.
  private void hang() {
    while (hanging.containsKey(current.size())) {
      add(taken(current.size()));
    }
  }

  private String taken(int column) {
    Hanging from = java.util.Objects.requireNonNull(hanging.remove(column));
    if (from.rows() > 1) {
      later.put(column, new Hanging(from.text(), from.rows() - 1));
    }
    return from.text();
  }

  private void add(String text) {
    if (current.size() >= FiledTable.MAX_COLUMNS) {
      throw refused(Reason.TOO_WIDE, "at most " + FiledTable.MAX_COLUMNS + " columns");
    }
    if (++cells > MAX_CELLS) {
      throw refused(Reason.EXPANDS, "at most " + MAX_CELLS + " cells");
    }
    current.add(text);
  }

  void endRow() {
    if (!open) {
      return;
    }
    List.copyOf(hanging.keySet()).forEach(this::taken);
    hanging = later;
    later = new HashMap<>();
    rows.add(current);
    open = false;
  }

  FiledTable table() {
    endRow();
    return new FiledTable(place, context, rows);
  }

  private RefusedFilingException refused(Reason reason, String expected) {
    String where = "table " + place.table() + " row " + (rows.size() + 1);
    return new RefusedFilingException(reason, place.document(), where, expected);
  }
}
