package org.wasl.post.migrating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.post.Advice;
import org.wasl.post.EventCode;
import org.wasl.post.ItemReading;
import org.wasl.post.NonDelivery;
import org.wasl.post.OfficeCode;
import org.wasl.post.OfficeList;
import org.wasl.post.following.ItemStory;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;

/// The history of an item: its own events, those that the other post told, and those of what it was
/// in, each once.
class IpsHistoryTest {
  private static final OfficeCode US = new OfficeCode("SYDAMA");
  private static final OfficeCode THEM = new OfficeCode("IQBGWA");
  private static final String ITEM = "EE123456785IQ";
  private static final IpsImport.Post POST =
      new IpsImport.Post(US, US::equals, ZoneId.of("Asia/Damascus"), OfficeList.NONE);
  private static final Map<String, String> TABLES =
      Map.of(
          "N_OWN_OFFICES",
          """
          OWN_OFFICE_CD;OFFICE_FCD;OFFICE_NM
          1;SYDAMA;Damascus
          40;;Homs, delivery
          """,
          "L_DESPTCHS",
          """
          DESPTCH_PID;DESPTCH_FID;DESPTCH_DEPARTURE_DT
          d1;IQBGWASYDAMAAEN60042;2026-03-01 08:00:00
          """,
          "L_RECPTCLS",
          """
          RECPTCL_PID;RECPTCL_FID;RECPTCL_MAILITMS_NO;DESPTCH_PID
          r1;IQBGWASYDAMAAEN60042001100050;2;d1
          """,
          "L_RECPTCL_EVENTS",
          """
          RECPTCL_PID;EVENT_TYPE_CD;EVENT_GMT_DT;EVENT_OFFICE_CD
          r1;130;2026-03-02 09:00:30;1
          r1;130;2026-03-02 12:00:00;1
          """,
          "L_MAILITMS",
          """
          MAILITM_PID;MAILITM_FID;MAILITM_WEIGHT
          1;EE123456785IQ;1.2
          """,
          "L_MAILITM_EVENTS",
          """
          MAILITM_PID;EVENT_TYPE_CD;EVENT_GMT_DT;EVENT_OFFICE_CD;CONDITION_CD;RECPTCL_PID
          1;30;2026-03-02 09:00:00;1;30;r1
          1;36;2026-03-04 07:30:00;40;;
          1;37;2026-03-05 07:30:00;40;;
          """,
          "L_MAILITM_DELIV_INFOS",
          """
          MAILITM_PID;EVENT_TYPE_CD;EVENT_GMT_DT;NON_DELIVERY_REASON_CD;NON_DELIVERY_MEASURE_CD;SIGNATORY_NM;DELIV_LOCATION
          1;36;2026-03-04 07:30:00;14;C;;
          1;37;2026-03-05 07:30:00;;;Layla Haddad;at the door
          """,
          "N_EDI_MAILITMS",
          """
          MAILITM_PID;MAILITM_FID;RECPTCL_PID;DEST_COUNTRY_CD
          901;ee123456785iq;r1;SY
          902;EE000000005IQ;;SY
          903;;;
          """,
          "N_EDI_MAILITM_EVENTS",
          """
          MAILITM_PID;EVENT_TYPE_CD;EVENT_LOCAL_DT;CAPTURE_GMT_DT;LOCATION_ID;CONDITION_CD
          901;1;2026-02-27 10:00:00;2026-02-27 07:05:00;Karrada post office;
          901;12;2026-03-01 08:00:00;2026-03-01 05:01:00;IQBGWA;
          901;30;2026-03-02 12:00:00;2026-03-02 09:00:00;SYDAMA;
          902;12;2026-03-01 08:00:00;;the airport;
          902;12;;2026-03-01 05:00:00;IQBGWB;
          904;12;;2026-03-01 05:00:00;IQBGWB;
          """);
  private static final Map<String, String> INLAND =
      Map.of(
          "L_DOMESTIC_RECPTCLS",
          "DOM_REC_PID;DOM_DESPTCH_PID\n7;70\n",
          "L_DOMESTIC_RECPTCLS_MAILITMS",
          "MAILITM_PID;DOM_REC_PID\n1;7\n2;7\n",
          "L_DOMESTIC_RECPTCL_EVENTS",
          """
          DOM_REC_PID;EVENT_TYPE_CD;EVENT_GMT_DT;OWN_OFFICE_CD
          7;210;2026-03-03 09:00:00;40
          7;999;2026-03-03 10:00:00;40
          """,
          "L_DOMESTIC_DESPTCH_EVENTS",
          """
          DOM_DESPTCH_PID;EVENT_TYPE_CD;EVENT_GMT_DT;OWN_OFFICE_CD
          70;310;2026-03-03 05:00:00;1
          """);
  private static final CodeTables VERIFIED =
      CodeTables.shipped()
          .with(
              "inherited-events",
              "of,ips,event,verified\nreceptacle,130,EMD,yes\ndomestic-receptacle,210,EMG,yes\n"
                  + "domestic-dispatch,310,EMF,yes\n")
          .with(
              "non-delivery",
              "of,ips,ours,verified\nreason,14,ABSENT,yes\nmeasure,C,HELD_FOR_COLLECTION,yes\n");

