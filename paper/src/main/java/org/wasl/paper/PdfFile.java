package org.wasl.paper;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.wasl.terms.Sha256;

/// A file in PDF 1.7 (ISO 32000-1): pages whose content is written in order, fonts embedded as
/// subsets of what was shown, text that can be copied and searched (`ToUnicode`, §9.10.3). No
/// dates, the document id is the digest of the content, streams are stored without compression:
/// equal to the byte wherever it is written.
final class PdfFile {
  private static final int OBJECTS_OF_FONT = 5;

  private final String language;
  private final List<Page> pages = new ArrayList<>();
  private final Map<PdfFont, SequencedMap<PdfText.Glyph, Integer>> used =
      new EnumMap<>(PdfFont.class);

  /// @param language of the document, as BCP 47 names it
  PdfFile(String language) {
    this.language = language;
    for (PdfFont font : PdfFont.values()) {
      used.put(font, new LinkedHashMap<>());
    }
  }

  /// Adds a page.
  ///
  /// @param width in points, as written into the file
  /// @param height in points, as written into the file
  Page page(String width, String height) {
    Page page = new Page(width, height);
    pages.add(page);
    return page;
  }

  List<Page> pages() {
    return pages;
  }

  /// The content of a page.
  final class Page {
    private final String width;
    private final String height;
    private final StringBuilder content = new StringBuilder();

    private Page(String width, String height) {
      this.width = width;
      this.height = height;
    }

    /// Writes operators as they are.
    Page add(String operators) {
      content.append(operators);
      return this;
    }

    Page add(int number) {
      content.append(number).append(' ');
      return this;
    }

    Page line(int fromX, int fromY, int toX, int toY) {
      return add(fromX).add(fromY).add("m ").add(toX).add(toY).add("l S\n");
    }

    /// Shows a line of text; a glyph gets its number in the subset when it is first shown.
    void show(PdfFont font, int size, PdfText text, int x, int baseline) {
      SequencedMap<PdfText.Glyph, Integer> numbers = used.getOrDefault(font, new LinkedHashMap<>());
      content.append("BT /").append(font.key()).append(' ').append(size).append(" Tf ");
      content.append(x).append(' ').append(baseline).append(" Td <");
      for (PdfText.Glyph glyph : text.glyphs()) {
        int number = numbers.computeIfAbsent(glyph, _ -> numbers.size() + 1);
        if (glyph.isMark()) {
          // fonts may draw a picture for a mark: shown without ink (§9.3.6)
          content.append("> Tj 3 Tr <");
          hexadecimal(content, number);
          content.append("> Tj 0 Tr <");
        } else {
          hexadecimal(content, number);
        }
      }
      content.append("> Tj ET\n");
    }
  }

  private static void hexadecimal(StringBuilder out, int number) {
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.append("0123456789ABCDEF".charAt(number >> shift & 0xF));
    }
  }

  byte[] bytes() {
    int pageCount = pages.size();
    int firstPage = 3;
    int fonts = firstPage + 2 * pageCount;
    List<PdfFont> shown =
        used.keySet().stream()
            .filter(font -> !used.getOrDefault(font, new LinkedHashMap<>()).isEmpty())
            .toList();
    String resources = resources(shown, fonts);
    List<byte[]> objects = new ArrayList<>();
    objects.add(ascii("<</Type/Catalog/Pages 2 0 R/Lang(" + language + ")>>"));
    objects.add(ascii("<</Type/Pages/Count " + pageCount + "/Kids[" + kids(firstPage) + "]>>"));
    for (int i = 0; i < pageCount; i++) {
      Page page = pages.get(i);
      objects.add(head(page, firstPage + 2 * i + 1, resources));
      objects.add(stream("", ascii(page.content)));
    }
    for (PdfFont font : shown) {
      addFont(objects, font, used.getOrDefault(font, new LinkedHashMap<>()));
    }
    return assembled(objects);
  }

  private static String resources(List<PdfFont> shown, int fonts) {
    StringBuilder out = new StringBuilder("/Resources<</Font<<");
    for (int i = 0; i < shown.size(); i++) {
      out.append('/').append(shown.get(i).key()).append(' ');
      out.append(fonts + OBJECTS_OF_FONT * i).append(" 0 R");
    }
    return out.append(">>>>").toString();
  }

  private String kids(int firstPage) {
    StringBuilder kids = new StringBuilder();
    for (int i = 0; i < pages.size(); i++) {
      kids.append(firstPage + 2 * i).append(" 0 R ");
    }
    return kids.toString();
  }

  private static byte[] head(Page page, int content, String resources) {
    return ascii(
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 "
            + page.width
            + " "
            + page.height
            + "]/Contents "
            + content
            + " 0 R"
            + resources
            + ">>");
  }

  private static void addFont(
      List<byte[]> objects, PdfFont font, SequencedMap<PdfText.Glyph, Integer> numbers) {
    int first = objects.size() + 1;
    String name = font.subsetName();
    TrueTypeFont.Subset subset =
        font.file().subset(numbers.keySet().stream().map(PdfText.Glyph::number).toList());
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
        subset.glyphs().stream()
            .map(glyph -> Integer.toString(font.file().width(glyph)))
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
    int[] box = font.file().box();
    objects.add(
        ascii(
            "<</Type/FontDescriptor/FontName/"
                + name
                + "/Flags 4/ItalicAngle 0/StemV 80/CapHeight 700/Ascent "
                + font.file().ascent()
                + "/Descent "
                + font.file().descent()
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
    objects.add(stream("", toUnicode(numbers)));
  }

  /// Which letters each glyph stands for (§9.10.3), so that text can be copied and searched.
  private static byte[] toUnicode(SequencedMap<PdfText.Glyph, Integer> numbers) {
    StringBuilder out = new StringBuilder();
    out.append("/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n");
    out.append("/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n");
    out.append("1 begincodespacerange <0000> <FFFF> endcodespacerange\n");
    numbers.forEach((glyph, number) -> {
      out.append("1 beginbfchar <");
      hexadecimal(out, number);
      out.append("> <");
      glyph.text().chars().forEach(unit -> hexadecimal(out, unit));
      out.append("> endbfchar\n");
    });
    out.append("endcmap CMapName currentdict /CMap defineresource pop end end\n");
    return ascii(out);
  }

  private static byte[] stream(String entries, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 64);
    out.writeBytes(ascii("<<" + entries + "/Length " + content.length + ">>\nstream\n"));
    out.writeBytes(content);
    out.writeBytes(ascii("\nendstream"));
    return out.toByteArray();
  }

  private static byte[] assembled(List<byte[]> objects) {
    int length = objects.stream().mapToInt(each -> each.length + 64).sum();
    ByteArrayOutputStream out = new ByteArrayOutputStream(length + 1_024);
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
    return HexFormat.of().formatHex(Sha256.start().digest(bytes), 0, 16);
  }

  private static byte[] ascii(CharSequence text) {
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
