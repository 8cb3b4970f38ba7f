package org.wasl.paper;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.wasl.paper.Paper.Field;
import org.wasl.paper.Paper.Table;
import org.wasl.paper.Paper.Value;

/// Draws a paper as PDF 1.7 (ISO 32000-1) on A4: Arabic joined and ordered, fonts embedded as
/// subsets, text that can be copied and searched (`ToUnicode`, §9.10.3). No dates, the document id
/// is the digest of the content, streams are stored without compression: equal to the byte wherever
/// it is drawn.
public final class PdfPaper {
  private static final int WIDTH = 595;
  private static final int HEIGHT = 842;
  private static final int MARGIN = 48;
  private static final int INNER = WIDTH - 2 * MARGIN;
  private static final int LABEL = 150;
  private static final int GAP = 6;
  private static final TrueTypeFont REGULAR = TrueTypeFont.ofResource("Amiri-Regular.ttf");
  private static final TrueTypeFont BOLD = TrueTypeFont.ofResource("Amiri-Bold.ttf");

  private final Paper paper;
  private final Locale language;
  private final boolean rightToLeft;
  private final List<StringBuilder> pages = new ArrayList<>();
  private final Map<Integer, String> regularUsed = new TreeMap<>();
  private final Map<Integer, String> boldUsed = new TreeMap<>();
  private int y;

  private PdfPaper(Paper paper, Locale language) {
    this.paper = paper;
    this.language = language;
    this.rightToLeft = !language.getLanguage().equals("en");
  }

  public static byte[] write(Paper paper, Locale language) {
    PdfPaper drawing = new PdfPaper(paper, language);
    drawing.draw();
    return drawing.file();
  }

  private void draw() {
    newPage();
    line(20, paper.title().in(language));
    y -= 8;
    rule();
    paper.fields().forEach(this::field);
    paper.tables().forEach(this::table);
    y -= 10;
    paper.notes().forEach(note -> block(note.in(language)));
    for (int i = 0; i < pages.size(); i++) {
      footer(i);
    }
  }

  private void field(Field field) {
    List<PdfText> label = lines(true, 11, field.label().in(language), LABEL - GAP);
    List<PdfText> value = valueLines(field.value(), 11, INNER - LABEL);
    int height = 17 * Math.max(label.size(), value.size());
    room(height);
    int top = y;
    column(true, 11, label, 0);
    y = top;
    column(false, 11, value, LABEL);
    y = top - height;
  }

  private void table(Table table) {
    y -= 12;
    room(60);
    line(13, table.caption().in(language));
    y -= 4;
    int[] widths = widths(table);
    row(true, widths, table.columns().stream().<Value>map(c -> new Value.Text(c.label())).toList());
    rule();
    for (List<Value> values : table.rows()) {
      row(false, widths, values);
    }
    rule();
  }

  private void row(boolean bold, int[] widths, List<Value> values) {
    List<List<PdfText>> cells = new ArrayList<>();
    int tallest = 1;
    for (int i = 0; i < widths.length; i++) {
      String text = PaperText.of(values.get(i), language);
      cells.add(lines(bold, 9, text, widths[i] - GAP, reads(values.get(i))));
      tallest = Math.max(tallest, cells.get(i).size());
    }
    room(14 * tallest + 4);
    int top = y;
    int offset = 0;
    for (int i = 0; i < widths.length; i++) {
      y = top;
      column(bold, 9, cells.get(i), offset);
      offset += widths[i];
    }
    y = top - 14 * tallest - 4;
  }

  private int[] widths(Table table) {
    int all = table.columns().stream().mapToInt(Paper.Column::weight).sum();
    return table.columns().stream().mapToInt(column -> INNER * column.weight() / all).toArray();
  }

  private boolean reads(Value value) {
    return value instanceof Value.Text && rightToLeft;
  }

  private List<PdfText> valueLines(Value value, int size, int width) {
    return lines(false, size, PaperText.of(value, language), width, reads(value));
  }

  private List<PdfText> lines(boolean bold, int size, String text, int width) {
    return lines(bold, size, text, width, rightToLeft);
  }

  private List<PdfText> lines(boolean bold, int size, String text, int width, boolean toLeft) {
    return PdfText.wrapped(bold ? BOLD : REGULAR, text, toLeft, width * 1000 / size);
  }

