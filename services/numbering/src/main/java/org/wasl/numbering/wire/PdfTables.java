package org.wasl.numbering.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.wasl.numbering.filing.FiledDocument;
import org.wasl.numbering.wire.RefusedFilingException.Reason;

/// Reads the tables of a PDF from the places of its words: words with a wide gap between them stand
/// in different cells, lines with cells in common columns make a table. Pictures are not read: a
/// page without text gives nothing, and a document without any is refused.
final class PdfTables {
  static final int MAX_PAGES = 1_000;

  /// The library tells its log of every repair; damage that loses text is refused by [PdfGuard].
  private static final Logger LIBRARY = Logger.getLogger("org.apache.pdfbox");

  static {
    LIBRARY.setLevel(Level.OFF);
  }

  private static final int MAX_MEMORY = 64 << 20;
  private static final int MAX_WORDS = 2_000_000;

  /// A word and where it stands, in points from the top left of its page.
  private record Word(String text, float left, float right, float baseline, float size) {}

  /// Words side by side.
  private record Cell(String text, float left, float right) {}

  private record Line(List<Cell> cells, float baseline, float size) {
    boolean inColumns() {
      return cells.size() > 1;
    }

    String text() {
      return String.join(" ", cells.stream().map(Cell::text).toList());
    }
  }

  private PdfTables() {}

  static FiledDocument read(String document, byte[] pdf) {
    PdfGuard.check(document, pdf);
    DocumentParts parts = new DocumentParts(document);
    int pages = 0;
    for (List<Word> page : pages(document, pdf)) {
      pages += page.isEmpty() ? 0 : 1;
      lay(lines(page), parts);
    }
    if (pages == 0) {
      throw new RefusedFilingException(
          Reason.MALFORMED, document, "page 1", "text; the pages hold only pictures or nothing");
    }
    return new FiledDocument(document, "", "", Optional.empty(), parts.tables(), parts.text());
  }

  private static List<List<Word>> pages(String document, byte[] pdf) {
    try (PDDocument opened =
        Loader.loadPDF(
            new RandomAccessReadBuffer(pdf),
            "",
            null,
            null,
            MemoryUsageSetting.setupMainMemoryOnly(MAX_MEMORY).streamCache)) {
      if (opened.getNumberOfPages() > MAX_PAGES) {
        throw new RefusedFilingException(
            Reason.EXPANDS, document, "page " + MAX_PAGES, "at most " + MAX_PAGES + " pages");
      }
      Words words = new Words(document);
      words.getText(opened);
      return words.pages;
    } catch (InvalidPasswordException e) {
      throw new RefusedFilingException(Reason.ENCRYPTED, document, "byte 0", "no password");
    } catch (RefusedFilingException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // the library reports damage by many kinds of exception
      throw new RefusedFilingException(
          Reason.MALFORMED, document, "unknown byte", "a whole PDF: " + e.getMessage());
    }
  }

  /// Collects words page by page.
  private static final class Words extends PDFTextStripper {
    private final String document;
    private final List<List<Word>> pages = new ArrayList<>();
    private int count;

    private Words(String document) throws IOException {
      this.document = document;
      setSortByPosition(true);
    }

    @Override
    protected void startPage(org.apache.pdfbox.pdmodel.PDPage page) {
      pages.add(new ArrayList<>());
    }

    @Override
    protected void writeString(String text, List<TextPosition> places) {
      if (places.isEmpty() || text.isBlank()) {
        return;
      }
      if (++count > MAX_WORDS) {
        throw new RefusedFilingException(
            Reason.EXPANDS, document, "page " + pages.size(), "at most " + MAX_WORDS + " words");
      }
      TextPosition first = places.getFirst();
      float left = Float.MAX_VALUE;
      float right = 0;
      for (TextPosition place : places) {
        left = Math.min(left, place.getXDirAdj());
        right = Math.max(right, place.getXDirAdj() + place.getWidthDirAdj());
      }
      float size = Math.max(4, first.getFontSizeInPt());
      pages.getLast().add(new Word(text.strip(), left, right, first.getYDirAdj(), size));
    }
  }

