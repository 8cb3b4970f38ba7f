package org.wasl.post.edi.checking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.post.edi.EdiFault;
import org.wasl.post.edi.EdiLimits;
import org.wasl.post.edi.Finding;
import org.wasl.post.edi.Severity;
import org.wasl.post.edi.table.EdiTables;
import org.wasl.post.edi.table.MalformedTableException;

class CheckerTest {
  private static final EdiTables TABLES = EdiTables.wasl1();
  private static final Checker CHECKER = new Checker(TABLES, Strictness.FULL, EdiLimits.USUAL);
  private static final String START = "UNB+UNOC:3+XA101:ZZ+XB101:ZZ+260101:1200+7'";
  private static final String EMPTY =
      "UNH+%s+RESDES:1:1:UN'BGM+336+XACITAXBTWNBAEN60001+9'" + "DTM+137:202601030900:203'UNT+4+%s'";

  private static List<EdiFault> faults(String interchange) {
    return findings(interchange).stream().map(Finding::fault).toList();
  }

  private static List<Finding> findings(String interchange) {
    byte[] bytes = interchange.getBytes(UTF_8);
    CheckedInterchange placed = CHECKER.check("test", bytes);
    assertEquals(placed, CHECKER.check("test", new ByteArrayInputStream(bytes)));
    return placed.findings();
  }

  private static String message(String reference) {
    return EMPTY.formatted(reference, reference);
  }

  private static String sample(String sample, String from, String to) {
    String text = Samples.text(Samples.bytes(Samples.segments(sample)));
    assertTrue(text.contains(from), from);
    return text.replace(from, to);
  }

  @Test
  void theSamplesAreInOrderForUsAndForStaedi() throws Exception {
    StaediChecker staedi = new StaediChecker(TABLES);
    for (String sample : Samples.ALL) {
      byte[] bytes = Samples.bytes(Samples.segments(sample));
      assertEquals(List.of(), CHECKER.check("sample", bytes).findings());
      assertEquals(List.of(), staedi.check(bytes), sample);
    }
  }

  @Test
  void theEnvelopeIsCountedAndItsReferencesCompared() {
    assertEquals(List.of(), faults(START + message("1") + message("2") + "UNZ+2+7'"));
    assertEquals(List.of(EdiFault.COUNT_DIFFERS), faults(START + message("1") + "UNZ+2+7'"));
    assertEquals(List.of(EdiFault.REFERENCE_DIFFERS), faults(START + message("1") + "UNZ+1+8'"));
    assertEquals(
        List.of(EdiFault.DUPLICATE_REFERENCE),
        faults(START + message("1") + message("1") + "UNZ+2+7'"));
    assertEquals(List.of(EdiFault.MISSING_ENVELOPE), faults(START + message("1")));
    assertEquals(List.of(EdiFault.EMPTY_LEVEL), faults(START + "UNZ+0+7'"));
    assertEquals(
        List.of(EdiFault.AFTER_END), faults(START + message("1") + "UNZ+1+7'UNH+1'UNT+1'"));
    assertEquals(
        List.of(EdiFault.OUTSIDE_MESSAGE), faults(START + "BGM+1'" + message("1") + "UNZ+1+7'"));
    assertEquals(
        List.of(EdiFault.MISSING_ENVELOPE),
        faults(START + message("1").replace("UNT+4+1'", "") + message("2") + "UNZ+2+7'"));
  }

  @Test
  void groupsAreCountedToo() {
    String group = "UNG+RESDES+XA+XB+260101:1200+G1+UN+1:1'";
    assertEquals(
        List.of(), faults(START + group + message("1") + message("2") + "UNE+2+G1'UNZ+1+7'"));
    assertEquals(
        List.of(EdiFault.COUNT_DIFFERS, EdiFault.REFERENCE_DIFFERS),
        faults(START + group + message("1") + "UNE+2+G2'UNZ+1+7'"));
    assertEquals(
        List.of(EdiFault.MIXED_GROUPS),
        faults(START + message("1") + group + message("2") + "UNE+1+G1'UNZ+1+7'"));
    assertEquals(
        List.of(EdiFault.MISSING_ENVELOPE), faults(START + group + message("1") + "UNZ+1+7'"));
    assertEquals(List.of(EdiFault.EMPTY_LEVEL), faults(START + group + "UNE+0+G1'UNZ+1+7'"));
  }

