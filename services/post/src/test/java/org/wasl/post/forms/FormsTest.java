package org.wasl.post.forms;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class FormsTest {
  private static String text(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document).replaceAll("[\u200E\u200F]", "");
    }
  }

  private static int pages(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return document.getNumberOfPages();
    }
  }

  @Test
  void everyFormIsDrawnForAPersonToLookAt() throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "forms"));
    for (var each : Samples.all().entrySet()) {
      byte[] pdf = FormPdf.of(each.getValue(), Samples.CAPTIONS);
      assertTrue(pages(pdf) >= 1, each.getKey());
      Files.write(folder.resolve(each.getKey() + ".pdf"), pdf);
    }
  }
}
