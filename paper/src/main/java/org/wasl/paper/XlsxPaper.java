package org.wasl.paper;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import org.wasl.paper.Paper.Value;

/// Draws a paper as a spreadsheet (ECMA-376 SpreadsheetML): one sheet, right to left in Arabic,
/// numbers as numbers, texts as inline strings, which are never run as formulas. The ZIP stores its
/// parts with one fixed date.
public final class XlsxPaper {
  private static final String HEAD =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  private static final String RELATIONS =
      "http://schemas.openxmlformats.org/package/2006/relationships";
  private static final String OFFICE =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

  private XlsxPaper() {}

  public static byte[] write(Paper paper, Locale language) {
    SequencedMap<String, String> parts = new LinkedHashMap<>();
    parts.put("[Content_Types].xml", contentTypes());
    parts.put("_rels/.rels", relation("officeDocument", "xl/workbook.xml"));
    parts.put("xl/workbook.xml", workbook());
    parts.put("xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets/sheet1.xml"));
    parts.put("xl/worksheets/sheet1.xml", sheet(paper, language));
    return StoredZip.of(parts);
  }

  private static String contentTypes() {
    String type = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    return HEAD
        + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
        + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        + "<Override PartName=\"/xl/workbook.xml\" ContentType=\""
        + type
        + "sheet.main+xml\"/>"
        + "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\""
        + type
        + "worksheet+xml\"/>"
        + "</Types>";
  }

  private static String relation(String type, String target) {
    return HEAD
        + "<Relationships xmlns=\""
        + RELATIONS
        + "\"><Relationship Id=\"r1\" Type=\""
        + OFFICE
        + "/"
        + type
        + "\" Target=\""
        + target
        + "\"/></Relationships>";
  }

  private static String workbook() {
    return HEAD
        + "<workbook xmlns=\""
        + MAIN
        + "\" xmlns:r=\""
        + OFFICE
        + "\"><sheets>"
        + "<sheet name=\"1\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>";
  }

  private static String sheet(Paper paper, Locale language) {
    boolean arabic = !language.getLanguage().equals("en");
    StringBuilder out = new StringBuilder(HEAD);
    out.append("<worksheet xmlns=\"")
        .append(MAIN)
        .append("\"><sheetViews><sheetView workbookViewId=\"0\"");
    out.append(arabic ? " rightToLeft=\"1\"" : "").append("/></sheetViews>");
    out.append(
        "<cols><col min=\"1\" max=\"12\" width=\"24\" customWidth=\"1\"/></cols><sheetData>");
    int[] row = {0};
    row(out, row, List.of(text(paper.title().in(language)), text(paper.reference())));
    for (Paper.Field field : paper.fields()) {
      row(out, row, List.of(text(field.label().in(language)), cell(field.value(), language)));
    }
    for (Paper.Table table : paper.tables()) {
      row(out, row, List.of());
      row(out, row, List.of(text(table.caption().in(language))));
      row(out, row, table.columns().stream().map(c -> text(c.label().in(language))).toList());
      table
          .rows()
          .forEach(each -> row(out, row, each.stream().map(v -> cell(v, language)).toList()));
    }
    return out.append("</sheetData></worksheet>").toString();
  }

  private static void row(StringBuilder out, int[] row, List<String> cells) {
    row[0]++;
    out.append("<row r=\"").append(row[0]).append("\">");
    for (int i = 0; i < cells.size(); i++) {
      String place = (char) ('A' + i) + Integer.toString(row[0]);
      out.append("<c r=\"").append(place).append('"').append(cells.get(i)).append("</c>");
    }
    out.append("</row>");
  }

  private static String cell(Value value, Locale language) {
    return value instanceof Value.Amount amount
        ? "><v>" + PaperText.plain(amount) + "</v>"
        : text(PaperText.of(value, language));
  }

  private static String text(String text) {
    String escaped =
        CsvPaper.harmless(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return " t=\"inlineStr\"><is><t xml:space=\"preserve\">" + escaped + "</t></is>";
  }
}