  @Test
  void identifiersDaysAndTotalsAreChecked() {
    Map<String, EdiFault> changes =
        Map.of(
            "EE473124829XA", EdiFault.NOT_AN_ITEM,
            "BGM+335+XACITAXBTWNBAEN60001", EdiFault.NOT_A_DISPATCH,
            "XACITAXBTWNBAEN60001002110020", EdiFault.NOT_A_RECEPTACLE,
            "LOC+84+XACITA", EdiFault.NOT_AN_OFFICE,
            "137:202601011200", EdiFault.NOT_A_DATE,
            "CNT+1:2", EdiFault.TOTAL_DIFFERS);
    changes.forEach((from, fault) -> {
      String to =
          switch (fault) {
            case NOT_AN_ITEM -> "EE473124828XA";
            case NOT_A_DISPATCH -> "BGM+335+XACITAXBTWNBXEN60001";
            case NOT_A_RECEPTACLE -> "XACITAXBTWNBAEN60001002510020";
            case NOT_AN_OFFICE -> "LOC+84+XACIT";
            case NOT_A_DATE -> "137:202602301200";
            default -> "CNT+1:3";
          };
      assertEquals(List.of(fault), faults(sample(Samples.PREDES, from, to)), to);
    });
  }

  @Test
  void anEventAtALocalOfficeIsFlaggedAndTheMessageTaken() {
    byte[] bytes = sample(Samples.EMSEVT, "LOC+175+XBTWNB", "LOC+175+TOWN 14").getBytes(UTF_8);
    CheckedInterchange checked = CHECKER.check("test", bytes);
    assertTrue(checked.isTaken());
    assertEquals(EdiFault.NOT_AN_OFFICE_OF_EXCHANGE, checked.findings().getFirst().fault());
  }

  @Test
  void aWrongItemIdentifierIsFlaggedAndTheMessageTaken() {
    byte[] bytes = sample(Samples.PREDES, "EE473124829XA", "EE473124828XA").getBytes(UTF_8);
    CheckedInterchange checked = CHECKER.check("test", bytes);
    assertTrue(checked.isTaken());
    assertEquals(Severity.WARNING, checked.messages().getFirst().worst());
  }

  @Test
  void allThatIsWrongIsFoundAtOnceInBothLanguages() {
    String interchange =
        sample(Samples.RESDES, "STS+4+C'", "ZZZ+1'ZZZ+2'")
            .replace("LOC+175+XBTWNB'MEA", "LOC+17X5+XBTWNB'MEA");
    List<Finding> findings = findings(interchange);
    assertEquals(
        List.of(
            EdiFault.UNKNOWN_SEGMENT,
            EdiFault.UNKNOWN_SEGMENT,
            EdiFault.TOO_LONG,
            EdiFault.UNKNOWN_CODE,
            EdiFault.COUNT_DIFFERS),
        findings.stream().map(Finding::fault).toList());
    for (Finding finding : findings) {
      assertTrue(finding.text().ar().contains("المقطع " + finding.place().segment()));
      assertTrue(finding.code().startsWith("edi."));
    }
  }

  @Test
  void whatIsGrantedToAPartnerHindersNothing() {
    Strictness granted = new Strictness(Map.of(EdiFault.TOTAL_DIFFERS, Severity.NOTE));
    Checker lenient = new Checker(TABLES, granted, EdiLimits.USUAL);
    byte[] bytes = sample(Samples.PREDES, "CNT+1:2", "CNT+1:3").getBytes(UTF_8);
    assertFalse(CHECKER.check("test", bytes).isTaken());
    assertTrue(lenient.check("test", bytes).isTaken());
    assertThrows(
        IllegalArgumentException.class,
        () -> new Strictness(Map.of(EdiFault.TRUNCATED, Severity.NOTE)));
  }

  @Test
  void whatIsNotKeptForItsNumberWeighsAllTheSame() {
    EdiLimits few = new EdiLimits(65_536, 100, 100, 1_000, 100_000, 2);
    Checker checker = new Checker(TABLES, Strictness.FULL, few);
    String warned = sample(Samples.RESDES, "BAG NOT FOUND", "?B?A?G");
    assertTrue(checker.check("test", warned.getBytes(UTF_8)).isTaken());
    CheckedInterchange wrong =
        checker.check("test", warned.replace("UNZ+1+7", "UNZ+2+7").getBytes(UTF_8));
    assertFalse(wrong.isTaken());
    assertTrue(wrong.isRefusedWhole());
  }

