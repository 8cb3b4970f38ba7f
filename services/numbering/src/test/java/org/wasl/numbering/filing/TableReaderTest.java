package org.wasl.numbering.filing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Tables as they are filed, with their traps.
class TableReaderTest {
  private static final FilingContext TRUNK = new FilingContext("999", Optional.of("0"));

  @Test
  void aTwoRowHeadingWithMaximumFirstIsRead() throws IOException {
    TableReading table = Mithra.table("mithra.yaml");
    assertEquals(List.of("41", "42"), Mithra.codes(table));
    assertEquals(Optional.of(new Lengths(8, 9)), table.proposals().get(0).lengths());
    assertEquals("Fixed", table.proposals().get(1).usage());
    assertEquals("Old Port", table.proposals().get(0).note());
    assertEquals(List.of("unreadable-code row 5"), Mithra.defects(table));
  }

  @Test
  void mergedCellsEntitiesTrunkZeroesAndSwappedLengthsOfAPageAreRead() throws IOException {
    TableReading table = Mithra.table("mithra.html");
    assertEquals(List.of("800-805", "81", "82", "9000-9099", "7"), Mithra.codes(table));
    assertEquals("Freephone & shared", table.proposals().getFirst().usage());
    assertEquals("Mithra Tel", table.proposals().getFirst().holder());
    assertEquals(Optional.of(Lengths.of(10)), table.proposals().get(3).lengths());
    assertEquals(FiledStatus.RESERVED, table.proposals().get(3).status());
    assertEquals(
        List.of("lengths-swapped row 6", "trunk-zero row 4", "trunk-zero row 4"),
        Mithra.defects(table));
  }

  @Test
  void arabicFrenchAndSpanishHeadingsAreKnown() throws IOException {
    for (String name : List.of("mithra-ar.csv", "mithra-fr.csv", "mithra-es.csv")) {
      TableReading table = Mithra.table(name);
      assertEquals(List.of("41", "910-919"), Mithra.codes(table).subList(0, 2), name);
      assertEquals(Optional.of(new Lengths(8, 9)), table.proposals().get(0).lengths(), name);
      assertEquals(Optional.of(Lengths.of(9)), table.proposals().get(1).lengths(), name);
    }
    TableReading arabic = Mithra.table("mithra-ar.csv");
    assertEquals("هاتف مثرا", arabic.proposals().getFirst().holder());
    assertEquals(FiledStatus.RESERVED, arabic.proposals().get(1).status());
    assertEquals(List.of("missing-length row 4"), Mithra.defects(arabic));
  }

  /// The trap of the Iraqi filing of 2025 (reference §1): zeroes in front, and one code a digit
  /// short.
  @Test
  void aCodeThatLostADigitIsNamedAndNotProposed() {
    TableReading table =
        Mithra.read(
            FilingContext.UNKNOWN,
            "Service | Code | Digit length",
            "Mobile | 7800, 7801, 7802 | 10",
            "License | 0700, 07001, 07002, 07003 | 10");
    assertEquals(List.of("7800", "7801", "7802", "7001", "7002", "7003"), Mithra.codes(table));
    assertTrue(Mithra.defects(table).contains("lost-digit row 3"));
    assertEquals(
        4, Mithra.defects(table).stream().filter(d -> d.equals("trunk-zero row 3")).count());
  }

  /// The form of the Syrian table (reference §2): the trunk zero is written in every row.
  @Test
  void aMaskOneDigitLongerThanTheLengthProvesTheTrunkZero() {
    TableReading table =
        Mithra.read(
            FilingContext.UNKNOWN,
            "NDC or leading digits of N(S)N | N(S)N length | Usage",
            "093 XXXXXXX | 9 | Syriatel",
            "016 XXXXXX | 8 | Sweida");
    assertEquals(List.of("93", "16"), Mithra.codes(table));
    assertEquals(Optional.of(Lengths.of(8)), table.proposals().get(1).lengths());
  }

  @Test
  void aZeroThatNothingExplainsStaysAndIsNamed() {
    TableReading table = Mithra.read(FilingContext.UNKNOWN, "Code | Length | Usage", "012 | 9 | x");
    assertEquals(List.of("012"), Mithra.codes(table));
    assertEquals(List.of("leading-zero row 2"), Mithra.defects(table));
    FilingContext without = new FilingContext("999", Optional.of(""));
    TableReading known = Mithra.read(without, "Code | Length | Usage", "012 | 9 | x");
    assertEquals(List.of(), Mithra.defects(known));
  }