  /// All tables, as files of a dump or rows of a database.
  static Map<String, String> tables() {
    Map<String, String> all = new LinkedHashMap<>(TABLES);
    all.putAll(INLAND);
    return all;
  }

  @TempDir Path folder;

  private final Map<UUID, Fact> kept = new LinkedHashMap<>();

  /// As a store keeps them: what has the id of another is that one.
  private ImportReport read(CodeTables codes) throws IOException {
    for (Map.Entry<String, String> each : tables().entrySet()) {
      Files.writeString(folder.resolve(each.getKey() + ".csv"), each.getValue());
    }
    return IpsImport.read(
        new DumpFolder(folder),
        POST,
        codes,
        some -> {
          int before = kept.size();
          some.forEach(each -> kept.putIfAbsent(each.id(), each));
          return kept.size() - before;
        });
  }

  private List<String> history(String item) {
    return ItemStory.of(item, kept.values()).events().stream()
        .map(each -> {
          Deed.ItemSeen seen = (Deed.ItemSeen) each.deed();
          return seen.code()
              + " "
              + each.office()
              + seen.place().map(place -> " (" + place + ")").orElse("")
              + " "
              + each.at().wall();
        })
        .toList();
  }

  @Test
  void theHistoryIsOwnEventsAndThoseOfTheOtherPostAndOfWhatTheItemWasInEachOnce()
      throws IOException {
    ImportReport report = read(VERIFIED);
    assertEquals(
        List.of(
            "EMA IQBGWA (Karrada post office) 2026-02-27T10:00",
            "EMC IQBGWA 2026-03-01T08:00",
            "EMD SYDAMA 2026-03-02T12:00",
            "EMD SYDAMA 2026-03-02T15:00",
            "EMF SYDAMA 2026-03-03T08:00",
            "EMG SYDAMA (Homs, delivery) 2026-03-03T12:00",
            "EMH SYDAMA (Homs, delivery) 2026-03-04T10:30",
            "EMI SYDAMA (Homs, delivery) 2026-03-05T10:30"),
        history(ITEM));
    assertEquals(6, report.otherPostsEvents());
    assertEquals(3, report.containerEvents());
    assertEquals(Map.of("domestic-receptacle event 999", 1L), inland(report));
    assertEquals(
        List.of("N_EDI_MAILITM_EVENTS:5"), report.rows(Anomaly.OTHER_POSTS_OFFICE_UNKNOWN));
    assertEquals(List.of("N_EDI_MAILITM_EVENTS:7"), report.rows(Anomaly.ORPHAN_EVENT));
    assertEquals(List.of("N_EDI_MAILITMS:4"), report.rows(Anomaly.NO_IDENTIFIER));
    assertEquals(
        List.of("N_EDI_MAILITM_EVENTS:4", "L_RECPTCL_EVENTS:2"),
        report.rows(Anomaly.DUPLICATE_EVENT),
        "both say what the own event of 12:00 says");
  }

  private static Map<String, Long> inland(ImportReport report) {
    Map<String, Long> codes = new LinkedHashMap<>(report.codes());
    codes.keySet().removeIf(each -> !each.startsWith("domestic"));
    return codes;
  }

  @Test
  void theOwnEventCountsWhereAnotherTableSaysTheSame() throws IOException {
    read(VERIFIED);
    Fact arrival = ItemStory.of(ITEM, kept.values()).first(EventCode.EMD).orElseThrow();
    assertTrue(((Deed.ItemSeen) arrival.deed()).in().isPresent());
  }

