package org.wasl.settlement.document;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.wasl.settlement.Example.AA;
import static org.wasl.settlement.Example.BB;
import static org.wasl.settlement.Example.account;
import static org.wasl.settlement.Example.line;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.wasl.paper.CsvPaper;
import org.wasl.paper.HtmlPaper;
import org.wasl.paper.Paper;
import org.wasl.paper.PdfPaper;
import org.wasl.paper.XlsxPaper;
import org.wasl.settlement.Example;
import org.wasl.settlement.agreeing.AgreedAccount;
import org.wasl.settlement.comparing.Comparison;
import org.wasl.settlement.netting.NetStatement;
import org.wasl.terms.LocalizedText;

class StatementDrawingTest {
  private static final Locale ARABIC = Locale.of("ar");
  private static final Locale ENGLISH = Locale.of("en");

  private static Paper paper(boolean swapped) {
    var one = account(AA, line("aa-to-bb", 1, 123_456), line("bb-to-aa", 1, 400));
    var other = account(BB, line("aa-to-bb", 1, 123_456), line("bb-to-aa", 1, 400));
    Comparison both =
        swapped
            ? Comparison.of(Example.TERMS, other, one)
            : Comparison.of(Example.TERMS, one, other);
    AgreedAccount agreed = AgreedAccount.of(Example.TERMS, both, List.of());
    NetStatement statement = NetStatement.of(Example.FORM, agreed, Example.SDR, Example.CLOCKS);
    return StatementPaper.of(statement, Example.wording(), Example.NAMES);
  }

  @Test
  void eachFormIsEqualToTheByteOnBothNodes() {
    List<BiFunction<Paper, Locale, byte[]>> forms =
        List.of(HtmlPaper::write, CsvPaper::write, XlsxPaper::write, PdfPaper::write);
    for (BiFunction<Paper, Locale, byte[]> form : forms) {
      for (Locale language : List.of(ARABIC, ENGLISH)) {
        assertArrayEquals(form.apply(paper(false), language), form.apply(paper(true), language));
      }
    }
  }

  @Test
  void theStatementOfAQuarterIsEqualToTheByteOnBothNodesInEachForm() {
    List<BiFunction<Paper, Locale, byte[]>> forms =
        List.of(HtmlPaper::write, CsvPaper::write, XlsxPaper::write, PdfPaper::write);
    for (BiFunction<Paper, Locale, byte[]> form : forms) {
      for (Locale language : List.of(ARABIC, ENGLISH)) {
        assertArrayEquals(
            form.apply(quarter(false), language), form.apply(quarter(true), language));
      }
    }
  }

  private static Paper quarter(boolean swapped) {
    return StatementPaper.of(Example.quarter(swapped), Example.wording(), Example.NAMES);
  }

  /// What the text of a PDF is, Apache PDFBox says.
  @Test
  void anotherProgramReadsTheBalanceOfTheQuarterAndOfItsMonthsInThePdf() throws IOException {
    byte[] bytes = PdfPaper.write(quarter(false), ENGLISH);
    try (PDDocument pdf = Loader.loadPDF(bytes)) {
      String text = new PDFTextStripper().getText(pdf);
      for (String each :
          List.of("30.00 USD", "24.0000 XDR", "60.00 USD", "2026-07", "2026-08", "2026-09")) {
        assertTrue(text.contains(each), each + " in " + text);
      }
    }
  }

  /// What the cells of a spreadsheet are, fastexcel-reader says.
  @Test
  void anotherProgramReadsTheAmountsOfTheSpreadsheetAsNumbers() throws IOException {
    byte[] bytes = XlsxPaper.write(quarter(false), ARABIC);
    List<BigDecimal> numbers = new ArrayList<>();
    try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(bytes));
        Stream<Row> rows = book.getFirstSheet().openStream()) {
      rows.flatMap(Row::stream)
          .filter(cell -> cell != null && cell.getType() == CellType.NUMBER)
          .forEach(cell -> numbers.add(cell.asNumber()));
    }
    for (String each : List.of("30.00", "24.0000", "60.00", "110.50", "80.50")) {
      assertTrue(
          numbers.stream().anyMatch(number -> number.compareTo(new BigDecimal(each)) == 0),
          each + " in " + numbers);
    }
  }

  @Test
  void theTableShowsTheSumsInLatinDigits() {
    String html = new String(HtmlPaper.write(paper(false), ARABIC), StandardCharsets.UTF_8);
    assertTrue(html.contains("dir=\"rtl\""));
    assertTrue(html.contains("12,345.60 USD"), "123,456 minutes at ten cents");
    assertTrue(html.contains("12,305.60 USD"), "less 400 minutes at ten cents");
  }

  @Test
  void cellsThatWouldRunAsFormulasAreHarmless() {
    for (String text : List.of("=1+1", "+1", "-1", "@cmd", "\t=1")) {
      assertEquals("'" + text, CsvPaper.harmless(text));
      LocalizedText hostile = new LocalizedText(text, text);
      Paper paper =
          new Paper(
              Example.text("عنوان", "title"),
              "ref",
              List.of(new Paper.Field(Example.text("حقل", "field"), new Paper.Value.Text(hostile))),
              List.of(),
              List.of());
      String csv = new String(CsvPaper.write(paper, ENGLISH), StandardCharsets.UTF_8);
      assertTrue(csv.contains("field,'" + text), csv);
    }
    assertEquals("plain", CsvPaper.harmless("plain"));
  }

  @Test
  void markupInANameStaysText() {
    LocalizedText hostile = new LocalizedText("<script>&\"'", "<script>&\"'");
    Paper paper = new Paper(hostile, "ref", List.of(), List.of(), List.of());
    assertFalse(
        new String(HtmlPaper.write(paper, ENGLISH), StandardCharsets.UTF_8).contains("<script>"));
  }

  @Test
  void theSpreadsheetIsAZipOfTheFivePartsThatEcma376Asks() throws IOException {
    List<String> names = new ArrayList<>();
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(XlsxPaper.write(paper(false), ARABIC)))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    assertEquals(
        List.of(
            "[Content_Types].xml",
            "_rels/.rels",
            "xl/workbook.xml",
            "xl/_rels/workbook.xml.rels",
            "xl/worksheets/sheet1.xml"),
        names);
  }

  @Test
  void thePdfIsDrawnForAPersonToLookAt() throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "looks"));
    for (Locale language : List.of(ARABIC, ENGLISH)) {
      byte[] pdf = PdfPaper.write(paper(false), language);
      assertTrue(new String(pdf, StandardCharsets.ISO_8859_1).endsWith("%%EOF\n"));
      Files.write(folder.resolve("statement-" + language + ".pdf"), pdf);
    }
  }
}
