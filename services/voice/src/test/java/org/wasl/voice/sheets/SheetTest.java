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
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wasl.terms.Validity;
import org.wasl.voice.Example;
import org.wasl.voice.TariffRow;
import org.wasl.voice.TrafficAgreement.Notice;
import org.wasl.voice.rating.Bands;
import org.wasl.voice.rating.RateTable;
import org.wasl.voice.sheets.SheetChange.Kind;
import org.wasl.voice.wire.TableFile;

class SheetTest {
  private static final LocalDate OCTOBER = LocalDate.of(2026, 10, 1);

  private static final SheetRules RULES =
      new SheetRules("USD", Set.of("", "week"), List.of(), Notice.NONE, OCTOBER.minusDays(30));

  private static SheetProfile profile(SheetProfile.Unit unit) {
    return new SheetProfile("aa-bb", unit, SheetProfile.Dates.YEAR_MONTH_DAY, OCTOBER, 60, 1);
  }

  private static SheetReading read(String table) {
    return read(table, SheetProfile.Unit.MINUTE, false);
  }

  private static SheetReading read(String table, SheetProfile.Unit unit, boolean complete) {
    return new SheetReader(profile(unit), complete, "")
        .read(TableFile.read(table.getBytes(StandardCharsets.UTF_8)), RULES);
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

  @Test
  void aRateNamesItsTimeProfileAndOnlyOneThatTheAgreementKnows() {
    String table = "Prefix,Rate,Off-peak,Time Profile\n888,0.2,0.1,Week\n8881,0.2,0.1,standard\n";
    List<String> profiles =
        read(table).sheet().orElseThrow().rows().stream().map(row -> row.row().profile()).toList();
    assertEquals(List.of("week", ""), profiles);
    assertEquals(
        List.of(new SheetReading.Flaw(2, 3, "time-profile", "night")),
        read("Prefix,Rate,Time Profile\n888,0.2,night\n").flaws());
    RateSheet sheet = read(table).sheet().orElseThrow();
    assertEquals(sheet, RateSheet.read("sheet", sheet.json().canonicalBytes()));
  }

  /// A table with a rate that rises too soon is not imported: row and column of the date are named.
  @Test
  void aTableThatBreaksTheNoticeIsRefusedWithThePlace() {
    SheetRules rules =
        new SheetRules(
            "USD",
            Set.of(""),
            List.of(Example.row("888", 100_000, 60, 1), Example.row("8881", 100_000, 60, 1)),
            new Notice(Validity.ALWAYS, 7, 0),
            OCTOBER.minusDays(6));
    String table = "Prefix,Rate,Effective\n888,0.09,2026-10-01\n8881,0.2,2026-10-01\n";
    SheetReading reading =
        new SheetReader(profile(SheetProfile.Unit.MINUTE), false, "")
            .read(TableFile.read(table.getBytes(StandardCharsets.UTF_8)), rules);
    assertEquals(
        List.of(new SheetReading.Flaw(3, 3, "increase-too-soon", "8881 2026-10-01")),
        reading.flaws());
    assertTrue(reading.sheet().isEmpty());
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

  private static Set<String> tooSoon(SheetDiff diff, LocalDate announced, int up, int down) {
    Set<String> prefixes = new TreeSet<>();
    diff.tooSoon(announced, new Notice(Validity.ALWAYS, up, down))
        .forEach(change -> prefixes.add(change.prefix()));
    return prefixes;
  }

  /// 8885 is new, and costs twice what the rate of 888 asked for the same calls until then.
  @Test
  void anIncreaseThatBeginsBeforeItsNoticeIsTooSoonADecreaseAsTheAgreementSays() {
    SheetDiff diff = diff(SHEET, false);
    assertEquals(Set.of(), tooSoon(diff, OCTOBER.minusDays(7), 7, 0));
    assertEquals(Set.of("8881", "8883", "8885"), tooSoon(diff, OCTOBER.minusDays(6), 7, 0));
    assertEquals(Set.of("8881", "8882", "8883", "8885"), tooSoon(diff, OCTOBER.minusDays(1), 7, 2));
    assertEquals(Set.of("8882"), tooSoon(diff, OCTOBER.minusDays(7), 7, 8));
    assertEquals(
        Set.of("8881", "8882", "8883", "8884", "8885"),
        tooSoon(diff, OCTOBER.plusDays(1), 0, 0),
        "nothing begins before its announcement, whichever way it goes");
    assertEquals(5, diff.before(OCTOBER.plusDays(1)).size(), "nothing changes an accounted month");
  }

  /// Calls to 8884 cost 0.1 by their own rate, 0.2 by that of 888, to which they fall once 8884 is
  /// closed, or once a rate with a last day is over: the price rises, and is announced in time.
  @Test
  void aPrefixThatFallsToADearerShorterOneRisesAndNeedsTheNotice() {
    List<TariffRow> tariff =
        List.of(Example.row("888", 200_000, 60, 1), Example.row("8884", 100_000, 60, 1));
    for (String table :
        List.of(
            "Prefix,Rate,Effective,Status\n8884,,2026-10-01,blocked\n",
            "Prefix,Rate,Effective,Valid To\n8884,0.09,2026-09-20,2026-10-01\n",
            "Prefix,Rate,Effective,Valid To\n8884,0.1,2026-09-20,2026-10-01\n")) {
      SheetDiff diff = new SheetDiff(tariff, read(table).sheet().orElseThrow());
      assertEquals(Set.of("8884"), tooSoon(diff, OCTOBER.minusDays(12), 14, 0), table);
      assertEquals(Set.of(), tooSoon(diff, OCTOBER.minusDays(14), 14, 0), table);
    }
  }

  private static TariffRow later(String prefix, long micros, LocalDate from) {
    return Example.row(prefix, micros, 60, 1)
        .with(new Validity(Optional.of(from), Optional.empty()));
  }

  /// From December 888 was to cost 0.08, and 8881 0.05. A sheet from October names 888 alone.
  @Test
  void ratesAcceptedForLaterDaysAreShownAsWithdrawn() {
    LocalDate december = LocalDate.of(2026, 12, 1);
    List<TariffRow> tariff =
        List.of(
            Example.row("888", 100_000, 60, 1)
                .with(new Validity(Optional.empty(), Optional.of(december))),
            later("888", 80_000, december),
            later("8881", 50_000, december));
    String table = "Prefix,Rate\n888,0.09\n";
    SheetDiff some = new SheetDiff(tariff, sheet(table, false));
    assertEquals(List.of("888 DECREASED 2026-10-01", "888 WITHDRAWN 2026-12-01"), told(some));
    SheetChange withdrawn = some.changes().getLast();
    assertEquals(Optional.of(80_000L), withdrawn.before().map(TariffRow::peakMicros));
    assertEquals(Optional.of(90_000L), withdrawn.after().map(TariffRow::peakMicros));
    assertTrue(some.accepted().contains(tariff.getLast()), "it says nothing of 8881");
    SheetDiff all = new SheetDiff(tariff, sheet(table, true));
    assertEquals(
        List.of(
            "888 DECREASED 2026-10-01", "888 WITHDRAWN 2026-12-01", "8881 WITHDRAWN 2026-12-01"),
        told(all));
    assertEquals(2, all.accepted().size(), "888 until October and from October");
    // 0.09 instead of 0.08 from December: announced 61 days before
    assertEquals(Set.of(), tooSoon(some, december.minusDays(61), 61, 0));
    assertEquals(Set.of("888"), tooSoon(some, december.minusDays(61), 62, 0));
    // blocked: nothing serves 888 then, so nothing is dearer
    SheetDiff blocked = new SheetDiff(tariff, sheet("Prefix,Rate,Status\n888,,blocked\n", false));
    assertEquals(List.of("888 BLOCKED 2026-10-01", "888 WITHDRAWN 2026-12-01"), told(blocked));
  }

  private static RateSheet sheet(String table, boolean complete) {
    return read(table, SheetProfile.Unit.MINUTE, complete).sheet().orElseThrow();
  }

  private static List<String> told(SheetDiff diff) {
    return diff.changes().stream()
        .map(change -> change.prefix() + " " + change.kind() + " " + change.effective())
        .toList();
  }

  /// A complete sheet names rates that go on with the day on which they began; another destination
  /// would be another line of the accounts of that time.
  @Test
  void aRateThatGoesOnAsItIsMayNameItsOldDay() {
    List<TariffRow> tariff = List.of(Example.row("888", 100_000, 60, 1));
    String same = "Prefix,Destination,Rate,Increment,Effective\n888,to-888,0.1,1,2026-01-01\n";
    SheetRules january =
        new SheetRules("USD", Set.of(""), List.of(), Notice.NONE, LocalDate.of(2026, 1, 1));
    for (String table : List.of(same, same.replace("to-888", "other"))) {
      SheetDiff diff =
          new SheetDiff(
              tariff,
              new SheetReader(profile(SheetProfile.Unit.MINUTE), false, "")
                  .read(TableFile.read(table.getBytes(StandardCharsets.UTF_8)), january)
                  .sheet()
                  .orElseThrow());
      assertEquals(Map.of("888", Kind.UNCHANGED), kinds(diff));
      Set<String> expected = table.equals(same) ? Set.of() : Set.of("888");
      assertEquals(expected, tooSoon(diff, OCTOBER, 0, 0), table);
    }
  }

  @Test
  void anAcceptedSheetHoldsFromItsDayAndTheOldRatesUntilThen() {
    RateTable table =
        RateTable.of(
            diff(SHEET, true).accepted(), Map.of("aa-bb", "888"), Map.of("", Bands.noPeak()));
    assertEquals(100_000, price(table, "88812345", OCTOBER.minusDays(1)));
    assertEquals(110_000, price(table, "88812345", OCTOBER));
    assertEquals(100_000, price(table, "88842345", OCTOBER.minusDays(1)));
    assertEquals(100_000, price(table, "88842345", OCTOBER), "blocked: the shorter prefix");
    assertEquals(200_000, price(table, "88852345", OCTOBER));
  }

  private static long price(RateTable table, String number, LocalDate day) {
    int rate = table.find(Long.parseLong(number), number.length(), 0, day.toEpochDay());
    return table.price(rate, day.toEpochDay(), 0, 0, table.billed(rate, 60, 1)) / 60;
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
        reader.read(rows, RULES).flaws());
    SheetRow row = reader.read(rows.subList(0, 2), RULES).sheet().orElseThrow().rows().getFirst();
    assertEquals("888", row.row().prefix());
    assertEquals(125_000, row.row().peakMicros());
    assertEquals(LocalDate.of(2026, 11, 1), row.effective());
  }
}
