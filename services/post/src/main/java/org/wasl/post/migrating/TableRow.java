package org.wasl.post.migrating;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A row of a table of the other system.
///
/// @param table its name, as in the other system
/// @param number of the row: the line of its file, or its place in the answer of the database
/// @param columns by name in capital letters
public record TableRow(
    String table, long number, Map<String, Integer> columns, List<String> cells) {

  /// What stands in a column; nothing where it is empty, says NULL, or the column is not there.
  public Optional<String> find(String column) {
    Integer at = columns.get(column.toUpperCase(Locale.ROOT));
    if (at == null || at >= cells.size()) {
      return Optional.empty();
    }
    String cell = cells.get(at).strip();
    return cell.isEmpty() || cell.equals("NULL") ? Optional.empty() : Optional.of(cell);
  }
}
