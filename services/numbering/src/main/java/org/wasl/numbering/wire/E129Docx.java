package org.wasl.numbering.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.wasl.numbering.filing.PlanFiling;
import org.wasl.paper.StoredZip;

/// The document for ITU as a word-processing file (ECMA-376). The bytes depend on the plan alone:
/// no clock, no compression.
public final class E129Docx {
  private static final String XML =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  private static final String TYPES =
      XML
          + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
          + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
          + "<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>"
          + "</Types>";
  private static final String RELATIONS =
      XML
          + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
          + "<Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>"
          + "</Relationships>";

  private final PlanFiling plan;
  private final E129Words words;
  private final StringBuilder xml = new StringBuilder();

  private E129Docx(PlanFiling plan, E129Words words) {
    this.plan = plan;
    this.words = words;
  }

  public static byte[] write(PlanFiling plan, E129Words words) {
    return new E129Docx(plan, words).archive();
  }

  private byte[] archive() {
    SequencedMap<String, String> parts = new LinkedHashMap<>();
    parts.put("[Content_Types].xml", TYPES);
    parts.put("_rels/.rels", RELATIONS);
    parts.put("word/document.xml", body());
    return StoredZip.of(parts);
  }

  private String body() {
    xml.append(XML)
        .append(
            "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>");
    paragraph(words.title(), true);
    words.lines(plan).forEach(line -> paragraph(line, false));
    table();
    xml.append(
        "<w:sectPr><w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>"
            + "<w:pgMar w:top=\"850\" w:right=\"850\" w:bottom=\"850\" w:left=\"850\" w:header=\"400\" w:footer=\"400\" w:gutter=\"0\"/>");
    xml.append(words.rightToLeft() ? "<w:bidi/>" : "").append("</w:sectPr></w:body></w:document>");
    return xml.toString();
  }

  private void table() {
    xml.append("<w:tbl><w:tblPr>")
        .append(words.rightToLeft() ? "<w:bidiVisual/>" : "")
        .append("<w:tblW w:w=\"0\" w:type=\"auto\"/><w:tblBorders>");
    for (String side : List.of("top", "left", "bottom", "right", "insideH", "insideV")) {
      xml.append("<w:")
          .append(side)
          .append(" w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>");
    }
    xml.append("</w:tblBorders></w:tblPr><w:tblGrid>");
    words.headings().forEach(_ -> xml.append("<w:gridCol w:w=\"1370\"/>"));
    xml.append("</w:tblGrid>");
    boolean heading = true;
    for (List<String> row : E129Table.rows(plan, words)) {
      xml.append("<w:tr>").append(heading ? "<w:trPr><w:tblHeader/></w:trPr>" : "");
      for (String cell : row) {
        xml.append("<w:tc><w:tcPr><w:tcW w:w=\"1370\" w:type=\"dxa\"/></w:tcPr>");
        paragraph(cell, heading);
        xml.append("</w:tc>");
      }
      xml.append("</w:tr>");
      heading = false;
    }
    xml.append("</w:tbl>");
  }

  /// Arabic text runs right to left; digits and Latin text stay left-to-right islands.
  private void paragraph(String text, boolean bold) {
    boolean arabic =
        text.codePoints()
            .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.ARABIC);
    xml.append("<w:p>").append(words.rightToLeft() ? "<w:pPr><w:bidi/></w:pPr>" : "");
    if (!text.isEmpty()) {
      xml.append("<w:r><w:rPr>")
          .append(bold ? "<w:b/><w:bCs/>" : "")
          .append(arabic ? "<w:rtl/>" : "")
          .append("</w:rPr><w:t xml:space=\"preserve\">")
          .append(escaped(text))
          .append("</w:t></w:r>");
    }
    xml.append("</w:p>");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
