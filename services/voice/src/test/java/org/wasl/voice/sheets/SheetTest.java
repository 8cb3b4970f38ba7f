package org.wasl.voice.sheets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wasl.voice.Example;
import org.wasl.voice.TariffRow;
import org.wasl.voice.rating.Bands;
import org.wasl.voice.rating.RateTable;
import org.wasl.voice.sheets.SheetChange.Kind;
import org.wasl.voice.wire.TableFile;

class SheetTest {
  private static final LocalDate OCTOBER = LocalDate.of(2026, 10, 1);

  private static SheetProfile profile(SheetProfile.Unit unit) {
    return new SheetProfile("aa-bb", unit, SheetProfile.Dates.YEAR_MONTH_DAY, OCTOBER, 60, 1);
  }

  private static SheetReading read(String table) {
    return read(table, SheetProfile.Unit.MINUTE, false);
  }

  private static SheetReading read(String table, SheetProfile.Unit unit, boolean complete) {
    return new SheetReader(profile(unit), complete, "")
        .read(TableFile.read(table.getBytes(StandardCharsets.UTF_8)), "USD");
  }

  private static Set<String> prefixes(String table) {
    Set<String> prefixes = new TreeSet<>();
    read(table).sheet().orElseThrow().rows().forEach(row -> prefixes.add(row.row().prefix()));
    return prefixes;
  }

  @Test
  void rangesListsAndSplitColumnsAreSpreadOut() {
    assertEquals(Set.of("88893", "88894", "88895"), prefixes("Code,Rate\n8889[3-5],0.1\n"));
    assertEquals(Set.of("88893", "88894", "88895"), prefixes("Prefix;Rate\n88893-88895;0.1\n"));
    assertEquals(
        Set.of("88893", "88898", "88899"),
        prefixes("Country Code,Area Code,Rate\n888,\"93,98,99\",0.1\n"));
    assertEquals(
        Set.of("88811"), prefixes("Country,Area,Rate\n+888,011,0.1\n"), "the trunk zero falls");
    assertEquals(Set.of("888", "8887"), prefixes("Prefix,Rate\n+888,0.1\n008887,0.2\n"));
  }

