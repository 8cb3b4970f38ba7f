package org.wasl.post.forms;

import java.util.List;
import org.wasl.paper.PdfSheets;

/// Draws forms as one PDF, one after the other, each beginning on a sheet of its own; the same
/// forms and captions give the same bytes wherever they are drawn.
public final class FormPdf {
  private FormPdf() {}

  public static byte[] of(List<? extends Form> forms, Captions captions) {
    PdfSheets sheets = new PdfSheets("ar");
    FormDrawing drawing = new FormDrawing(sheets, captions);
    for (Form each : forms) {
      drawing.draw(each.layout(captions));
    }
    return sheets.bytes();
  }
}