  private static List<Line> lines(List<Word> page) {
    List<Word> sorted = new ArrayList<>(page);
    sorted.sort(Comparator.comparingDouble(Word::baseline).thenComparingDouble(Word::left));
    List<Line> lines = new ArrayList<>();
    List<Word> line = new ArrayList<>();
    for (Word word : sorted) {
      if (!line.isEmpty() && word.baseline() - line.getFirst().baseline() > word.size() * 0.4) {
        lines.add(line(line));
        line = new ArrayList<>();
      }
      line.add(word);
    }
    if (!line.isEmpty()) {
      lines.add(line(line));
    }
    return lines;
  }

  private static Line line(List<Word> words) {
    words.sort(Comparator.comparingDouble(Word::left));
    List<Cell> cells = new ArrayList<>();
    for (Word word : words) {
      Cell last = cells.isEmpty() ? null : cells.getLast();
      if (last != null && word.left() - last.right() < word.size() * 0.7) {
        cells.set(
            cells.size() - 1,
            new Cell(
                last.text() + " " + word.text(),
                last.left(),
                Math.max(last.right(), word.right())));
      } else {
        cells.add(new Cell(word.text(), word.left(), word.right()));
      }
    }
    return new Line(cells, words.getFirst().baseline(), words.getFirst().size());
  }

  private static void lay(List<Line> lines, DocumentParts parts) {
    int at = 0;
    while (at < lines.size()) {
      int end = tableEnd(lines, at);
      if (end - at < 2) {
        parts.line(lines.get(at).text());
        at++;
      } else {
        table(lines.subList(at, end), parts);
        at = end;
      }
    }
  }

  /// A table goes on while lines have columns, or are close below a line of it (wrapped text).
  private static int tableEnd(List<Line> lines, int from) {
    if (!lines.get(from).inColumns()) {
      return from;
    }
    int end = from + 1;
    while (end < lines.size()) {
      Line line = lines.get(end);
      Line above = lines.get(end - 1);
      boolean close = line.baseline() - above.baseline() < line.size() * 1.4;
      boolean apart = line.baseline() - above.baseline() > line.size() * 5;
      if (apart || (!line.inColumns() && !close && !nextHasColumns(lines, end))) {
        break;
      }
      end++;
    }
    return end;
  }

  /// One single line between lines with columns is a row with one filled cell or a section title.
  private static boolean nextHasColumns(List<Line> lines, int at) {
    return at + 1 < lines.size()
        && lines.get(at + 1).inColumns()
        && lines.get(at + 1).baseline() - lines.get(at).baseline() < lines.get(at).size() * 3;
  }

  private static void table(List<Line> lines, DocumentParts parts) {
    List<Float> starts = columns(lines);
    TableGrid grid = parts.beginTable();
    List<StringBuilder> row = List.of();
    Line above = lines.getFirst();
    for (Line line : lines) {
      boolean wrapped =
          !row.isEmpty()
              && line.baseline() - above.baseline() < line.size() * 1.3
              && column(line.cells().getFirst(), starts) > 0;
      if (!wrapped) {
        write(row, grid);
        row = emptyRow(starts.size());
      }
      for (Cell cell : line.cells()) {
        StringBuilder text = row.get(column(cell, starts));
        text.append(text.isEmpty() ? "" : wrapped ? "\n" : " ").append(cell.text());
      }
      above = line;
    }
    write(row, grid);
    parts.endTable(grid);
  }

  private static List<StringBuilder> emptyRow(int width) {
    List<StringBuilder> row = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      row.add(new StringBuilder());
    }
    return row;
  }

  private static void write(List<StringBuilder> row, TableGrid grid) {
    if (!row.isEmpty()) {
      grid.beginRow();
      row.forEach(cell -> grid.cell(cell.toString(), 1, 1));
      grid.endRow();
    }
  }

  /// The left edges of the columns: the runs of the page's width that some cell of the table
  /// covers.
  private static List<Float> columns(List<Line> lines) {
    List<Cell> cells = new ArrayList<>();
    lines.stream().filter(Line::inColumns).forEach(line -> cells.addAll(line.cells()));
    cells.sort(Comparator.comparingDouble(Cell::left));
    List<Float> starts = new ArrayList<>();
    float reached = Float.NEGATIVE_INFINITY;
    for (Cell cell : cells) {
      if (cell.left() > reached + 1) {
        starts.add(cell.left());
      }
      reached = Math.max(reached, cell.right());
    }
    return starts;
  }

  private static int column(Cell cell, List<Float> starts) {
    int column = 0;
    while (column + 1 < starts.size() && starts.get(column + 1) <= cell.left() + 1) {
      column++;
    }
    return column;
  }
}