  /// Draws lines in a column that begins `offset` from the side where reading begins.
  private void column(boolean bold, int size, List<PdfText> lines, int offset) {
    for (PdfText text : lines) {
      int drawn = text.width() * size / 1000;
      int x = rightToLeft ? WIDTH - MARGIN - offset - drawn : MARGIN + offset;
      show(pages.getLast(), bold, size, text, x, y - size);
      y -= size < 11 ? 14 : 17;
    }
  }

  private void line(int size, String text) {
    PdfText ready = PdfText.of(BOLD, text, rightToLeft);
    room(size * 2);
    show(pages.getLast(), true, size, ready, startOf(ready, size), y - size);
    y -= size * 3 / 2;
  }

  private void block(String text) {
    for (PdfText each : lines(false, 10, text, INNER)) {
      room(15);
      show(pages.getLast(), false, 10, each, startOf(each, 10), y - 10);
      y -= 15;
    }
  }

  private int startOf(PdfText text, int size) {
    return rightToLeft ? WIDTH - MARGIN - text.width() * size / 1000 : MARGIN;
  }

  private void show(StringBuilder page, boolean bold, int size, PdfText text, int x, int baseline) {
    Map<Integer, String> used = bold ? boldUsed : regularUsed;
    page.append("BT /");
    page.append(bold ? "B " : "R ")
        .append(size)
        .append(" Tf ")
        .append(x)
        .append(' ')
        .append(baseline);
    page.append(" Td <");
    for (PdfText.Glyph glyph : text.glyphs()) {
      used.putIfAbsent(glyph.number(), glyph.text());
      page.append(PLACE).append(bold ? 'B' : 'R').append(String.format("%04X", glyph.number()));
    }
    page.append("> Tj ET\n");
  }

  /// Marks an original glyph number that becomes one of the subset when the file is written.
  private static final char PLACE = '~';

  private void footer(int index) {
    String text = paper.reference() + "  " + (index + 1) + "/" + pages.size();
    PdfText ready = PdfText.of(REGULAR, text, false);
    int x = (WIDTH - ready.width() * 8 / 1000) / 2;
    show(pages.get(index), false, 8, ready, x, MARGIN / 2);
  }

  private void rule() {
    pages.getLast().append("0.5 w ").append(MARGIN).append(' ').append(y).append(" m ");
    pages.getLast().append(WIDTH - MARGIN).append(' ').append(y).append(" l S\n");
    y -= 8;
  }

  private void room(int height) {
    if (y - height < MARGIN) {
      newPage();
    }
  }

  private void newPage() {
    pages.add(new StringBuilder());
    y = HEIGHT - MARGIN;
  }

  private static String utf16(String text) {
    return HexFormat.of().withUpperCase().formatHex(text.getBytes(StandardCharsets.UTF_16BE));
  }

  private byte[] file() {
    TrueTypeFont.Subset regular = REGULAR.subset(regularUsed.keySet());
    TrueTypeFont.Subset bold = BOLD.subset(boldUsed.keySet());
    int pageCount = pages.size();
    int firstPage = 3;
    int fonts = firstPage + 2 * pageCount;
    List<byte[]> objects = new ArrayList<>();
    objects.add(ascii("<</Type/Catalog/Pages 2 0 R/Lang(" + (rightToLeft ? "ar" : "en") + ")>>"));
    objects.add(ascii("<</Type/Pages/Count " + pageCount + "/Kids[" + kids(firstPage) + "]>>"));
    for (int i = 0; i < pageCount; i++) {
      objects.add(page(firstPage + 2 * i + 1, fonts));
      objects.add(stream("", renumbered(pages.get(i), regular, bold)));
    }
    addFont(objects, "WASLAA+Amiri-Regular", REGULAR, regular, regularUsed);
    addFont(objects, "WASLAB+Amiri-Bold", BOLD, bold, boldUsed);
    return assembled(objects);
  }

  private String kids(int firstPage) {
    StringBuilder kids = new StringBuilder();
    for (int i = 0; i < pages.size(); i++) {
      kids.append(firstPage + 2 * i).append(" 0 R ");
    }
    return kids.toString();
  }

  private static byte[] page(int content, int fonts) {
    return ascii(
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 "
            + WIDTH
            + " "
            + HEIGHT
            + "]/Contents "
            + content
            + " 0 R/Resources<</Font<</R "
            + fonts
            + " 0 R/B "
            + (fonts + 5)
            + " 0 R>>>>>>");
  }

