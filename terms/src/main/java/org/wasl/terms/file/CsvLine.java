package org.wasl.terms.file;

import java.util.ArrayList;
import java.util.List;

/// Splits a line of CSV (RFC 4180), quotes included; a record never spans lines here.
public final class CsvLine {
  /// A record of Cisco's call manager has some hundred and thirty columns.
  public static final int MAX_CELLS = 512;

  private CsvLine() {}

  /// @return the cells, or nothing but an empty list when a quote is not closed or there are too
  ///   many
  public static List<String> split(String line) {
    return split(line, ',');
  }

  /// The same with another separator.
  public static List<String> split(String line, char separator) {
    Cells found = read(line, separator);
    return found.isOpen() || found.cells().size() > MAX_CELLS ? List.of() : found.cells();
  }

  /// What stands in a line, however it ends.
  ///
  /// @param isOpen whether its last quote is not closed
  public record Cells(List<String> cells, boolean isOpen) {}

  /// The cells of a line that need not be sound.
  public static Cells read(String line, char separator) {
    if (line.indexOf('"') < 0) {
      return new Cells(plain(line, separator), false);
    }
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return new Cells(cells, quoted);
  }

  private static List<String> plain(String line, char separator) {
    List<String> cells = new ArrayList<>(12);
    int from = 0;
    for (int at = line.indexOf(separator); at >= 0; at = line.indexOf(separator, from)) {
      cells.add(line.substring(from, at));
      from = at + 1;
    }
    cells.add(line.substring(from));
    return cells;
  }
}
