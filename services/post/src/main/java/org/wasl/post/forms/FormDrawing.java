package org.wasl.post.forms;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wasl.paper.Code128;
import org.wasl.paper.PdfSheets;
import org.wasl.paper.PdfSheets.Line;
import org.wasl.paper.PdfSheets.Pen;
import org.wasl.post.forms.Layout.Box;
import org.wasl.post.forms.Layout.Column;
import org.wasl.post.forms.Layout.Part;
import org.wasl.post.forms.Layout.Size;

/// Draws layouts on sheets. Each box is as high as its content asks for, so nothing is cut off;
/// what does not fit on a sheet goes on the next one, under the same head. Measures are hundredths
/// of a millimetre.
final class FormDrawing {
  private static final int RULE = 15;
  private static final int FRAME = 30;
  private static final int MOST_SHEETS = 20_000;

  private final PdfSheets sheets;
  private final Captions captions;
  private final Map<Key, List<Line>> laidOut = new HashMap<>();
  private Layout layout = new Layout(Size.A4, "", "", "", List.of());
  private Size size = Size.A4;
  private int y;

  /// Captions are laid out once for all forms of a file.
  private record Key(Pen pen, String text, int width) {}

  FormDrawing(PdfSheets sheets, Captions captions) {
    this.sheets = sheets;
    this.captions = captions;
  }

  void draw(Layout next) {
    layout = next;
    size = next.size();
    int first = sheets.count();
    begin();
    next.parts().forEach(this::draw);
    if (size == Size.A4 || sheets.count() - first > 1) {
      feet(first);
    }
  }

  private void draw(Part part) {
    switch (part) {
      case Part.Bars bars -> bars(bars);
      case Part.Boxes boxes -> boxes(boxes);
      case Part.Table table -> table(table);
      case Part.Signatures signatures -> signatures(signatures);
    }
  }

  // Measures and pens

  private int scaled(int measure) {
    return measure * size.percent() / 100;
  }

  private int inner() {
    return size.width() - 2 * size.margin();
  }

  private int bottom() {
    return size.height() - size.margin() - (size == Size.A4 ? 400 : 0);
  }

  private Pen pen(boolean bold, int letters) {
    return new Pen(bold, scaled(letters));
  }

  private Pen latin() {
    return pen(false, 205);
  }

  private Pen arabic() {
    return pen(false, 265);
  }

  private int latinStep() {
    return scaled(245);
  }

  private int arabicStep() {
    return scaled(430);
  }

  private List<Line> caption(Pen pen, String text, int width) {
    return laidOut.computeIfAbsent(
        new Key(pen, text, width), key -> PdfSheets.lines(key.pen(), key.text(), key.width()));
  }

  // Sheets

  private void begin() {
    if (sheets.count() >= MOST_SHEETS) {
      throw new IllegalArgumentException("more than " + MOST_SHEETS + " sheets");
    }
    sheets.sheet(size.width(), size.height());
    y = size.margin();
    head();
  }

  private void head() {
    Caption number = captions.caption(layout.number());
    Caption title = captions.caption(layout.title());
    Line mark = caption(pen(true, 620), number.en(), inner()).getFirst();
    int box = mark.width() + scaled(500);
    int rest = inner() - box - scaled(300);
    List<Line> ar = caption(pen(true, 500), title.ar(), rest * 48 / 100);
    List<Line> latin = caption(pen(false, 300), title.latin(), rest * 50 / 100);
    int height =
        Math.max(
            scaled(950),
            Math.max(
                ar.size() * scaled(680) + scaled(150), latin.size() * scaled(370) + scaled(180)));
    sheets.box(size.margin(), y, box, height, FRAME);
    sheets.show(mark, size.margin() + scaled(250), y + height / 2 + scaled(210));
    stack(latin, size.margin() + box + scaled(300), y + scaled(80), scaled(370), rest, false);
    stack(ar, size.margin() + box + scaled(300), y + scaled(80), scaled(680), rest, true);
    y += height + scaled(200);
  }

