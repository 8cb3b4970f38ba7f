package org.wasl.post.forms;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.wasl.post.ItemId;

class SerialLabelsTest {
  private static List<ItemId> items(int many) {
    return IntStream.range(0, many).mapToObj(each -> ItemId.of("EE", 4_000 + each, "SY")).toList();
  }

  @Test
  void aScannerReadsALabelAtOnce() throws IOException {
    for (double degrees : new double[] {-3, 0, 3}) {
      byte[] pdf = new SerialLabels(items(1)).pdf();
      assertEquals(items(1).getFirst().value(), new Scanner(150, degrees).read(pdf, 0));
    }
  }

  @Test
  void aSheetHasTwentyFourLabelsAndTheSameLabelsTheSameBytes() throws IOException {
    byte[] pdf = new SerialLabels(items(49)).pdf();
    assertArrayEquals(pdf, new SerialLabels(items(49)).pdf());
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertEquals(3, document.getNumberOfPages());
      String text = new PDFTextStripper().getText(document);
      items(49).forEach(each -> assertEquals(1, text.split(each.printed(), -1).length - 1));
    }
  }

  @Test
  void noLabelAndTooManyAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new SerialLabels(List.of()));
    assertThrows(
        IllegalArgumentException.class, () -> new SerialLabels(items(SerialLabels.MOST + 1)));
  }
}