  @Test
  void duplicatesOverlapsAndRenamesAreNamed() {
    TableReading table =
        Mithra.read(
            TRUNK,
            "Leading digits | Length | Operator",
            "7494 | 10 | Al-Kafeel",
            "74 | 10 | Other",
            "7494 | 10 | Kafeel");
    assertEquals(
        List.of("duplicate row 4", "rename row 4", "overlap row 2", "overlap row 4"),
        Mithra.defects(table));
    assertEquals(3, table.proposals().size());
  }

  @Test
  void lengthsThatContradictTheCodeAreNamed() {
    TableReading table =
        Mithra.read(TRUNK, "Code | Length | Usage", "12345678 | 7 | x", "55 XXX XXX | 7 | y");
    assertEquals(
        List.of("length-contradiction row 2", "length-contradiction row 3"), Mithra.defects(table));
    assertEquals(List.of("55"), Mithra.codes(table));
  }

  @Test
  void sectionTitlesBecomeTheUsageOfTheRowsBelow() {
    TableReading table =
        Mithra.read(TRUNK, "Code | Length | Operator", "Mobile services||", "93|9|A", "94|9|B");
    assertEquals("Mobile services", table.proposals().get(1).usage());
    assertEquals(new TreeSet<>(List.of(1, 2)), table.headings());
  }

  @Test
  void aMappingThatContradictsAnotherIsNamedOnBothRows() throws IOException {
    TableReading table = Mithra.table("mithra-change.csv");
    assertEquals(
        List.of("contradictory-mapping row 4", "contradictory-mapping row 5"),
        Mithra.defects(table));
    assertEquals(5, table.changes().size());
  }

  /// Pairs side by side (the form of the Hama table): none of them is lost.
  @Test
  void repeatedHeadingsSideBySideAreReadAsOneTableEach() {
    TableReading table =
        Mithra.read(
            TRUNK,
            "Old numbering | New numbering | Old numbering | New numbering",
            "5 60XXX | 44 60XXX | 583XXX | 4 583XXX",
            " | | 21XXXX | 2 21XXXX",
            "759XXX | 7359XXX | 759XXX | 7559XXX");
    assertEquals(
        List.of("560>4460", "759>7359", "583>4583", "21>221", "759>7559"),
        table.changes().stream().map(c -> c.before() + ">" + c.after()).toList());
    assertEquals(
        List.of("contradictory-mapping row 4", "contradictory-mapping row 4"),
        Mithra.defects(table));
    assertEquals(3, table.rowsIn());
  }

  @Test
  void partsOfACodeUnderOneMergedHeadingAreJoined() {
    TableReading table =
        Mithra.read(
            TRUNK,
            "N(S)N (NDC + SN) | N(S)N (NDC + SN) | Length | Usage",
            "Prefix SA | BPQ MCDU | Length | Usage",
            "77 | 70X XXXX | 9 | Mobile");
    assertEquals(List.of("7770"), Mithra.codes(table));
    TableReading wild =
        Mithra.read(
            TRUNK,
            "Trunk code | Subscriber number | Subscriber number",
            "Trunk code | Exchange code | Station number",
            "2 | 21-24 | XXX");
    assertEquals(List.of("221-224"), Mithra.codes(wild));
    assertEquals(Optional.of(Lengths.of(6)), wild.proposals().getFirst().lengths());
  }

  @Test
  void anEmptyAreaCodeIsTakenFromAboveAndSaidSo() {
    TableReading table =
        Mithra.read(
            TRUNK,
            "Location | Area code | Number range | Length",
            "Abenab | 67 | 232000-232099 | 8",
            " | | 174000-174099 | 8");
    assertEquals(List.of("67232000-67232099", "67174000-67174099"), Mithra.codes(table));
    assertEquals(List.of("carried-down row 3"), Mithra.defects(table));
  }

  @Test
  void aGridOfCodesIsReadCellByCell() {
    TableReading table =
        Mithra.read(TRUNK, "32440fgh | 32441fgh | 32442fgh", "33194fgh | 33195fgh | 33196fgh");
    assertEquals(6, table.proposals().size());
    assertEquals(List.of("missing-heading row 0"), Mithra.defects(table));
  }

  @Test
  void aColumnThatNumbersTheRowsIsNoCode() {
    TableReading table =
        Mithra.read(
            TRUNK,
            " | Name | Remark",
            "1 | Ganja | x",
            "2 | Goygol | y",
            "3 | Samukh | z",
            "1 | Baku | w");
    assertEquals(List.of(), Mithra.codes(table));
    assertEquals(4, table.rowsInDefects());
  }

