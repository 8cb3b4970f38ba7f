package org.wasl.numbering.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.filing.FiledResource;
import org.wasl.numbering.filing.FiledStatus;
import org.wasl.numbering.filing.FiledTable;
import org.wasl.numbering.filing.Lengths;
import org.wasl.numbering.filing.Place;
import org.wasl.numbering.filing.PlanFiling;
import org.wasl.numbering.filing.Proposed;

/// A table drawn into a PDF comes back as the table.
class PdfTablesTest {
  private static final List<List<String>> DRAWN =
      List.of(
          List.of("Leading digits", "Minimum length", "Maximum length", "Usage"),
          List.of("41", "8", "9", "Fixed, Old Port"),
          List.of("910 to 919", "9", "9", "Mobile"),
          List.of("92", "9", "9", "Mobile, reserved"));

  static byte[] pdf() throws IOException {
    try (PDDocument document = drawn()) {
      return bytes(document);
    }
  }

  static byte[] docx() {
    Proposed entry =
        new Proposed(
            FiledResource.E164,
            new CodeRange("910", "919"),
            Optional.of(Lengths.of(9)),
            "Mobile",
            "Sunrise",
            "",
            FiledStatus.ALLOCATED,
            Optional.empty(),
            Optional.empty(),
            "",
            new Place("-", 0, 0, 0));
    PlanFiling.Names names = new PlanFiling.Names("مثرا", "Mithraland", "Mithralande");
    return E129Docx.write(
        new PlanFiling(names, names, "999", "00", "0", LocalDate.of(2026, 1, 1), List.of(entry)),
        E129Words.AR);
  }

  private static byte[] bytes(PDDocument document) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    document.save(out);
    return out.toByteArray();
  }

  private static PDDocument drawn() throws IOException {
    PDDocument document = new PDDocument();
    PDPage page = new PDPage();
    document.addPage(page);
    document.setDocumentId(1L);
    float[] columns = {50, 170, 290, 410};
    try (PDPageContentStream content = new PDPageContentStream(document, page)) {
      write(content, 50, 740, "Country code: +999");
      for (int row = 0; row < DRAWN.size(); row++) {
        for (int column = 0; column < 4; column++) {
          write(content, columns[column], 700 - row * 24, DRAWN.get(row).get(column));
        }
      }
    }
    return document;
  }

  private static void write(PDPageContentStream content, float x, float y, String text)
      throws IOException {
    content.beginText();
    content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 11);
    content.newLineAtOffset(x, y);
    content.showText(text);
    content.endText();
  }

  @Test
  void theCellsStandWhereTheyWereDrawn() throws IOException {
    FiledTable table = FilingFiles.read("a.pdf", pdf()).getFirst().tables().getFirst();
    assertEquals(DRAWN, table.rows());
    assertEquals(List.of("Country code: +999"), table.context());
  }

  @Test
  void aDocumentWithAPasswordIsRefused() throws IOException {
    try (PDDocument document = drawn()) {
      document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
      byte[] bytes = bytes(document);
      RefusedFilingException refusal =
          Assertions.assertThrows(
              RefusedFilingException.class, () -> FilingFiles.read("a.pdf", bytes));
      assertEquals(RefusedFilingException.Reason.ENCRYPTED, refusal.reason());
    }
  }

  @Test
  void aDocumentOfPicturesIsRefused() throws IOException {
    try (PDDocument document = new PDDocument()) {
      document.addPage(new PDPage());
      byte[] bytes = bytes(document);
      Assertions.assertThrows(RefusedFilingException.class, () -> FilingFiles.read("a.pdf", bytes));
    }
  }
}
