package org.wasl.paper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.FontFormatException;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class PdfSheetsTest {
  private static final List<String> TEXTS =
      List.of(
          "بعيثة بريدية",
          "إقرار جمركي CN 23",
          "EE100000003IQ رقم البعيثة",
          "البعيثة EE100000003IQ من بغداد إلى دمشق",
          "الوزن (٢٫٥ كغ)",
          "Sender علي بن سالم",
          "إرسالية CN 31 رقم 42 (لا شيء)",
          "سلامة الأوعية: كيس، صينية",
          "Bulletin de vérification – Vérifié à Bagdad",
          "گۆڤارى چاپ پەيام");

  private static final String LETTERS = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژڤکگھۆۇیە";

  @Test
  void textIsExtractedInTheOrderOfReading() throws IOException {
    for (String text : TEXTS) {
      assertEquals(text, extracted(text));
    }
  }

  private static String extracted(String text) throws IOException {
    PdfSheets sheets = new PdfSheets("ar");
    sheets.sheet(20_000, 5_000);
    sheets.show(PdfSheets.line(new PdfSheets.Pen(false, 500), text), 1_000, 2_000);
    try (PDDocument document = Loader.loadPDF(sheets.bytes())) {
      return new PDFTextStripper().getText(document).strip().replaceAll("[\u200E\u200F]", "");
    }
  }

  /// Ink in common by all ink: equal outlines differ in their grey edges alone, another form of the
  /// letter comes to less than a half. With a joiner (U+200D) on the joined sides, no alternative
  /// of the font comes in.
  @Test
  void everyLetterHasInEveryPlaceTheFormThatHarfBuzzGivesIt()
      throws IOException, FontFormatException {
    for (int letter : LETTERS.codePoints().toArray()) {
      String alone = Character.toString(letter);
      for (String text :
          List.of(alone, "\u200D" + alone, alone + "\u200D", "\u200D" + alone + "\u200D")) {
        double likeness = Raster.ours(text).likeness(Raster.harfBuzz(text));
        assertTrue(likeness > 0.75, () -> text + " U+%04X: ".formatted(letter) + likeness);
      }
    }
  }

  /// The font has alternatives and kerning that we do without: most words look the same, and lines
  /// are as wide within a tenth.
  @Test
  void linesLookAsHarfBuzzDrawsThem() throws IOException, FontFormatException {
    int words = 0;
    int alike = 0;
    for (String text : TEXTS) {
      double widths = Raster.ours(text).width() / (double) Raster.harfBuzz(text).width();
      assertEquals(1, widths, 0.1, text);
      for (String word : text.split(" ", -1)) {
        words++;
        alike += Raster.ours(word).likeness(Raster.harfBuzz(word)) > 0.75 ? 1 : 0;
      }
    }
    assertTrue(alike * 4 >= words * 3, alike + " of " + words + " words");
  }

  @Test
  void theSameSheetsAreTheSameBytes() {
    assertArrayEquals(sheets(), sheets());
  }

  private static byte[] sheets() {
    PdfSheets sheets = new PdfSheets("ar");
    for (String text : TEXTS) {
      sheets.sheet(20_000, 5_000);
      sheets.show(PdfSheets.line(new PdfSheets.Pen(true, 500), text), 1_000, 2_000);
      sheets.bars(Code128.of("EE100000003IQ"), 1_000, 3_000, 33, 1_000);
    }
    return sheets.bytes();
  }
}