  @Test
  void theItemsThatTheOtherPostListedStandInItsDeclarationWithTheirWeights() throws IOException {
    ImportReport report = read(VERIFIED);
    List<Advice.Item> listed =
        kept.values().stream()
            .flatMap(each ->
                each.deed() instanceof Deed.Advised(Advice advice)
                    ? advice.receptacles().getFirst().items().stream()
                    : List.<Advice.Item>of().stream())
            .toList();
    assertEquals(
        List.of(
            new Advice.Item(
                ItemReading.of(ITEM), OptionalInt.of(1_200), Optional.of("SY"), Optional.empty())),
        listed);
    assertEquals(
        List.of("L_RECPTCLS:2(2,listed 1)"), report.rows(Anomaly.RECEPTACLE_COUNT_DIFFERS));
  }

  @Test
  void whyAnItemWasNotDeliveredIsTakenWhereItsCodesAreVerifiedAndWhoSignedNever()
      throws IOException {
    ImportReport report = read(VERIFIED);
    Deed.ItemSeen attempt =
        (Deed.ItemSeen) ItemStory.of(ITEM, kept.values()).first(EventCode.EMH).orElseThrow().deed();
    assertEquals(Optional.of(NonDelivery.Reason.ABSENT), attempt.reason());
    assertEquals(Optional.of(NonDelivery.Measure.HELD_FOR_COLLECTION), attempt.measure());
    assertFalse(kept.toString().contains("Layla"));
    assertFalse(report.text().contains("Layla"));
  }

  @Test
  void codesThatNobodyVerifiedAreCountedAndSayNothing() throws IOException {
    ImportReport report = read(CodeTables.shipped());
    assertEquals(
        List.of(
            "EMA IQBGWA (Karrada post office) 2026-02-27T10:00",
            "EMC IQBGWA 2026-03-01T08:00",
            "EMD SYDAMA 2026-03-02T12:00",
            "EMH SYDAMA (Homs, delivery) 2026-03-04T10:30",
            "EMI SYDAMA (Homs, delivery) 2026-03-05T10:30"),
        history(ITEM));
    assertEquals(
        Map.of(
            "domestic-receptacle event 210", 1L,
            "domestic-receptacle event 999", 1L,
            "domestic-dispatch event 310", 1L,
            "receptacle event 130 (receipt at the office of exchange)", 2L,
            "non-delivery reason 14", 1L,
            "non-delivery measure C", 1L),
        report.codes());
  }

  @Test
  void theClockOnTheWallOfTheOtherPostIsNotConverted() throws IOException {
    read(CodeTables.shipped());
    Fact left = ItemStory.of(ITEM, kept.values()).first(EventCode.EMC).orElseThrow();
    assertEquals(THEM, left.office());
    assertEquals(LocalDateTime.of(2026, 3, 1, 8, 0), left.at().wall());
    assertEquals(Optional.empty(), left.at().offset());
    assertEquals("2026-03-01T05:01:00Z", left.at().captured().toString());
  }

  @Test
  void aTableOfCodesThatIsWrongIsNamedWithItsLineAndColumn() {
    Map<String, String> wrong = new LinkedHashMap<>();
    wrong.put("units", "column,grams,verified\nRECPTCL_WEIGHT,0,yes\n");
    wrong.put("inherited-events", "of,ips,event,verified\nshelf,1,EMD,yes\n");
    wrong.put("non-delivery", "of,ips,ours,verified\nreason,1,BORED,yes\n");
    wrong.put("events", "ips,event\n1,EMZ\n");
    List<String> said = new ArrayList<>();
    wrong.forEach((name, table) ->
        said.add(
            assertThrows(
                    IllegalArgumentException.class, () -> CodeTables.shipped().with(name, table))
                .getMessage()));
    assertEquals(
        List.of(
            "ips-units.csv, line 2, grams: 0",
            "ips-inherited-events.csv, line 2, of: shelf",
            "ips-non-delivery.csv, line 2, ours: BORED",
            "ips-events.csv, line 2, event: EMZ"),
        said);
    assertThrows(IllegalArgumentException.class, () -> CodeTables.shipped().with("cds", ""));
  }
}
