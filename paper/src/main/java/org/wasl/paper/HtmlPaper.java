package org.wasl.paper;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.wasl.paper.Paper.Column;
import org.wasl.paper.Paper.Field;
import org.wasl.paper.Paper.Table;
import org.wasl.paper.Paper.Value;

/// Draws a paper as one self-contained HTML page without script; codes and numbers are isolated so
/// that they read left to right inside Arabic.
public final class HtmlPaper {
  private static final String STYLE =
      "body{font-family:'IBM Plex Sans Arabic',sans-serif;max-width:60rem;margin:2rem auto;"
          + "padding-inline:1rem;line-height:1.6}table{border-collapse:collapse;width:100%}"
          + "th,td{border:1px solid #888;padding:.3rem .6rem;text-align:start}"
          + "bdi.n{font-variant-numeric:tabular-nums}dt{font-weight:600}dd{margin:0 0 .5rem;"
          + "overflow-wrap:anywhere}";

  private HtmlPaper() {}

  public static byte[] write(Paper paper, Locale language) {
    StringBuilder out = new StringBuilder();
    boolean arabic = !language.getLanguage().equals("en");
    out.append("<!DOCTYPE html>\n<html lang=\"").append(arabic ? "ar" : "en");
    out.append("\" dir=\"")
        .append(arabic ? "rtl" : "ltr")
        .append("\">\n<head><meta charset=\"utf-8\">");
    out.append("<title>").append(escaped(paper.title().in(language))).append(" – ");
    out.append(escaped(paper.reference())).append("</title><style>").append(STYLE);
    out.append("</style></head>\n<body>\n<h1>").append(escaped(paper.title().in(language)));
    out.append("</h1>\n<dl>\n");
    paper.fields().forEach(field -> field(out, field, language));
    out.append("</dl>\n");
    paper.tables().forEach(table -> table(out, table, language));
    paper
        .notes()
        .forEach(note -> out.append("<p>").append(escaped(note.in(language))).append("</p>\n"));
    return out.append("</body>\n</html>\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void field(StringBuilder out, Field field, Locale language) {
    out.append("<dt>").append(escaped(field.label().in(language))).append("</dt><dd>");
    value(out, field.value(), language);
    out.append("</dd>\n");
  }

  private static void table(StringBuilder out, Table table, Locale language) {
    out.append("<table><caption>").append(escaped(table.caption().in(language)));
    out.append("</caption>\n<thead><tr>");
    for (Column column : table.columns()) {
      out.append("<th scope=\"col\">").append(escaped(column.label().in(language))).append("</th>");
    }
    out.append("</tr></thead>\n<tbody>\n");
    for (var row : table.rows()) {
      out.append("<tr>");
      for (Value value : row) {
        out.append("<td>");
        value(out, value, language);
        out.append("</td>");
      }
      out.append("</tr>\n");
    }
    out.append("</tbody></table>\n");
  }

  private static void value(StringBuilder out, Value value, Locale language) {
    String text = escaped(PaperText.of(value, language));
    switch (value) {
      case Value.Text _ -> out.append(text);
      case Value.Code _ -> out.append("<bdi dir=\"ltr\">").append(text).append("</bdi>");
      case Value.Amount _ ->
          out.append("<bdi dir=\"ltr\" class=\"n\">").append(text).append("</bdi>");
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