  /// Puts lines below each other.
  ///
  /// @param top of the first
  /// @param toRight whether they end at the right side of the width
  private void stack(List<Line> lines, int x, int top, int step, int width, boolean toRight) {
    int baseline = top + step * 72 / 100;
    for (Line line : lines) {
      sheets.show(line, toRight ? x + width - line.width() : x, baseline);
      baseline += step;
    }
  }

  private void room(int height) {
    if (y + height > bottom()) {
      begin();
    }
  }

  private void feet(int first) {
    int count = sheets.count() - first;
    for (int i = 0; i < count; i++) {
      sheets.turnTo(first + i);
      int baseline = size.height() - size.margin() + scaled(100);
      Line reference = PdfSheets.line(pen(false, 240), layout.reference());
      Line page = PdfSheets.line(pen(false, 240), i + 1 + " / " + count);
      sheets.show(reference, size.margin(), baseline);
      sheets.show(page, size.width() - size.margin() - page.width(), baseline);
    }
    sheets.turnTo(sheets.count() - 1);
  }

  // Parts

  private void bars(Part.Bars bars) {
    Code128 code = Code128.of(bars.code());
    int modules = code.width() + 2 * Code128.QUIET;
    int module = Math.min(size.module(), inner() / modules);
    int height = bars.height() + scaled(550);
    y += scaled(150);
    room(height + scaled(150));
    int x = size.margin() + (inner() - modules * module) / 2;
    sheets.bars(code, x + Code128.QUIET * module, y, module, bars.height());
    Line printed = PdfSheets.line(pen(true, 420), bars.printed());
    sheets.show(printed, size.margin() + (inner() - printed.width()) / 2, y + height - scaled(120));
    y += height + scaled(150);
  }

  private void boxes(Part.Boxes row) {
    int[] widths = widths(row.boxes().stream().map(Box::weight).toList());
    int height = 0;
    int captionHeight = 0;
    for (int i = 0; i < widths.length; i++) {
      Box box = row.boxes().get(i);
      captionHeight = Math.max(captionHeight, captionHeight(box.caption(), widths[i]));
      height = Math.max(height, contentHeight(box, widths[i], row.percent()));
    }
    height += captionHeight + scaled(130);
    room(height);
    int x = size.margin();
    for (int i = 0; i < widths.length; i++) {
      sheets.box(x, y, widths[i], height, RULE);
      showCaption(row.boxes().get(i).caption(), x, widths[i]);
      content(row.boxes().get(i), x, y + captionHeight, widths[i], row.percent());
      x += widths[i];
    }
    y += height;
  }

  private int[] widths(List<Integer> weights) {
    int all = weights.stream().mapToInt(Integer::intValue).sum();
    int[] widths = new int[weights.size()];
    int used = 0;
    for (int i = 0; i < widths.length; i++) {
      widths[i] = i == widths.length - 1 ? inner() - used : inner() * weights.get(i) / all;
      used += widths[i];
    }
    return widths;
  }

  private int padding() {
    return scaled(110);
  }

  private int contentHeight(Box box, int width, int percent) {
    return switch (box) {
      case Box.Written written ->
          Math.max(1, values(written.value(), width, percent).size()) * valueStep(percent);
      case Box.Address address ->
          Math.max(1, values(address.value(), width, percent).size()) * valueStep(percent);
      case Box.Space space -> scaled(space.height());
      case Box.Ticks ticks -> tickRows(ticks, width).stream().mapToInt(Ticked::height).sum();
    };
  }

  private List<Line> values(String value, int width, int percent) {
    return PdfSheets.lines(pen(true, 350 * percent / 100), value, width - 2 * padding());
  }

  private int valueStep(int percent) {
    return scaled(490 * percent / 100);
  }

  /// Latin captions at the left, Arabic at the right; below each other where the box is narrow.
  private record CaptionLines(List<Line> latin, List<Line> arabic, boolean beside) {}

