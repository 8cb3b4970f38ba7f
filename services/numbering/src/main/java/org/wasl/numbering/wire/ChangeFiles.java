package org.wasl.numbering.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.wasl.numbering.changing.ChangeMap;
import org.wasl.numbering.changing.Conversion;
import org.wasl.numbering.wire.RefusedFilingException.Reason;

/// Converts the numbers in files of any size, row by row; everything else stays as it is, to the
/// character. A row is at most [#MAX_ROW] characters and [#MAX_COLUMNS] columns.
public final class ChangeFiles {
  static final int MAX_ROW = 1 << 20;
  static final int MAX_COLUMNS = 4_096;

  private final String document;
  private final Conversion conversion;
  private final LocalDate day;
  private final BiConsumer<Long, ChangeMap.Contradiction> refusals;

  /// @param day as of which numbers are converted, where the rows carry none
  /// @param refusals told the row and why a number in it stays unresolved
  public ChangeFiles(
      String document,
      Conversion conversion,
      LocalDate day,
      BiConsumer<Long, ChangeMap.Contradiction> refusals) {
    this.document = document;
    this.conversion = conversion;
    this.day = day;
    this.refusals = refusals;
  }

  /// Separated values with a heading row.
  ///
  /// @param columns headings of the columns with numbers
  /// @param dayColumn heading of the column whose value begins with the day (`2011-05-01…`), empty
  ///   for none
  /// @throws RefusedFilingException with the row, when a column is missing or a value is wrong
  public void csv(Reader in, Writer out, char delimiter, List<String> columns, String dayColumn)
      throws IOException {
    Rows rows = new Rows(in, delimiter);
    List<String> heading = rows.next();
    if (heading.isEmpty()) {
      throw refused(1, "a heading row");
    }
    List<String> names = heading.stream().map(ChangeFiles::value).toList();
    List<Integer> numbers = columns.stream().map(name -> column(names, name)).toList();
    int dayAt = dayColumn.isEmpty() ? -1 : column(names, dayColumn);
    write(heading, rows.ending, delimiter, out);
    for (long row = 2; ; row++) {
      List<String> cells = rows.next();
      if (cells.isEmpty()) {
        return;
      }
      LocalDate asOf = dayAt < 0 ? day : day(cells, dayAt, row);
      for (int at : numbers) {
        if (at < cells.size()) {
          cells.set(at, converted(cells.get(at), asOf, row));
        }
      }
      write(cells, rows.ending, delimiter, out);
    }
  }

  private static int column(List<String> names, String name) {
    int at = names.indexOf(name);
    if (at < 0) {
      throw new RefusedFilingException(Reason.MALFORMED, "csv", "row 1", "a column " + name);
    }
    return at;
  }

  private LocalDate day(List<String> cells, int at, long row) {
    String text = at < cells.size() ? value(cells.get(at)) : "";
    try {
      return LocalDate.parse(text.substring(0, Math.min(10, text.length())));
    } catch (DateTimeException e) {
      throw refused(row, "a day such as 2011-05-01 in column " + (at + 1));
    }
  }

  private String converted(String raw, LocalDate asOf, long row) {
    String value = value(raw);
    if (value.isEmpty()) {
      return raw;
    }
    Conversion.Written written = conversion.convert(value, asOf);
    written.refusal().ifPresent(why -> refusals.accept(row, why));
    if (written.text().equals(value)) {
      return raw;
    }
    return raw.strip().startsWith("\"") ? "\"" + written.text() + "\"" : written.text();
  }

  /// vCard 2.1 to 4.0 (RFC 6350): the values of `TEL`, folded lines joined where they change.
  public void vcard(Reader in, Writer out) throws IOException {
    BufferedReader lines = new BufferedReader(in);
    StringBuilder raw = new StringBuilder();
    long number = 0;
    String line = line(lines, 1);
    while (!line.isEmpty()) {
      number++;
      raw.setLength(0);
      raw.append(line);
      line = line(lines, number + 1);
      while (line.startsWith(" ") || line.startsWith("\t")) {
        raw.append(line);
        if (raw.length() > MAX_ROW) {
          throw refused(number, "at most " + MAX_ROW + " characters");
        }
        line = line(lines, number + 1);
      }
      out.write(card(raw.toString(), number));
    }
  }

