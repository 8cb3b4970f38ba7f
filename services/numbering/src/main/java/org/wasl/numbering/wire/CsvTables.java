package org.wasl.numbering.wire;

import java.util.List;
import java.util.Optional;
import org.wasl.numbering.filing.FiledDocument;
import org.wasl.numbering.wire.RefusedFilingException.Reason;

/// Reads separated values (RFC 4180; comma, semicolon or tab, whichever the first line has most of)
/// as one table. Lines that begin with `#` before the first row are text.
final class CsvTables {
  private final String document;
  private final String text;
  private final DocumentParts parts;
  private int at;
  private int line = 1;

  private CsvTables(String document, String text) {
    this.document = document;
    this.text = text;
    this.parts = new DocumentParts(document);
  }

  static FiledDocument read(String document, String text) {
    CsvTables reader = new CsvTables(document, text);
    reader.comments();
    TableGrid grid = reader.parts.beginTable();
    reader.rows(grid);
    reader.parts.endTable(grid);
    return new FiledDocument(
        document, "", "", Optional.empty(), reader.parts.tables(), reader.parts.text());
  }

  private void comments() {
    while (at < text.length() && text.charAt(at) == '#') {
      int end = text.indexOf('\n', at);
      end = end < 0 ? text.length() : end;
      parts.line(text.substring(at + 1, end));
      at = Math.min(text.length(), end + 1);
      line++;
    }
  }

  private void rows(TableGrid grid) {
    char delimiter = delimiter();
    while (at < text.length()) {
      grid.beginRow();
      boolean more = true;
      while (more) {
        grid.cell(value(delimiter), 1, 1);
        more = at < text.length() && text.charAt(at) == delimiter;
        at += more ? 1 : 0;
      }
      grid.endRow();
      endLine();
    }
  }

  private void endLine() {
    if (at < text.length() && text.charAt(at) == '\r') {
      at++;
    }
    if (at < text.length() && text.charAt(at) == '\n') {
      at++;
    }
    line++;
  }

  private String value(char delimiter) {
    if (at < text.length() && text.charAt(at) == '"') {
      return quoted(delimiter);
    }
    int start = at;
    while (at < text.length() && !endsValue(text.charAt(at), delimiter)) {
      if (text.charAt(at) == 0) {
        throw refused("no zero bytes");
      }
      at++;
    }
    return text.substring(start, at);
  }

  private String quoted(char delimiter) {
    StringBuilder value = new StringBuilder();
    int opened = line;
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\n') {
        line++;
      }
      if (c != '"') {
        value.append(c);
      } else if (at < text.length() && text.charAt(at) == '"') {
        value.append('"');
        at++;
      } else {
        if (at < text.length() && !endsValue(text.charAt(at), delimiter)) {
          throw refused("a separator behind the closing quote");
        }
        return value.toString();
      }
    }
    throw new RefusedFilingException(
        Reason.TRUNCATED, document, "line " + opened, "a closing quote");
  }

  private static boolean endsValue(char c, char delimiter) {
    return c == delimiter || c == '\n' || c == '\r';
  }

  private char delimiter() {
    char best = ',';
    int most = 0;
    int end = text.indexOf('\n', at);
    String first = text.substring(at, end < 0 ? text.length() : end);
    for (char each : List.of(',', ';', '\t')) {
      int count = (int) first.chars().filter(c -> c == each).count();
      if (count > most) {
        most = count;
        best = each;
      }
    }
    return best;
  }

  private RefusedFilingException refused(String expected) {
    return new RefusedFilingException(Reason.MALFORMED, document, "line " + line, expected);
  }
}