  private CaptionLines captionLines(String key, int width) {
    Caption caption = captions.caption(key);
    int most = width - 2 * padding();
    List<Line> latin = caption(latin(), caption.latin(), most);
    List<Line> arabic = caption(arabic(), caption.ar(), most);
    boolean beside = widest(latin) + widest(arabic) + scaled(150) <= most;
    if (!beside && most > scaled(4_500)) {
      latin = caption(latin(), caption.latin(), most * 56 / 100);
      arabic = caption(arabic(), caption.ar(), most * 40 / 100);
      beside = true;
    }
    return new CaptionLines(latin, arabic, beside);
  }

  private static int widest(List<Line> lines) {
    return lines.stream().mapToInt(Line::width).max().orElse(0);
  }

  private int captionHeight(String key, int width) {
    CaptionLines lines = captionLines(key, width);
    int latin = lines.latin().size() * latinStep();
    int arabic = lines.arabic().size() * arabicStep();
    return scaled(60) + (lines.beside() ? Math.max(latin, arabic) : latin + arabic);
  }

  private void showCaption(String key, int x, int width) {
    CaptionLines lines = captionLines(key, width);
    int most = width - 2 * padding();
    int top = y + scaled(60);
    stack(lines.latin(), x + padding(), top, latinStep(), most, false);
    int below = lines.beside() ? 0 : lines.latin().size() * latinStep();
    stack(lines.arabic(), x + padding(), top + below, arabicStep(), most, true);
  }

  private void content(Box box, int x, int top, int width, int percent) {
    switch (box) {
      case Box.Written written -> {
        int baseline = top + valueStep(percent) * 74 / 100;
        for (Line line : values(written.value(), width, percent)) {
          show(line, x + padding(), baseline, width - 2 * padding(), line.isRightToLeft());
          baseline += valueStep(percent);
        }
      }
      case Box.Address address -> {
        List<Line> lines = values(address.value(), width, percent);
        boolean toRight = !lines.isEmpty() && lines.getFirst().isRightToLeft();
        stack(lines, x + padding(), top, valueStep(percent), width - 2 * padding(), toRight);
      }
      case Box.Space _ -> {
        // stays empty
      }
      case Box.Ticks ticks -> ticks(ticks, x, top, width);
    }
  }

  private void show(Line line, int x, int baseline, int width, boolean toRight) {
    sheets.show(line, toRight ? x + width - line.width() : x, baseline);
  }

  /// A row of choices with its height.
  private record Ticked(List<Layout.Tick> ticks, int height) {}

  private int ticksBeside(int width) {
    return Math.max(1, (width - 2 * padding()) / scaled(4_600));
  }

  private int tickWidth(int width) {
    return (width - 2 * padding()) / ticksBeside(width);
  }

  private List<Line> tickLines(Layout.Tick tick, int width) {
    String text = captions.caption(tick.caption()).inTwoLines();
    return caption(pen(false, 240), text, tickWidth(width) - scaled(480));
  }

  private List<Ticked> tickRows(Box.Ticks box, int width) {
    List<Ticked> rows = new ArrayList<>();
    int beside = ticksBeside(width);
    for (int i = 0; i < box.ticks().size(); i += beside) {
      List<Layout.Tick> some = box.ticks().subList(i, Math.min(i + beside, box.ticks().size()));
      int lines = some.stream().mapToInt(each -> tickLines(each, width).size()).max().orElse(1);
      rows.add(new Ticked(some, lines * scaled(360) + scaled(60)));
    }
    return rows;
  }

  private void ticks(Box.Ticks box, int x, int from, int width) {
    int top = from;
    int side = scaled(260);
    for (Ticked row : tickRows(box, width)) {
      int left = x + padding();
      for (Layout.Tick tick : row.ticks()) {
        sheets.box(left, top + scaled(60), side, side, RULE);
        if (tick.isTicked()) {
          sheets.rule(left, top + scaled(60), left + side, top + scaled(60) + side, 2 * FRAME);
          sheets.rule(left + side, top + scaled(60), left, top + scaled(60) + side, 2 * FRAME);
        }
        stack(
            tickLines(tick, width),
            left + scaled(380),
            top + scaled(20),
            scaled(360),
            tickWidth(width),
            false);
        left += tickWidth(width);
      }
      top += row.height();
    }
  }

