package org.wasl.paper;

import java.util.ArrayList;
import java.util.List;

/// Sheets of any size on which texts, rules, boxes and bar codes are put at given places, as PDF
/// (see [PdfFile] for what that is). All measures are hundredths of a millimetre, from the upper
/// left corner. Texts take their direction from their first strong letter, so that a name in Arabic
/// and one in Latin letters each read as they should.
public final class PdfSheets {
  private static final int POINTS_OF_INCH = 72;
  private static final int UNITS_OF_INCH = 2_540;

  private final PdfFile file;
  private final List<Integer> heights = new ArrayList<>();
  private int at = -1;

  /// @param language of the document, as BCP 47 names it
  public PdfSheets(String language) {
    this.file = new PdfFile(language);
  }

  /// How letters look.
  ///
  /// @param size of the font
  public record Pen(boolean bold, int size) {}

  /// A line of text with its glyphs; it is laid out once and shown wherever it is needed.
  public static final class Line {
    private final Pen pen;
    private final PdfText text;
    private final boolean rightToLeft;

    private Line(Pen pen, PdfText text, boolean rightToLeft) {
      this.pen = pen;
      this.text = text;
      this.rightToLeft = rightToLeft;
    }

    public int width() {
      return (int) ((long) text.width() * pen.size() / 1_000);
    }

    public boolean isRightToLeft() {
      return rightToLeft;
    }
  }

  /// Lays a text out in one line.
  public static Line line(Pen pen, String text) {
    boolean rightToLeft = PdfText.startsRightToLeft(text);
    return new Line(pen, PdfText.of(PdfFont.of(pen.bold()), text, rightToLeft), rightToLeft);
  }

  /// Lays a text out in lines that are no wider than `most`: broken at its line ends, at spaces,
  /// and inside words that are wider than a line.
  public static List<Line> lines(Pen pen, String text, int most) {
    List<Line> lines = new ArrayList<>();
    int thousandths = (int) ((long) most * 1_000 / pen.size());
    for (String paragraph : text.lines().toList()) {
      boolean rightToLeft = PdfText.startsRightToLeft(paragraph);
      PdfFont font = PdfFont.of(pen.bold());
      for (PdfText each : PdfText.wrapped(font, paragraph.strip(), rightToLeft, thousandths)) {
        lines.add(new Line(pen, each, rightToLeft));
      }
    }
    return lines;
  }

  /// Begins a sheet; what follows is put on it.
  public void sheet(int width, int height) {
    file.page(points(width), points(height)).add("0.0283464567 0 0 0.0283464567 0 0 cm\n");
    heights.add(height);
    at = heights.size() - 1;
  }

  /// Puts what follows on a sheet that was begun before.
  ///
  /// @param index from 0
  public void turnTo(int index) {
    if (index < 0 || index >= heights.size()) {
      throw new IllegalArgumentException("there is no sheet " + index);
    }
    at = index;
  }

  /// How many sheets were begun.
  public int count() {
    return heights.size();
  }

  private static String points(int units) {
    long hundredths = ((long) units * POINTS_OF_INCH * 100 + UNITS_OF_INCH / 2) / UNITS_OF_INCH;
    return hundredths / 100 + "." + (hundredths / 10 % 10) + (hundredths % 10);
  }

  private PdfFile.Page page() {
    if (at < 0) {
      throw new IllegalStateException("no sheet was begun");
    }
    return file.pages().get(at);
  }

  private int up(int y) {
    return heights.get(at) - y;
  }

  /// Shows a line.
  ///
  /// @param x where its left end is
  public void show(Line line, int x, int baseline) {
    page().show(PdfFont.of(line.pen.bold()), line.pen.size(), line.text, x, up(baseline));
  }

  public void rule(int fromX, int fromY, int toX, int toY, int thickness) {
    page().add(thickness).add("w ").line(fromX, up(fromY), toX, up(toY));
  }

  public void box(int x, int y, int width, int height, int thickness) {
    page().add(thickness).add("w ");
    page().add(x).add(up(y + height)).add(width).add(height).add("re S\n");
  }

  /// Fills an area.
  ///
  /// @param light of white in hundredths: 0 is black
  public void fill(int x, int y, int width, int height, int light) {
    page().add("q 0." + (light / 10) + (light % 10) + " g ");
    page().add(x).add(up(y + height)).add(width).add(height).add("re f Q\n");
  }

  /// Draws a bar code; the quiet zones are left to the caller.
  ///
  /// @param x of its first bar
  /// @param module width of the narrowest bar
  public void bars(Code128 code, int x, int y, int module, int height) {
    int left = x;
    boolean isBar = true;
    for (int width : code.modules()) {
      if (isBar) {
        page().add(left).add(up(y + height)).add(width * module).add(height).add("re\n");
      }
      left += width * module;
      isBar = !isBar;
    }
    page().add("f\n");
  }

  public byte[] bytes() {
    return file.bytes();
  }
}
