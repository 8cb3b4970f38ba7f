package org.wasl.post.migrating;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.wasl.terms.file.CsvLine;

/// Tables dumped into a folder, `L_MAILITMS.csv` and so on: UTF-8, a header line, cells separated
/// by a tab, a semicolon or a comma, whichever stands in the header; quotes as in RFC 4180.
///
/// @param longTexts whether a quoted cell may go over lines, as texts of declarations do; else a
///   stray quote ends with its line
public record DumpFolder(Path folder, boolean longTexts) implements Tables {
  private static final int LONGEST_LINE = 100_000;
  private static final int LONGEST_TEXT = CdsXml.MOST_CHARACTERS + LONGEST_LINE;

  public DumpFolder(Path folder) {
    this(folder, false);
  }

  @Override
  public boolean each(String table, List<String> wanted, Consumer<TableRow> rows) {
    Path file = folder.resolve(table + ".csv");
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      Lines lines = new Lines(in, table, longTexts ? LONGEST_TEXT : LONGEST_LINE);
      Optional<String> header = lines.next();
      if (header.isEmpty()) {
        return true;
      }
      String first = header.get().startsWith("\uFEFF") ? header.get().substring(1) : header.get();
      char separator = separator(first);
      Map<String, Integer> columns = new HashMap<>();
      for (String each : CsvLine.read(first, separator).cells()) {
        columns.putIfAbsent(each.strip().toUpperCase(Locale.ROOT), columns.size());
      }
      for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
        long number = lines.number;
        String row = longTexts ? lines.closed(line.get()) : line.get();
        if (!row.isBlank() && !isRuler(row)) {
          rows.accept(new TableRow(table, number, columns, CsvLine.read(row, separator).cells()));
        }
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The lines of a file, of which none is longer than the most.
  private static final class Lines {
    private final BufferedReader in;
    private final String table;
    private final int most;
    private final StringBuilder line = new StringBuilder();
    private long number;

    Lines(BufferedReader in, String table, int most) {
      this.in = in;
      this.table = table;
      this.most = most;
    }

    Optional<String> next() throws IOException {
      line.setLength(0);
      int c = in.read();
      if (c < 0) {
        return Optional.empty();
      }
      number++;
      for (; c >= 0 && c != '\n'; c = in.read()) {
        require(line.length() < most, "more than " + most + " characters");
        line.append((char) c);
      }
      if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
        line.setLength(line.length() - 1);
      }
      return Optional.of(line.toString());
    }

    /// With the lines over which its last cell goes.
    String closed(String first) throws IOException {
      StringBuilder whole = new StringBuilder(first);
      long began = number;
      boolean isOpen = isOpen(first);
      while (isOpen) {
        String more =
            next()
                .orElseThrow(() ->
                    new IllegalArgumentException(
                        table + " line " + began + ": a quote is not closed"));
        require(whole.length() + more.length() < most, "more than " + most + " characters");
        whole.append('\n').append(more);
        isOpen ^= isOpen(more);
      }
      return whole.toString();
    }

    private static boolean isOpen(String text) {
      return text.chars().filter(c -> c == '"').count() % 2 == 1;
    }

    private void require(boolean isFine, String otherwise) {
      if (!isFine) {
        throw new IllegalArgumentException(table + " line " + number + ": " + otherwise);
      }
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
}