  @Test
  void aCountryCodeIsNoDestinationCode() {
    TableReading table =
        Mithra.read(
            TRUNK, "Operator | Country code | Mobile code | Length", "Sunrise | 999 | 40 | 9");
    assertEquals(List.of("40"), Mithra.codes(table));
    assertEquals("Sunrise", table.proposals().getFirst().holder());
  }

  @Test
  void columnsHeadedByDigitsArePartsOfCodesAndNotGuessed() {
    TableReading table =
        Mithra.read(
            TRUNK,
            "First digit | Second digit | Second digit | Second digit | Second digit | Second digit",
            "First digit | 0 | 1 | 2 | 3 | 4",
            "9 | PRS | 91X | Reserved | | 99X");
    assertEquals(List.of(), Mithra.codes(table));
  }

  /// The notes below the Iraqi table of 2025 (reference §1) belong to its entries.
  @Test
  void aLicenceNoteIsAttachedToTheEntriesOfItsHolder() {
    List<List<String>> rows =
        List.of(
            List.of("Service", "Code", "Length"),
            List.of("Korek Telecom – Range 1 (GSM/3G)", "7520", "10"),
            List.of("National License -Range2(GSM/3G/4G/5G)", "7001", "10"));
    FiledTable filed = new FiledTable(new Place("t", 1, 0, 0), List.of(), rows);
    String text =
        "Note: 1. The licence of Korek Telecom has expired.\nNational License: not issued yet.\n";
    FiledDocument document = new FiledDocument("t", "", "", Optional.empty(), List.of(filed), text);
    List<Proposed> entries = new FilingReader(TRUNK).read(document).tables().getFirst().proposals();
    assertEquals("Korek Telecom", entries.get(0).holder());
    assertTrue(entries.get(0).note().contains("has expired"));
    assertEquals(FiledStatus.RESERVED, entries.get(1).status());
  }

  @Test
  void signallingPointCodesFollowTheArithmeticOfQ708() {
    // reference §3: 4-034-0 = 8464
    TableReading table =
        Mithra.read(TRUNK, "ISPC | Operator", "4-034-0 | WAFA", "4-036-3 | Atheer", "9-999-9 | x");
    assertEquals(List.of("8464", "8483"), Mithra.codes(table));
    assertEquals(List.of("unreadable-code row 4"), Mithra.defects(table));
  }

  @Test
  void aRowInNothingCannotBeConstructed() {
    FiledTable table =
        new FiledTable(new Place("t", 1, 0, 0), List.of(), List.of(List.of("Code"), List.of("12")));
    assertThrows(
        IllegalStateException.class,
        () -> new TableReading(table, new TreeSet<>(List.of(1)), List.of(), List.of(), List.of()));
  }

  /// The type asserts the law; this feeds it everything that cells can hold, in any arrangement.
  @Test
  void noRowIsLostWhateverTheCellsHold() {
    Random random = new Random(17);
    String[] words = {
      "",
      "NDC",
      "N(S)N number length",
      "minimum",
      "maximum length",
      "Usage of E.164 number",
      "93",
      "0933",
      "+999 91 XXXX",
      "800 to 805",
      "805-800",
      "7800, 7801",
      "9",
      "nine digits",
      "8-9",
      "Fixed",
      "(1)",
      "(2)",
      "\"",
      "\u00A0",
      "Old number",
      "New number",
      "from",
      "to",
      "Area code",
      "Subscriber number",
      "18.XI.2016",
      "withdrawn",
      "4-034-1",
      "ISPC",
      "12/13",
      "1[2-5]",
      "xxx",
      "=",
      "٩٣",
      "١ إلى ٥",
      "short codes",
      "112",
      "1".repeat(40),
      "(((",
      "–"
    };
    for (int round = 0; round < 8_000; round++) {
      String[] lines = new String[random.nextInt(7)];
      for (int i = 0; i < lines.length; i++) {
        StringBuilder line = new StringBuilder();
        for (int c = random.nextInt(6); c >= 0; c--) {
          line.append(words[random.nextInt(words.length)]).append(c == 0 ? "" : "|");
        }
        lines[i] = line.toString();
      }
      FilingContext context = random.nextBoolean() ? TRUNK : FilingContext.UNKNOWN;
      TableReading table = Mithra.read(context, lines);
      assertEquals(
          table.rowsIn(),
          table.rowsProposed() + table.rowsInDefects() - table.rowsInBoth(),
          String.join("\n", lines));
    }
  }
}
