package org.wasl.post.migrating;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/// Tables dumped into a folder, `L_MAILITMS.csv` and so on: UTF-8, a header line, cells separated
/// by a tab, a semicolon or a comma, whichever stands in the header; quotes as in RFC 4180, a cell
/// does not go over lines.
public record DumpFolder(Path folder) implements Tables {
  private static final int LONGEST_LINE = 100_000;

  @Override
  public boolean each(String table, List<String> wanted, Consumer<TableRow> rows) {
    Path file = folder.resolve(table + ".csv");
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      String header = in.readLine();
      if (header == null) {
        return true;
      }
      String first = header.startsWith("\uFEFF") ? header.substring(1) : header;
      char separator = separator(first);
      Map<String, Integer> columns = new HashMap<>();
      for (String each : split(first, separator)) {
        columns.putIfAbsent(each.strip().toUpperCase(Locale.ROOT), columns.size());
      }
      long number = 1;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        number++;
        if (line.length() > LONGEST_LINE) {
          throw new IllegalArgumentException(
              file.getFileName() + " line " + number + ": more than " + LONGEST_LINE);
        }
        if (!line.isBlank() && !isRuler(line)) {
          rows.accept(new TableRow(table, number, columns, split(line, separator)));
        }
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public long count(String table) {
    return -1;
  }

  /// The line of dashes that some clients write under the header.
  private static boolean isRuler(String line) {
    return line.indexOf('-') >= 0
        && line.chars().allMatch(c -> c == '-' || c == ';' || c == ',' || c == '\t' || c == ' ');
  }

  private static char separator(String header) {
    if (header.indexOf('\t') >= 0) {
      return '\t';
    }
    return header.indexOf(';') >= 0 ? ';' : ',';
  }

  private static List<String> split(String line, char separator) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean isQuoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        boolean isEscaped = isQuoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
        if (isEscaped) {
          cell.append('"');
          i++;
        } else {
          isQuoted = !isQuoted;
        }
      } else if (c == separator && !isQuoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
