package org.wasl.post.migrating;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A row of a table of the other system.
///
/// @param table its name, as in the other system
/// @param number of the line in its file; 0 for a row of a database, which has no order
/// @param columns by name in capital letters
public record TableRow(
    String table, long number, Map<String, Integer> columns, List<String> cells) {
  private static final List<String> KEYS =
      List.of(
          "MAILITM_PID",
          "RECPTCL_PID",
          "DESPTCH_PID",
          "DOM_REC_PID",
          "DOM_DESPTCH_PID",
          "MAIL_OBJECT_PID",
          "DECLARATION_PID",
          "EVENT_TYPE_CD",
          "EVENT_GMT_DT");

  /// What stands in a column; nothing where it is empty, says NULL, or the column is not there.
  public Optional<String> find(String column) {
    Integer at = columns.get(column.toUpperCase(Locale.ROOT));
    if (at == null || at >= cells.size()) {
      return Optional.empty();
    }
    String cell = cells.get(at).strip();
    return cell.isEmpty() || cell.equals("NULL") ? Optional.empty() : Optional.of(cell);
  }

  /// Where it is found again: `table:line` in a dump, `table[keys]` in a database. Keys are numbers
  /// of the other system and moments, never what is said of people.
  public String place() {
    return number > 0
        ? table + ":" + number
        : KEYS.stream()
            .flatMap(key -> find(key).map(each -> key + "=" + each.replace(' ', 'T')).stream())
            .collect(Collectors.joining(",", table + "[", "]"));
  }
}