  private static byte[] renumbered(
      StringBuilder page, TrueTypeFont.Subset regular, TrueTypeFont.Subset bold) {
    StringBuilder out = new StringBuilder(page.length());
    for (int i = 0; i < page.length(); i++) {
      if (page.charAt(i) == PLACE) {
        Map<Integer, Integer> numbers =
            page.charAt(i + 1) == 'B' ? bold.numbers() : regular.numbers();
        int glyph = Integer.parseInt(page.substring(i + 2, i + 6), 16);
        out.append(String.format("%04X", numbers.getOrDefault(glyph, 0)));
        i += 5;
      } else {
        out.append(page.charAt(i));
      }
    }
    return ascii(out.toString());
  }

  private static void addFont(
      List<byte[]> objects,
      String name,
      TrueTypeFont font,
      TrueTypeFont.Subset subset,
      Map<Integer, String> letters) {
    int first = objects.size() + 1;
    objects.add(
        ascii(
            "<</Type/Font/Subtype/Type0/BaseFont/"
                + name
                + "/Encoding/Identity-H/DescendantFonts["
                + (first + 1)
                + " 0 R]/ToUnicode "
                + (first + 4)
                + " 0 R>>"));
    String widths =
        subset.numbers().keySet().stream()
            .map(glyph -> Integer.toString(font.width(glyph)))
            .collect(Collectors.joining(" "));
    objects.add(
        ascii(
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/"
                + name
                + "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity"
                + "/FontDescriptor "
                + (first + 2)
                + " 0 R/W[0["
                + widths
                + "]]>>"));
    int[] box = font.box();
    objects.add(
        ascii(
            "<</Type/FontDescriptor/FontName/"
                + name
                + "/Flags 4/ItalicAngle 0/StemV 80/CapHeight 700/Ascent "
                + font.ascent()
                + "/Descent "
                + font.descent()
                + "/FontBBox["
                + box[0]
                + " "
                + box[1]
                + " "
                + box[2]
                + " "
                + box[3]
                + "]/FontFile2 "
                + (first + 3)
                + " 0 R>>"));
    objects.add(stream("/Length1 " + subset.file().length, subset.file()));
    objects.add(stream("", toUnicode(subset, letters)));
  }

  /// Which letters each glyph stands for (§9.10.3), so that text can be copied and searched.
  private static byte[] toUnicode(TrueTypeFont.Subset subset, Map<Integer, String> letters) {
    StringBuilder out = new StringBuilder();
    out.append("/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n");
    out.append("/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n");
    out.append("1 begincodespacerange <0000> <FFFF> endcodespacerange\n");
    letters.forEach((glyph, text) ->
        out.append("1 beginbfchar <")
            .append(String.format("%04X", subset.numbers().getOrDefault(glyph, 0)))
            .append("> <")
            .append(utf16(text))
            .append("> endbfchar\n"));
    out.append("endcmap CMapName currentdict /CMap defineresource pop end end\n");
    return ascii(out.toString());
  }

  private static byte[] stream(String entries, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ascii("<<" + entries + "/Length " + content.length + ">>\nstream\n"));
    out.writeBytes(content);
    out.writeBytes(ascii("\nendstream"));
    return out.toByteArray();
  }

  private static byte[] assembled(List<byte[]> objects) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("%PDF-1.7\n%\u00E2\u00E3\u00CF\u00D3\n".getBytes(StandardCharsets.ISO_8859_1));
    StringBuilder places = new StringBuilder();
    for (int i = 0; i < objects.size(); i++) {
      places.append(String.format("%010d 00000 n \n", out.size()));
      out.writeBytes(ascii((i + 1) + " 0 obj\n"));
      out.writeBytes(objects.get(i));
      out.writeBytes(ascii("\nendobj\n"));
    }
    String id = digest(out.toByteArray());
    int table = out.size();
    out.writeBytes(ascii("xref\n0 " + (objects.size() + 1) + "\n0000000000 65535 f \n" + places));
    out.writeBytes(
        ascii(
            "trailer\n<</Size "
                + (objects.size() + 1)
                + "/Root 1 0 R/ID[<"
                + id
                + "><"
                + id
                + ">]>>\nstartxref\n"
                + table
                + "\n%%EOF\n"));
    return out.toByteArray();
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