  /// What a spreadsheet program makes of 88893123456, 8-9, 888.0.
  @ParameterizedTest
  @CsvSource({
    "8.8893E+10,spreadsheet-scientific",
    "08-Sep,spreadsheet-date",
    "Mar-88,spreadsheet-date",
    "8889.3,spreadsheet-decimal",
    "0888,leading-zero",
    "88a,prefix",
    "8889[5-3],range",
    "888000-889999999,range",
    "888000000-888999999,range-too-wide"
  })
  void whatASpreadsheetDidToAPrefixIsFound(String cell, String reason) {
    SheetReading reading = read("Prefix,Rate\n888,0.1\n" + cell + ",0.2\n");
    assertTrue(reading.sheet().isEmpty(), "a sheet with a flaw is not used in part");
    assertEquals(List.of(new SheetReading.Flaw(3, 1, reason, cell)), reading.flaws());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Prefix,Rate/888,\"0,1\"|decimal-comma|2",
        "Prefix,Rate/888,-1|rate|2",
        "Prefix,Rate/888,0.0000001|rate-not-exact|2",
        "Prefix,Rate,Currency/888,0.1,EUR|currency|3",
        "Prefix,Rate,Effective Date/888,0.1,31.31.2026|date|3",
        "Prefix,Rate,Effective Date,End Date/888,0.1,2026-10-02,2026-10-01|ends-before-it-begins|4",
        "Prefix,Rate/888,0.1/888,0.1|duplicate-prefix|0",
        "Prefix/888|headings|0"
      })
  void flawsNameRowColumnAndReason(String table, String reason, int column) {
    SheetReading reading = read(table.replace("/", "\n"));
    assertEquals(reason, reading.flaws().getLast().reason());
    assertEquals(column, reading.flaws().getLast().column());
  }

  /// 0.007 for six seconds is 0.07 a minute.
  @Test
  void whatARateIsForIsSaidByTheProfileAndNeverGuessed() {
    String table = "Prefix,Rate,Initial,Increment\n888,0.007,6,6\n";
    assertEquals(7_000, micros(table, SheetProfile.Unit.MINUTE));
    assertEquals(420_000, micros(table, SheetProfile.Unit.SECOND));
    assertEquals(70_000, micros(table, SheetProfile.Unit.INCREMENT));
    SheetReading third =
        read("Prefix,Rate,Initial,Increment\n888,0.01,7,7\n", SheetProfile.Unit.INCREMENT, false);
    assertEquals("rate-not-exact", third.flaws().getFirst().reason(), "60/7 has no end");
  }

  private static long micros(String table, SheetProfile.Unit unit) {
    return read(table, unit, false).sheet().orElseThrow().rows().getFirst().row().peakMicros();
  }

  private static Map<String, Kind> kinds(SheetDiff diff) {
    Map<String, Kind> kinds = new TreeMap<>();
    diff.changes().forEach(change -> kinds.put(change.prefix(), change.kind()));
    return kinds;
  }

  private static SheetDiff diff(String table, boolean complete) {
    List<TariffRow> tariff = new ArrayList<>();
    for (String prefix : List.of("888", "8881", "8882", "8883", "8884")) {
      tariff.add(Example.row(prefix, 100_000, 60, 1));
    }
    return new SheetDiff(
        tariff, read(table, SheetProfile.Unit.MINUTE, complete).sheet().orElseThrow());
  }

  private static final String SHEET =
      "Prefix,Rate,Increment,Status\n888,0.1,1,\n8881,0.11,1,\n8882,0.09,1,\n8883,0.09,6,\n8885,0.2,1,\n8884,,1,blocked\n";

  @Test
  void aSheetIsComparedWithTheTariffLastAccepted() {
    Map<String, Kind> expected =
        new TreeMap<>(
            Map.of(
                "888", Kind.UNCHANGED,
                "8881", Kind.INCREASED,
                "8882", Kind.DECREASED,
                "8883", Kind.INCREASED,
                "8884", Kind.BLOCKED,
                "8885", Kind.NEW));
    assertEquals(expected, kinds(diff(SHEET, false)), "a longer step is an increase");
    assertEquals(
        Kind.DELETED,
        kinds(diff("Prefix,Rate\n888,0.1\n", true)).get("8881"),
        "not named any more");
    assertEquals(Map.of("888", Kind.UNCHANGED), kinds(diff("Prefix,Rate\n888,0.1\n", false)));
  }

  @Test
  void anIncreaseThatBeginsBeforeItsNoticeIsTooSoonADecreaseIsNot() {
    SheetDiff diff = diff(SHEET, false);
    assertEquals(List.of(), diff.tooSoon(OCTOBER.minusDays(7), 7));
    assertEquals(
        Set.of("8881", "8883"),
        new TreeSet<>(
            diff.tooSoon(OCTOBER.minusDays(6), 7).stream().map(SheetChange::prefix).toList()));
    assertEquals(2, diff.tooSoon(OCTOBER.plusDays(1), 0).size(), "the past");
    assertEquals(5, diff.before(OCTOBER.plusDays(1)).size(), "nothing changes an accounted month");
  }

  @Test
  void anAcceptedSheetHoldsFromItsDayAndTheOldRatesUntilThen() {
    RateTable table =
        RateTable.of(diff(SHEET, true).accepted(), Map.of("aa-bb", "888"), new Bands(0, 0));
    assertEquals(100_000, price(table, "88812345", OCTOBER.minusDays(1)));
    assertEquals(110_000, price(table, "88812345", OCTOBER));
    assertEquals(100_000, price(table, "88842345", OCTOBER.minusDays(1)));
    assertEquals(100_000, price(table, "88842345", OCTOBER), "blocked: the shorter prefix");
    assertEquals(200_000, price(table, "88852345", OCTOBER));
  }

  private static long price(RateTable table, String number, LocalDate day) {
    byte[] digits = number.getBytes(StandardCharsets.US_ASCII);
    int rate = table.find(digits, 0, digits.length, 0, day.toEpochDay());
    return table.price(rate, 0, table.billed(rate, 60, true)) / 60;
  }

  @Test
  void theCanonicalBytesReadBackAndTheDigestDoesNotDependOnTheOrderOfRows() {
    RateSheet sheet = read(SHEET).sheet().orElseThrow();
    assertEquals(sheet, RateSheet.read("sheet", sheet.json().canonicalBytes()));
    RateSheet turned =
        new RateSheet(sheet.stream(), sheet.complete(), sheet.basis(), sheet.rows().reversed());
    assertEquals(sheet.digest(), turned.digest());
  }

  /// A spreadsheet as the common programs write it: shared strings, a number, a date as a number.
  @Test
  void aSpreadsheetIsReadWithItsNumbersAndDatesAsTheyAreStored() throws IOException {
    String shared =
        "<sst><si><t>Prefix</t></si><si><t>Rate</t></si><si><r><t>Effective</t></r>"
            + "<r><t> Date</t></r></si><si><t>00888</t></si></sst>";
    String sheet =
        "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>"
            + "<c r=\"C1\" t=\"s\"><v>2</v></c></row><row r=\"2\"><c r=\"A2\" t=\"s\"><v>3</v></c>"
            + "<c r=\"B2\"><v>0.125</v></c><c r=\"C2\"><v>46327</v></c></row>"
            + "<row r=\"3\"><c r=\"A3\"><v>8.8893E+10</v></c><c r=\"B3\"><v>0.1</v></c></row>"
            + "</sheetData></worksheet>";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("xl/sharedStrings.xml"));
      zip.write(shared.getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
      zip.write(sheet.getBytes(StandardCharsets.UTF_8));
    }
    List<List<String>> rows = TableFile.read(bytes.toByteArray());
    assertEquals(List.of("Prefix", "Rate", "Effective Date"), rows.getFirst());
    SheetReader reader = new SheetReader(profile(SheetProfile.Unit.MINUTE), false, "");
    assertEquals(
        List.of(new SheetReading.Flaw(3, 1, "spreadsheet-scientific", "8.8893E+10")),
        reader.read(rows, "USD").flaws());
    SheetRow row = reader.read(rows.subList(0, 2), "USD").sheet().orElseThrow().rows().getFirst();
    assertEquals("888", row.row().prefix());
    assertEquals(125_000, row.row().peakMicros());
    assertEquals(LocalDate.of(2026, 11, 1), row.effective());
  }
}