  /// A line with its ending; empty at the end of the file.
  private String line(BufferedReader lines, long number) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = lines.read(); c >= 0; c = lines.read()) {
      line.append((char) c);
      if (c == '\n') {
        break;
      }
      if (line.length() > MAX_ROW) {
        throw refused(number, "at most " + MAX_ROW + " characters");
      }
    }
    return line.toString();
  }

  private String card(String raw, long row) {
    String joined = raw.replaceAll("\r?\n[ \t]", "");
    int colon = joined.indexOf(':');
    if (colon < 0 || !isTel(joined.substring(0, colon))) {
      return raw;
    }
    String ending = joined.endsWith("\r\n") ? "\r\n" : joined.endsWith("\n") ? "\n" : "";
    String value = joined.substring(colon + 1, joined.length() - ending.length());
    String uri = value.toLowerCase(Locale.ROOT).startsWith("tel:") ? value.substring(0, 4) : "";
    int parameters = uri.isEmpty() ? -1 : value.indexOf(';');
    String number = value.substring(uri.length(), parameters < 0 ? value.length() : parameters);
    Conversion.Written written = conversion.convert(number, day);
    written.refusal().ifPresent(why -> refusals.accept(row, why));
    return written.text().equals(number)
        ? raw
        : joined.substring(0, colon + 1)
            + uri
            + written.text()
            + (parameters < 0 ? "" : value.substring(parameters))
            + ending;
  }

  private static boolean isTel(String property) {
    String name = property.split(";", 2)[0];
    return name.substring(name.lastIndexOf('.') + 1).equalsIgnoreCase("TEL");
  }

  private static String value(String raw) {
    String text = raw.strip();
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : text;
  }

  private static void write(List<String> cells, String ending, char delimiter, Writer out)
      throws IOException {
    out.write(String.join(String.valueOf(delimiter), cells));
    out.write(ending);
  }

  private RefusedFilingException refused(long row, String expected) {
    return new RefusedFilingException(Reason.MALFORMED, document, "row " + row, expected);
  }

  /// Rows of raw cells, quotes and all.
  private final class Rows {
    private final BufferedReader in;
    private final char delimiter;
    private String ending = "";
    private long row;

    private Rows(Reader in, char delimiter) {
      this.in = new BufferedReader(in);
      this.delimiter = delimiter;
    }

    /// The cells of the next row; none at the end of the file.
    private List<String> next() throws IOException {
      row++;
      List<String> cells = new ArrayList<>();
      StringBuilder cell = new StringBuilder();
      boolean quoted = false;
      int length = 0;
      ending = "";
      int c = in.read();
      if (c < 0) {
        return cells;
      }
      for (; c >= 0; c = in.read()) {
        if (++length > MAX_ROW || cells.size() > MAX_COLUMNS) {
          throw refused(row, "at most " + MAX_ROW + " characters and " + MAX_COLUMNS + " columns");
        }
        if (c == '"') {
          quoted = !quoted;
        }
        if (!quoted && c == delimiter) {
          cells.add(cell.toString());
          cell.setLength(0);
        } else if (!quoted && c == '\n') {
          ending = "\n";
          break;
        } else {
          cell.append((char) c);
        }
      }
      if (quoted) {
        throw new RefusedFilingException(
            Reason.TRUNCATED, document, "row " + row, "a closing quote");
      }
      if (ending.equals("\n") && !cell.isEmpty() && cell.charAt(cell.length() - 1) == '\r') {
        cell.setLength(cell.length() - 1);
        ending = "\r\n";
      }
      cells.add(cell.toString());
      return cells;
    }
  }
}
