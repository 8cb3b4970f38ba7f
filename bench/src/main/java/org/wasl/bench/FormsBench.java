package org.wasl.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.wasl.post.following.DispatchPicture;
import org.wasl.post.forms.Captions;
import org.wasl.post.forms.Form;
import org.wasl.post.forms.FormPdf;
import org.wasl.post.forms.FormsOfDispatch;
import org.wasl.post.forms.Samples;

/// Pages of forms a second of processor time, one of each form again and again; and all forms of a
/// dispatch of 30 receptacles with 1,500 items.
///
///     bench forms
public final class FormsBench {
  private static final int ROUNDS = 100;

  private FormsBench() {}

  /// @param arguments none
  public static void main(String[] arguments) throws Exception {
    Captions captions = Captions.shipped();
    DispatchPicture dispatch = Samples.dispatch("EN", '4', 30, 50);
    Meter.Measured<Long> first = Meter.run(() -> bytes(dispatch, captions));
    System.out.printf(
        "forms of 30 receptacles and 1,500 items, the first time: %.2f s, %d bytes%n",
        first.took().wallSeconds(), first.result());
    Meter.Measured<Integer> all = Meter.best(3, () -> everyForm(captions));
    System.out.printf(
        "%d pages: %.0f pages per CPU-second%n",
        all.result(), all.result() / all.took().cpuSeconds());
    Meter.Measured<Long> again = Meter.best(5, () -> bytes(dispatch, captions));
    System.out.printf(
        "forms of 30 receptacles and 1,500 items: %.3f s%n", again.took().wallSeconds());
  }

  private static long bytes(DispatchPicture dispatch, Captions captions) {
    FormsOfDispatch forms = new FormsOfDispatch(dispatch, Samples.OFFICES);
    return forms.offered().stream()
        .mapToLong(each -> FormPdf.of(forms.find(each.name()).orElseThrow(), captions).length)
        .sum();
  }

  private static int everyForm(Captions captions) {
    int pages = 0;
    for (int round = 0; round < ROUNDS; round++) {
      for (List<? extends Form> forms : Samples.all().values()) {
        pages += pages(FormPdf.of(forms, captions));
      }
    }
    return pages;
  }

  /// As the page tree counts them, at the beginning of the file.
  private static int pages(byte[] pdf) {
    String head = new String(pdf, 0, 200, StandardCharsets.ISO_8859_1);
    int at = head.indexOf("/Count ") + 7;
    return Integer.parseInt(head, at, head.indexOf('/', at), 10);
  }
}
