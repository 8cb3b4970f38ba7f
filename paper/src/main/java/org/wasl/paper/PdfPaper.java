package org.wasl.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

  private final Paper paper;
  private final Locale language;
  private final boolean rightToLeft;
  private final PdfFile file;
  private final List<PdfFile.Page> pages = new ArrayList<>();
  private int y;

  private PdfPaper(Paper paper, Locale language) {
    this.paper = paper;
    this.language = language;
    this.rightToLeft = !language.getLanguage().equals("en");
    this.file = new PdfFile(rightToLeft ? "ar" : "en");
  }

  public static byte[] write(Paper paper, Locale language) {
    PdfPaper drawing = new PdfPaper(paper, language);
    drawing.draw();
    return drawing.file.bytes();
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
    return PdfText.wrapped(PdfFont.of(bold), text, toLeft, width * 1000 / size);
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
    PdfText ready = PdfText.of(PdfFont.BOLD, text, rightToLeft);
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

  private static void show(
      PdfFile.Page page, boolean bold, int size, PdfText text, int x, int baseline) {
    page.show(PdfFont.of(bold), size, text, x, baseline);
  }

  private void footer(int index) {
    String text = paper.reference() + "  " + (index + 1) + "/" + pages.size();
    PdfText ready = PdfText.of(PdfFont.REGULAR, text, false);
    int x = (WIDTH - ready.width() * 8 / 1000) / 2;
    show(pages.get(index), false, 8, ready, x, MARGIN / 2);
  }

  private void rule() {
    pages.getLast().add("0.5 w ").line(MARGIN, y, WIDTH - MARGIN, y);
    y -= 8;
  }

  private void room(int height) {
    if (y - height < MARGIN) {
      newPage();
    }
  }

  private void newPage() {
    pages.add(file.page(Integer.toString(WIDTH), Integer.toString(HEIGHT)));
    y = HEIGHT - MARGIN;
  }
}
