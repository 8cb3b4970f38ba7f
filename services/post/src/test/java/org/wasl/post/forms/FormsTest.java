package org.wasl.post.forms;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.wasl.post.ItemClass;
import org.wasl.post.customs.CustomsDeclaration;
import org.wasl.post.following.DispatchPicture;
import org.wasl.post.recording.Irregularity;

class FormsTest {
  private static String text(Form form) throws IOException {
    try (PDDocument document = Loader.loadPDF(FormPdf.of(List.of(form), Samples.CAPTIONS))) {
      return new PDFTextStripper().getText(document).replaceAll("[\u200E\u200F]", "");
    }
  }

  private static int pages(List<? extends Form> forms) throws IOException {
    try (PDDocument document = Loader.loadPDF(FormPdf.of(forms, Samples.CAPTIONS))) {
      return document.getNumberOfPages();
    }
  }

  @Test
  void everyFormIsDrawnForAPersonToLookAt() throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "forms"));
    for (var each : Samples.all().entrySet()) {
      byte[] pdf = FormPdf.of(each.getValue(), Samples.CAPTIONS);
      assertArrayEquals(pdf, FormPdf.of(each.getValue(), Samples.CAPTIONS), each.getKey());
      Files.write(folder.resolve(each.getKey() + ".pdf"), pdf);
    }
  }

  /// ISO 216, and labels not narrower than the bar code of S9 at a module of 0.33 mm.
  @Test
  void sheetsAreOfTheSizesOfPaper() throws IOException {
    Map<String, List<? extends Form>> all = Samples.all();
    assertEquals(List.of(210L, 297L), size(all.getOrDefault("cn31", List.of())));
    assertEquals(List.of(148L, 105L), size(all.getOrDefault("labels-letters", List.of())));
    assertEquals(List.of(148L, 105L), size(all.getOrDefault("cn22", List.of())));
    assertEquals(List.of(210L, 148L), size(all.getOrDefault("emslabel", List.of())));
  }

  private static List<Long> size(List<? extends Form> forms) throws IOException {
    try (PDDocument document = Loader.loadPDF(FormPdf.of(forms, Samples.CAPTIONS))) {
      PDPage page = document.getPage(0);
      return List.of(
          Math.round(page.getMediaBox().getWidth() * 25.4 / 72),
          Math.round(page.getMediaBox().getHeight() * 25.4 / 72));
    }
  }

  @Test
  void aScannerReadsEveryBarCodeAskewAndDirty() throws IOException {
    Map<String, String> codes =
        Map.ofEntries(
            Map.entry("cn31", "IQBGWASYDAMADUN60042"),
            Map.entry("cn33", "IQBGWASYDAMADUN60042"),
            Map.entry("cp87", "IQBGWASYDAMADCN60042"),
            Map.entry("ems", "IQBGWASYDAMAAEN60042"),
            Map.entry("cn37", "IQBGWASYDAMADCN60042"),
            Map.entry("cn38", "IQBGWASYDAMAAEN60042"),
            Map.entry("cn46", "IQBGWASYDAMADUN60042"),
            Map.entry("cn43", "IQBGWASYDAMADUN60042"),
            Map.entry("labels-letters", "IQBGWASYDAMADUN60042001000101"),
            Map.entry("labels-parcels", "IQBGWASYDAMADCN60042001000101"),
            Map.entry("labels-ems", "IQBGWASYDAMAAEN60042001000101"),
            Map.entry("cn22", "UA473124829IQ"),
            Map.entry("cn23", "CP473124829IQ"),
            Map.entry("cp72", "CV473124829IQ"),
            Map.entry("emslabel", "EE473124829IQ"),
            Map.entry("cn08", "RR473124829IQ"));
    Map<String, List<? extends Form>> all = Samples.all();
    double degrees = 3.5;
    for (var each : codes.entrySet()) {
      byte[] pdf = FormPdf.of(all.getOrDefault(each.getKey(), List.of()), Samples.CAPTIONS);
      degrees = -degrees;
      for (int dpi : new int[] {150, 200}) {
        String read = new Scanner(dpi, degrees).read(pdf, 0);
        assertEquals(each.getValue(), read, each.getKey() + " at " + dpi + " dpi");
      }
    }
  }

  /// Labels hang on bags: they are read further askew than papers.
  @Test
  void labelsAreReadAtAnyAngleThatAHandHoldsThem() throws IOException {
    DispatchPicture one = Samples.dispatch("UN", '3', 1, 1);
    byte[] pdf = FormPdf.of(ReceptacleLabel.of(one, Samples.OFFICES), Samples.CAPTIONS);
    for (double degrees : new double[] {-9, 0, 9, 171, 180}) {
      assertEquals("IQBGWASYDAMADUN60042001100101", new Scanner(150, degrees).read(pdf, 0));
    }
  }

  @Test
  void formsOfNothingAndOfMuchAreDrawn() throws IOException {
    DispatchPicture empty = Samples.dispatch("UN", '3', 0, 0);
    assertEquals(1, pages(List.of(LetterBill.of(empty, Samples.OFFICES))));
    assertEquals(
        1, pages(List.of(ListOfItems.of(ListOfItems.Kind.PARCEL_BILL, empty, Samples.OFFICES))));
    assertEquals(1, pages(List.of(DeliveryBill.toCarrier(empty, Samples.OFFICES))));
    assertEquals(1, pages(List.of(DeliveryBill.substitute(empty, Samples.OFFICES))));
    assertEquals(1, pages(List.of(new CustomsForm(Samples.item("CP", 1)))));
    assertEquals(1, pages(List.of(Samples.inquiry(Optional.empty()))));
    assertEquals(1, pages(List.of(Samples.statement(0))));
    DispatchPicture full = Samples.dispatch("EN", '4', 999, 2);
    assertEquals(999, pages(ReceptacleLabel.of(full, Samples.OFFICES)));
    assertTrue(
        text(ListOfItems.of(ListOfItems.Kind.EMS_LIST, full, Samples.OFFICES)).contains("1998"));
    assertTrue(pages(List.of(new CustomsForm(Samples.item("CP", 99)))) > 1);
    DispatchPicture noted = Samples.dispatch("UN", '3', 1, 1);
    NoteForm long43 =
        NoteForm.of(
            noted, Samples.note(noted.dispatch(), 300, "نص طويل ".repeat(250)), Samples.OFFICES);
    assertTrue(pages(List.of(long43)) > 5);
  }

  /// A name as long as the form takes breaks into lines; none is cut off.
  @Test
  void longNamesInBothScriptsStayWhole() throws IOException {
    String name = "عبد الرحمن بن عبد الله الخفاجي Abdulrahman ".repeat(3).strip().substring(0, 119);
    int longest = 120;
    CustomsDeclaration of = Samples.declared("EE", 1);
    CustomsDeclaration declaration =
        new CustomsDeclaration(
            of.item(),
            of.office(),
            of.posted(),
            of.kind(),
            new CustomsDeclaration.Party(name, "Z".repeat(longest), "", "IQ", ""),
            of.addressee(),
            of.grossGrams(),
            of.postage(),
            of.pieces());
    DeclaredItem item = Samples.item(declaration);
    for (Form form : List.of(new CustomsForm(item), new ParcelSet(item), new EmsLabel(item))) {
      assertEquals(1, pages(List.of(form)));
      String text = text(form);
      assertEquals(2, text.split("Abdulrahman", -1).length - 1, text);
      assertEquals(longest, text.chars().filter(c -> c == 'Z').count(), "every letter");
    }
  }

  @Test
  void whatAFormSaysIsFoundInItsText() throws IOException {
    DispatchPicture letters = Samples.dispatch("UN", '3', 6, 4);
    String bill = text(LetterBill.of(letters, Samples.OFFICES));
    for (String each :
        List.of(
            "CN 31",
            "قائمة الرسائل",
            "بغداد",
            "IQBGWA SYDAMA DUN6 0042",
            "62.100",
            "الوزن القائم (كغ)")) {
      assertTrue(bill.contains(each), each + " in " + bill);
    }
    String note = text(NoteForm.of(letters, letters.notes().getFirst(), Samples.OFFICES));
    assertTrue(note.contains("وصل الكيس رقم 2 ممزقا، وأعيد ختمه بحضور الناقل (CN 24)."), note);
    String customs = text(new CustomsForm(Samples.item("CP", 3)));
    assertTrue(customs.contains("علي عبد الرحمن الخفاجي"), customs);
    assertTrue(customs.contains("صابون غار حلبي"), customs);
    assertTrue(customs.contains("37,501.50 IQD"), "three pieces of 12,500.50");
  }

  /// 40 dispatches at 10.005 SDR, each rounded half up to 10.01, make 400.40; 40 of parcels at
  /// 34.33 make 1,373.20 the other way, against which 27.20 was carried over.
  @Test
  void thePapersOfAccountsAddUpRoundedLines() throws IOException {
    String statement = text(Samples.statement(40)).replace("\n", " ");
    assertTrue(statement.contains("IQBGWA SYDAMA DUN6 0001"), statement);
    assertTrue(statement.contains("10.01") && statement.contains("400.40"), statement);
    assertTrue(statement.contains("1,728.600"), "40 times 43.215 kg of E");
    assertTrue(statement.contains("تصحيح حساب سابق"), "a correction says so");
    assertTrue(text(Samples.account()).contains("400.40"));
    assertTrue(text(Samples.account()).contains("0.645"));
    assertTrue(text(Samples.account()).contains("2026-12-31"), "the last day of the rate");
    String general = text(Samples.general());
    assertTrue(general.contains("1,373.20") && general.contains("945.60"), general);
    assertTrue(general.indexOf("البريد العراقي") < general.lastIndexOf("البريد العراقي"));
  }

  @Test
  void anAdministrationReplacesCaptionsAndNumbers() throws IOException {
    Captions own =
        Samples.CAPTIONS.with("own.csv", "key,ar,fr,en\ncn31.number,CN 31 bis,CN 31 bis,CN 31 bis");
    byte[] pdf =
        FormPdf.of(List.of(LetterBill.of(Samples.dispatch("UN", '3', 1, 1), Samples.OFFICES)), own);
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertTrue(new PDFTextStripper().getText(document).contains("CN 31 bis"));
    }
    MalformedCaptionsException wrong =
        assertThrows(
            MalformedCaptionsException.class,
            () -> Samples.CAPTIONS.with("own.csv", "key,ar,fr,en\ncn31.number,CN 31"));
    assertTrue(String.valueOf(wrong.getMessage()).startsWith("own.csv line 2"));
  }

  @Test
  void everyIrregularityAndClassHasItsCaption() {
    List<String> keys = new ArrayList<>();
    for (Irregularity.Kind each : Irregularity.Kind.values()) {
      keys.add("irregularity." + each);
    }
    for (ItemClass each : ItemClass.values()) {
      keys.add("kind." + each);
    }
    keys.forEach(Samples.CAPTIONS::caption);
  }
}
