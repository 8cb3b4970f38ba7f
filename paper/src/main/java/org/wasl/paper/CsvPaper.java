package org.wasl.paper;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.wasl.paper.Paper.Value;

/// Draws a paper as CSV (RFC 4180): UTF-8 with a byte order mark so that spreadsheets read Arabic,
/// CRLF, and cells that a spreadsheet would run as a formula made harmless by an apostrophe.
public final class CsvPaper {
  private CsvPaper() {}

  public static byte[] write(Paper paper, Locale language) {
    StringBuilder out = new StringBuilder("\uFEFF");
    row(out, List.of(paper.title().in(language), paper.reference()));
    paper
        .fields()
        .forEach(
            field -> row(out, List.of(field.label().in(language), cell(field.value(), language))));
    for (Paper.Table table : paper.tables()) {
      row(out, List.of());
      row(out, List.of(table.caption().in(language)));
      row(out, table.columns().stream().map(column -> column.label().in(language)).toList());
      for (List<Value> values : table.rows()) {
        row(out, values.stream().map(value -> cell(value, language)).toList());
      }
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// Makes a text harmless for spreadsheets: one that begins with `=`, `+`, `-`, `@`, a tab or a
  /// line break gets an apostrophe before it.
  public static String harmless(String text) {
    return !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  private static String cell(Value value, Locale language) {
    return switch (value) {
      case Value.Amount amount ->
          amount.unit().isEmpty()
              ? PaperText.plain(amount)
              : PaperText.plain(amount) + " " + amount.unit();
      case Value.Text _, Value.Code _ -> harmless(PaperText.of(value, language));
    };
  }

  private static void row(StringBuilder out, List<String> cells) {
    out.append(cells.stream().map(CsvPaper::quoted).collect(Collectors.joining(",")))
        .append("\r\n");
  }

  /// A cell as RFC 4180 writes it: in quotes where it holds a quote, a comma or a line break.
  public static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n');
    return plain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
  }
}
