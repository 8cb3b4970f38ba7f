package org.wasl.numbering.filing;

import java.util.ArrayList;
import java.util.List;

/// A table as a document reader hands it over: merged cells are repeated in every place that they
/// cover, so that each row is complete; rows may still differ in width.
///
/// @param place the table
/// @param context what stands before the table, last lines first to last
/// @param rows in order; a row's number is its index plus one
public record FiledTable(Place place, List<String> context, List<List<String>> rows) {
  public static final int MAX_ROWS = 100_000;
  public static final int MAX_COLUMNS = 256;

  public FiledTable {
    context = List.copyOf(context);
    rows = rows.stream().map(List::copyOf).toList();
    if (rows.size() > MAX_ROWS || rows.stream().anyMatch(row -> row.size() > MAX_COLUMNS)) {
      throw new IllegalArgumentException("a table beyond the limits: " + place);
    }
  }

  public int width() {
    return rows.stream().mapToInt(List::size).max().orElse(0);
  }

  /// The same table with only some columns filled.
  FiledTable only(List<Integer> columns) {
    List<List<String>> kept = new ArrayList<>();
    int width = width();
    for (int row = 0; row < rows.size(); row++) {
      List<String> cells = new ArrayList<>();
      for (int column = 0; column < width; column++) {
        cells.add(columns.contains(column) ? cell(row, column) : "");
      }
      kept.add(cells);
    }
    return new FiledTable(place, context, kept);
  }

  String cell(int row, int column) {
    List<String> cells = rows.get(row);
    return column < cells.size() ? cells.get(column) : "";
  }
}