  @Test
  void whatFollowsTheMostMessagesIsNotRead() {
    EdiLimits two = new EdiLimits(65_536, 100, 2, 1_000, 100_000, 10);
    Checker checker = new Checker(TABLES, Strictness.FULL, two);
    String both = START + message("1") + message("2");
    assertEquals(List.of(), checker.check("test", (both + "UNZ+2+7'").getBytes(UTF_8)).findings());
    CheckedInterchange third =
        checker.check("test", (both + message("3") + "UNZ+3+7'").getBytes(UTF_8));
    assertEquals(
        List.of(EdiFault.TOO_MANY_MESSAGES),
        third.findings().stream().map(Finding::fault).toList());
    assertEquals(2, third.messages().size());
  }

  /// Element 2379 has formats that the interim profile does not use, 101 (YYMMDD) among them; other
  /// tables may.
  @Test
  void aDayInAFormatThatIsNotKnownHereIsNotJudged() {
    EdiTables.Source wider =
        table ->
            EdiTables.resources("wasl-1")
                .find(table)
                .map(text ->
                    table.equals("codes.csv") ? text + "2379,101,yes,YYMMDD,YYMMDD\n" : text);
    EdiTables tables = EdiTables.of(List.of(EdiTables.resources("service"), wider));
    Checker checker = new Checker(tables, Strictness.FULL, EdiLimits.USUAL);
    String day = START + message("1").replace("202601030900:203", "260103:101") + "UNZ+1+7'";
    assertEquals(List.of(), checker.check("test", day.getBytes(UTF_8)).findings());
    assertEquals(
        List.of(EdiFault.NOT_A_DATE),
        faults(START + message("1").replace("202601030900:203", "202602300900:203") + "UNZ+1+7'"));
  }

  @Test
  void messagesAreHandedOutWithTheirPlaces() {
    List<ReadMessage> read = new ArrayList<>();
    byte[] bytes = Samples.bytes(Samples.segments(Samples.PREDES));
    CHECKER.read("test", new ByteArrayInputStream(bytes), read::add);
    ReadMessage message = read.getFirst();
    assertEquals(1, read.size());
    for (ReadMessage.Placed placed : message.segments()) {
      assertEquals(
          placed.segment().tag(), message.table().orElseThrow().nodes().get(placed.node()).item());
    }
    assertEquals(
        Samples.segments(Samples.PREDES).subList(1, message.segments().size() + 1),
        message.segments().stream().map(ReadMessage.Placed::segment).toList());
  }

  @Test
  void tablesOfAFolderTakeThePlaceOfOurs(@TempDir Path folder) throws Exception {
    Map<String, String> files =
        Map.of(
            "codes.csv", "list,code,verified,english,arabic\nX1,AA,yes,Yes,نعم\n",
            "elements.csv", "element,format,list,english,arabic\n9000,a2,X1,Answer,جواب\n",
            "composites.csv", "composite,position,element,status\n",
            "segments.csv", "segment,position,item,status,repeat\nANS,1,9000,M,1\n",
            "checks.csv", "message,segment,qualifier,value,place,check\n",
            "messages.csv", "type,version,release,agency,table\nPREDES,9,9,UP,PREDES\n",
            "messages/PREDES.csv", "level,item,status,repeat\n0,UNH,M,1\n0,ANS,M,2\n0,UNT,M,1\n");
    Files.createDirectory(folder.resolve("messages"));
    for (Map.Entry<String, String> each : files.entrySet()) {
      Files.writeString(folder.resolve(each.getKey()), each.getValue());
    }
    Checker checker = new Checker(EdiTables.inFolder(folder), Strictness.FULL, EdiLimits.USUAL);
    String good = START + "UNH+1+PREDES:9:9:UP'ANS+AA'UNT+3+1'UNZ+1+7'";
    assertEquals(List.of(), checker.check("test", good.getBytes(UTF_8)).findings());
    String bad = good.replace("ANS+AA", "ANS+AB");
    assertEquals(
        EdiFault.UNKNOWN_CODE,
        checker.check("test", bad.getBytes(UTF_8)).findings().getFirst().fault());
    assertEquals(List.of(EdiFault.UNKNOWN_MESSAGE), faults(good));
    Files.writeString(folder.resolve("segments.csv"), "x\nANS,1,9001,M,1\n");
    MalformedTableException wrong =
        assertThrows(MalformedTableException.class, () -> EdiTables.inFolder(folder));
    assertEquals("segments.csv:2: element 9001 is not defined", wrong.getMessage());
  }
}