  // Tables

  private void table(Part.Table table) {
    int[] widths = widths(table.columns().stream().map(Column::weight).toList());
    List<Line> title =
        caption(pen(true, 300), captions.caption(table.caption()).inOneLine(), inner());
    int titleHeight = title.size() * scaled(430) + scaled(150);
    room(titleHeight + headingHeight(table, widths) + scaled(500));
    stack(title, size.margin(), y + scaled(120), scaled(430), inner(), false);
    y += titleHeight;
    heading(table, widths);
    for (List<String> row : table.rows()) {
      row(table, widths, row, false);
    }
    if (!table.total().isEmpty()) {
      row(table, widths, table.total(), true);
    }
    y += scaled(150);
  }

  private List<Line> headingLatin(Column column, int width) {
    return caption(latin(), captions.caption(column.caption()).latin(), width - padding());
  }

  private List<Line> headingArabic(Column column, int width) {
    return caption(arabic(), captions.caption(column.caption()).ar(), width - padding());
  }

  private int headingHeight(Part.Table table, int[] widths) {
    int height = 0;
    for (int i = 0; i < widths.length; i++) {
      Column column = table.columns().get(i);
      height =
          Math.max(
              height,
              headingArabic(column, widths[i]).size() * arabicStep()
                  + headingLatin(column, widths[i]).size() * latinStep());
    }
    return height + scaled(200);
  }

  private void heading(Part.Table table, int[] widths) {
    int height = headingHeight(table, widths);
    sheets.fill(size.margin(), y, inner(), height, 92);
    int x = size.margin();
    for (int i = 0; i < widths.length; i++) {
      sheets.box(x, y, widths[i], height, RULE);
      List<Line> arabic = headingArabic(table.columns().get(i), widths[i]);
      centred(arabic, x, y + scaled(40), arabicStep(), widths[i]);
      centred(
          headingLatin(table.columns().get(i), widths[i]),
          x,
          y + scaled(110) + arabic.size() * arabicStep(),
          latinStep(),
          widths[i]);
      x += widths[i];
    }
    y += height;
  }

  private void centred(List<Line> lines, int x, int top, int step, int width) {
    int baseline = top + step * 72 / 100;
    for (Line line : lines) {
      sheets.show(line, x + (width - line.width()) / 2, baseline);
      baseline += step;
    }
  }

  private void row(Part.Table table, int[] widths, List<String> values, boolean bold) {
    int step = scaled(400);
    List<List<Line>> cells = new ArrayList<>();
    int tallest = 1;
    for (int i = 0; i < widths.length; i++) {
      cells.add(PdfSheets.lines(pen(bold, 290), values.get(i), widths[i] - 2 * padding()));
      tallest = Math.max(tallest, cells.get(i).size());
    }
    int height = tallest * step + scaled(90);
    if (y + height > bottom()) {
      begin();
      heading(table, widths);
    }
    int x = size.margin();
    for (int i = 0; i < widths.length; i++) {
      sheets.box(x, y, widths[i], height, RULE);
      int baseline = y + scaled(40) + step * 74 / 100;
      for (Line line : cells.get(i)) {
        boolean toRight = table.columns().get(i).isNumber() || line.isRightToLeft();
        sheets.show(
            line, toRight ? x + widths[i] - padding() - line.width() : x + padding(), baseline);
        baseline += step;
      }
      x += widths[i];
    }
    y += height;
  }

  private void signatures(Part.Signatures part) {
    int[] widths = widths(part.captions().stream().map(_ -> 1).toList());
    int captionHeight = 0;
    for (int i = 0; i < widths.length; i++) {
      captionHeight = Math.max(captionHeight, captionHeight(part.captions().get(i), widths[i]));
    }
    int height = captionHeight + scaled(1_300);
    y += scaled(100);
    room(height);
    int x = size.margin();
    for (int i = 0; i < widths.length; i++) {
      sheets.box(x, y, widths[i], height, RULE);
      showCaption(part.captions().get(i), x, widths[i]);
      x += widths[i];
    }
    y += height;
  }
}
