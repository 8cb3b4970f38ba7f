package org.wasl.post.migrating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.post.OfficeCode;
import org.wasl.post.customs.CustomsDeclaration;

class CdsImportTest {
  private static final OfficeCode USUAL = new OfficeCode("SYDAMA");
  private static final String GOOD =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <d:DecData xmlns:d="urn:cds" TrDat="20260302" NTypDesc="Gift" GWgt="1.25" TotNWgt="1.2" TotCPValCur="USD"
       SNm="Layla" SAdL1="Street 1" SAdL2="Floor 2" SCty="Damascus" SCtr="SY" STel="1"
       RNm="Omar" RAdL1="Street 2" RCty="Baghdad" RCtr="IQ" RTel="2">
       <d:ContentPieces><d:ContPc No="1" Desc="cotton shirt" Amt="20.50" OCtr="SY"/></d:ContentPieces>
      </d:DecData>
      """;

  /// One object and one declaration a text, with the texts in the column `DATA`.
  private record Rows(List<String> items, List<String> texts) implements Tables {
    @Override
    public boolean each(String table, List<String> columns, Consumer<TableRow> rows) {
      boolean isObjects = table.equals("O_MAIL_OBJECTS");
      Map<String, Integer> at =
          isObjects
              ? Map.of("MAIL_OBJECT_PID", 0, "MAIL_OBJECT_ID", 1)
              : Map.of("MAIL_OBJECT_PID", 0, "DATA", 1);
      List<String> values = isObjects ? items : texts;
      for (int i = 0; i < values.size(); i++) {
        rows.accept(new TableRow(table, 0, at, List.of("p" + i, values.get(i))));
      }
      return true;
    }

    @Override
    public long count(String table) {
      return texts.size();
    }
  }

  /// Whatever does not fit into memory is refused before it fills it.
  @Test
  void itemsBeyondTheLimitAreRefused() {
    Rows rows = new Rows(List.of("EE123456785SY", "EE123456771SY"), List.of());
    assertThrows(
        IllegalArgumentException.class,
        () -> CdsImport.read(rows, USUAL, CodeTables.shipped(), _ -> Optional.empty(), 1));
    assertEquals(
        2, CdsImport.read(rows, USUAL, CodeTables.shipped(), _ -> Optional.empty(), 2).items());
  }

  /// A few letters of an exponent would otherwise be a number of a hundred million digits.
  @Test
  void aWeightWithAnExponentIsNoWeight() {
    Rows rows =
        new Rows(
            List.of("EE123456785SY"),
            List.of(GOOD.replace("GWgt=\"1.25\"", "GWgt=\"1E99999999\"")));
    ImportReport report =
        CdsImport.read(rows, USUAL, CodeTables.shipped(), _ -> Optional.empty(), 10);
    assertTrue(report.text().contains("DECLARATION_INCOMPLETE 1"), report.text());
  }

  private static Anomaly refused(String xml) {
    return assertThrows(MalformedCdsException.class, () -> CdsXml.read(xml)).anomaly();
  }

  @Test
  void whatIsNoDeclarationIsRefusedByItsReason() {
    assertEquals(
        Anomaly.DECLARATION_MARKUP,
        refused(
            "<!DOCTYPE DecData [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><DecData SNm='&x;'/>"));
    assertEquals(Anomaly.DECLARATION_MARKUP, refused("<!doctype DecData><DecData/>"));
    assertEquals(Anomaly.DECLARATION_ROOT, refused("<ResData/>"));
    assertEquals(Anomaly.DECLARATION_UNREADABLE, refused("<DecData"));
    assertEquals(Anomaly.DECLARATION_UNREADABLE, refused("<DecData SNm='&x;'/>"));
    assertEquals(Anomaly.DECLARATION_UNREADABLE, refused(""));
    assertEquals(Anomaly.DECLARATION_TOO_LONG, refused("<DecData/>" + " ".repeat(2_000_000)));
    String pieces = "<ContPc/>".repeat(100);
    assertEquals(
        Anomaly.DECLARATION_TOO_LONG,
        refused("<DecData><ContentPieces>" + pieces + "</ContentPieces></DecData>"));
  }

  @Test
  void aDeclarationIsReadAttributeByAttribute() {
    List<CustomsDeclaration> taken = new ArrayList<>();
    CdsImport.read(
        new Rows(List.of("EE123456785SY"), List.of(GOOD)),
        USUAL,
        CodeTables.shipped(),
        each -> {
          taken.add(each);
          return Optional.empty();
        });
    CustomsDeclaration one = taken.getFirst();
    assertEquals("EE123456785SY", one.item().value());
    assertEquals(LocalDate.of(2026, 3, 2), one.posted());
    assertEquals(CustomsDeclaration.Kind.GIFT, one.kind());
    assertEquals(
        new CustomsDeclaration.Party("Layla", "Street 1 Floor 2", "Damascus", "SY", "1"),
        one.sender());
    assertEquals("IQ", one.addressee().country());
    assertEquals(1_250, one.grossGrams());
    assertEquals(
        List.of(
            new CustomsDeclaration.Piece(
                "cotton shirt", 1, 1_200, new BigDecimal("20.5"), "USD", "", "SY")),
        one.pieces());
  }

  @Test
  void everyRowIsCountedAndNothingOfPeopleStandsInTheReport() {
    List<String> texts =
        List.of(
            GOOD,
            GOOD.replace("GWgt", "Other"),
            GOOD.replace("DecData", "ResData"),
            "<!DOCTYPE x>" + GOOD,
            GOOD,
            GOOD);
    ImportReport report =
        CdsImport.read(
            new Rows(
                List.of("EE123456785SY", "EE473124829SY", "EE000000005SY", "a", "LOCAL-1"), texts),
            USUAL,
            CodeTables.shipped(),
            each -> Optional.empty());
    assertEquals(6, report.events());
    assertEquals(1, report.taken());
    assertEquals(
        Map.of(
            Anomaly.DECLARATION_INCOMPLETE, 2L,
            Anomaly.DECLARATION_ROOT, 1L,
            Anomaly.DECLARATION_MARKUP, 1L,
            Anomaly.DECLARATION_ORPHAN, 1L),
        report.counts());
    assertEquals(
        List.of("O_DECLARATIONS[MAIL_OBJECT_PID=p2]"), report.rows(Anomaly.DECLARATION_ROOT));
    assertFalse(report.text().contains("Layla"));
  }

  @TempDir Path folder;

  private void dump(String declarations) throws IOException {
    Files.writeString(
        folder.resolve("O_MAIL_OBJECTS.csv"),
        "MAIL_OBJECT_PID;MAIL_OBJECT_ID\n1;EE123456785SY\n2;EE473124829SY\n");
    Files.writeString(
        folder.resolve("O_DECLARATIONS.csv"), "MAIL_OBJECT_PID;DATA\n" + declarations);
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\"", "\"\"") + "\"";
  }

  /// RFC 4180, 2.6 and 2.7: a quoted cell may hold separators, quotes (doubled) and lines.
  @Test
  void aDumpedDeclarationMayGoOverLinesAndHoldSeparators() throws IOException {
    String other = GOOD.replace("Street 1", "Street 1; \nHouse 3").replace("\n", "\r\n");
    dump("1;" + quoted(GOOD) + "\n2;" + quoted(other) + "\r\n3;" + quoted(GOOD) + "\n");
    List<CustomsDeclaration> taken = new ArrayList<>();
    ImportReport report =
        CdsImport.read(
            new DumpFolder(folder, true),
            USUAL,
            CodeTables.shipped(),
            each -> {
              taken.add(each);
              return Optional.empty();
            });
    assertEquals(
        List.of("EE123456785SY", "EE473124829SY"),
        taken.stream().map(each -> each.item().value()).toList());
    assertEquals("Damascus", taken.getFirst().sender().city());
    assertTrue(taken.get(1).sender().street().contains("Street 1;"), "its separator is kept");
    int third = 2 + GOOD.split("\n", -1).length + other.split("\n", -1).length;
    assertTrue(
        report.text().contains("DECLARATION_ORPHAN 1 (not taken): O_DECLARATIONS:" + third + "\n"),
        report.text());
  }

  @Test
  void whatEndsInTheMiddleOfADeclarationOrIsEndlessIsRefusedWithItsLine() throws IOException {
    dump("1;" + quoted(GOOD) + "\n2;\"" + GOOD.replace("\"", "\"\""));
    DumpFolder cut = new DumpFolder(folder, true);
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> CdsImport.read(cut, USUAL, CodeTables.shipped(), _ -> Optional.empty()));
    int second = 2 + GOOD.split("\n", -1).length;
    assertEquals("O_DECLARATIONS line " + second + ": a quote is not closed", refused.getMessage());
    dump("1;\"" + "x".repeat(2_200_000) + "\"\n");
    assertThrows(
        IllegalArgumentException.class,
        () -> CdsImport.read(cut, USUAL, CodeTables.shipped(), _ -> Optional.empty()));
  }
}
