package org.wasl.post.forms;

import java.util.List;
import org.wasl.paper.Code128;
import org.wasl.paper.PdfSheets;
import org.wasl.paper.PdfSheets.Line;
import org.wasl.paper.PdfSheets.Pen;
import org.wasl.post.ItemId;

/// Labels with identifiers to stick on items: sheets of A4 with 24 labels of 70 mm by 37 mm, three
/// beside each other, each with its bar code (Code 128) and the same for people. Measures are
/// hundredths of a millimetre.
public record SerialLabels(List<ItemId> items) {
  /// Labels of one sheet.
  public static final int A_SHEET = 24;

  /// The most labels at once.
  public static final int MOST = 50 * A_SHEET;

  private static final int COLUMNS = 3;
  private static final int WIDTH = 7_000;
  private static final int HEIGHT = 3_712;
  private static final int SHEET_WIDTH = 21_000;
  private static final int SHEET_HEIGHT = 29_700;
  private static final int MODULE = 33;
  private static final int BARS = 1_600;
  private static final int ABOVE = 700;
  private static final Pen PRINTED = new Pen(true, 480);

  public SerialLabels {
    items = List.copyOf(items);
    if (items.isEmpty() || items.size() > MOST) {
      throw new IllegalArgumentException("1 to " + MOST + " labels, not " + items.size());
    }
  }

  public byte[] pdf() {
    PdfSheets sheets = new PdfSheets("en");
    for (int i = 0; i < items.size(); i++) {
      int place = i % A_SHEET;
      if (place == 0) {
        sheets.sheet(SHEET_WIDTH, SHEET_HEIGHT);
      }
      draw(sheets, items.get(i), place % COLUMNS * WIDTH, place / COLUMNS * HEIGHT);
    }
    return sheets.bytes();
  }

  private static void draw(PdfSheets sheets, ItemId item, int left, int top) {
    Code128 code = Code128.of(item.value());
    sheets.bars(code, left + (WIDTH - code.width() * MODULE) / 2, top + ABOVE, MODULE, BARS);
    Line printed = PdfSheets.line(PRINTED, item.printed());
    sheets.show(printed, left + (WIDTH - printed.width()) / 2, top + ABOVE + BARS + 620);
  }
}
