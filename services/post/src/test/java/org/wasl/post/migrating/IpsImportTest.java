package org.wasl.post.migrating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.post.EventCode;
import org.wasl.post.OfficeCode;
import org.wasl.post.OfficeList;
import org.wasl.post.following.ItemStory;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;

/// A dump written by hand from the names of the tables, with one of each anomaly.
class IpsImportTest {
  private static final OfficeCode USUAL = new OfficeCode("SYDAMA");
  private static final ZoneId ZONE = ZoneId.of("Asia/Damascus");
  private static final IpsImport.Post POST =
      new IpsImport.Post(USUAL, USUAL::equals, ZONE, OfficeList.NONE);
  private static final CodeTables CODES = CodeTables.shipped();
  private static final Map<String, String> TABLES =
      Map.of(
          "N_OWN_OFFICES",
          """
          OWN_OFFICE_CD;OWN_OFFICE_FCD
          17;SYALPA
          """,
          "L_RECPTCLS",
          """
          RECPTCL_PID;RECPTCL_FID
          r1;IQBGWASYDAMAAEN60042003100227
          """,
          "L_RECPTCL_EVENTS",
          """
          RECPTCL_PID;EVENT_TYPE_CD;EVENT_GMT_DT
          r1;107;2026-03-03 08:00:00
          r1;130;2026-03-02 08:00:00
          """,
          "L_MAILITMS",
          """
          MAILITM_PID;MAILITM_FID;MAILITM_LOCAL_ID
          -----------;-----------;----------------
          1;EE123456785IQ;
          2;ee000000005iq;
          3;EE123456780IQ;
          4;;SHOP-17
          5;;
          6;EE473124829SY;
          """,
          "L_MAILITM_EVENTS",
          """
          MAILITM_PID;EVENT_TYPE_CD;EVENT_GMT_DT;EVENT_OFFICE_CD;CONDITION_CD;RECPTCL_PID
          1;30;2026-03-02 09:00:00.123;17;30;r1
          1;37;2026-03-04 07:30:00;;;
          1;37;2026-03-04 07:30:40;;;
          1;8;2026-03-02 09:00:00;17;;
          1;12;2026-03-05 09:00:00;NULL;;
          2;30;2026-03-02 09:01:00;WRONG;;r1
          3;1;not a time;17;;
          6;30;2026-03-02 09:02:00;17;;r1
          9;30;2026-03-02 09:02:00;17;;r1
          """);

  @TempDir Path folder;

  private DumpFolder dump() throws IOException {
    for (Map.Entry<String, String> each : TABLES.entrySet()) {
      Files.writeString(folder.resolve(each.getKey() + ".csv"), each.getValue());
    }
    return new DumpFolder(folder);
  }

  @Test
  void everyAnomalyIsCountedWithItsRowsAndTheCountsAddUp() throws IOException {
    List<Fact> facts = new ArrayList<>();
    ImportReport report =
        IpsImport.read(
            dump(),
            POST,
            CODES,
            some -> {
              facts.addAll(some);
              return some.size();
            });
    assertEquals(6, report.items());
    assertEquals(9, report.events());
    assertEquals(
        Map.of(
            Anomaly.ORIGIN_DIFFERS, 1L,
            Anomaly.OFFICE_MISSING, 3L,
            Anomaly.OFFICE_UNKNOWN, 1L,
            Anomaly.IMPOSSIBLE_HOP, 1L,
            Anomaly.LOWER_CASE, 1L,
            Anomaly.NOT_S10, 1L,
            Anomaly.WRONG_CHECK_DIGIT, 1L,
            Anomaly.ADVICE_AFTER_RECEIPT, 1L),
        taken(report, true));
    assertEquals(
        Map.of(
            Anomaly.RECEPTACLE_EVENT_UNVERIFIED, 2L,
            Anomaly.OTHER_EVENT, 1L,
            Anomaly.ORPHAN_EVENT, 1L,
            Anomaly.DUPLICATE_EVENT, 1L,
            Anomaly.BAD_TIME, 1L,
            Anomaly.NO_IDENTIFIER, 1L),
        taken(report, false));
    assertEquals(
        Map.of(
            "receptacle event 107 (the advice by EDI)", 1L,
            "receptacle event 130 (receipt at the office of exchange)", 1L),
        report.codes());
    assertEquals(List.of("L_MAILITM_EVENTS:5"), report.rows(Anomaly.OTHER_EVENT));
    assertEquals(List.of("L_MAILITM_EVENTS:9"), report.rows(Anomaly.ORIGIN_DIFFERS));
    assertEquals(report.events(), report.taken() + 4);
    assertEquals(report.taken(), facts.size());
  }

  private static Map<Anomaly, Long> taken(ImportReport report, boolean isTaken) {
    Map<Anomaly, Long> counts = new EnumMap<>(Anomaly.class);
    report
        .counts()
        .forEach((anomaly, count) -> {
          if (anomaly.isTaken() == isTaken) {
            counts.put(anomaly, count);
          }
        });
    return counts;
  }

  @Test
  void anEventOfAReceptacleIsAFactOnceItsMeaningIsVerified() throws IOException {
    List<Fact> facts = new ArrayList<>();
    ImportReport report =
        IpsImport.read(
            dump(),
            POST,
            CodeTables.shipped()
                .with(
                    "receptacle-events",
                    "ips,meaning,deed,verified\n130,receipt,receptacle-seen,yes\n107,advice,-,yes\n"),
            some -> {
              facts.addAll(some);
              return some.size();
            });
    assertEquals(2, report.receptacleEvents());
    assertEquals(Map.of("receptacle event 107 (advice)", 1L), report.codes());
    Fact receipt =
        facts.stream()
            .filter(each -> each.deed() instanceof Deed.ReceptacleSeen)
            .findFirst()
            .orElseThrow();
    assertEquals(new OfficeCode("SYDAMA"), receipt.office());
    assertEquals(LocalDateTime.of(2026, 3, 2, 11, 0), receipt.at().wall());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            CodeTables.shipped()
                .with("receptacle-events", "ips,meaning,deed,verified\n1,x,y,yes\n"));
  }

  @Test
  void anEventIsAtItsOfficeByTheClockOnItsWall() throws IOException {
    List<Fact> facts = new ArrayList<>();
    IpsImport.read(
        dump(),
        POST,
        CODES,
        some -> {
          facts.addAll(some);
          return some.size();
        });
    ItemStory story = ItemStory.of("EE123456785IQ", facts);
    Fact arrival = story.first(EventCode.EMD).orElseThrow();
    assertEquals(new OfficeCode("SYALPA"), arrival.office());
    assertEquals(LocalDateTime.of(2026, 3, 2, 12, 0), arrival.at().wall());
    assertEquals(USUAL, story.first(EventCode.EMI).orElseThrow().office());
  }

  @Test
  void theSameDumpTwiceIsTheSameFacts() throws IOException {
    List<Fact> first = new ArrayList<>();
    List<Fact> second = new ArrayList<>();
    DumpFolder dump = dump();
    IpsImport.read(dump, POST, CODES, some -> first.addAll(some) ? 1 : 0);
    IpsImport.read(dump, POST, CODES, some -> second.addAll(some) ? 1 : 0);
    assertEquals(first, second);
  }

  @Test
  void anArchiveOfSomethingElseIsRefused() throws IOException {
    byte[] other = zip("../escape.csv");
    assertThrows(IllegalArgumentException.class, () -> DumpArchive.unpack(other, folder, false));
    assertThrows(
        IllegalArgumentException.class,
        () -> DumpArchive.unpack("no".getBytes(StandardCharsets.UTF_8), folder, false));
    DumpFolder good = DumpArchive.unpack(zip("L_MAILITMS.csv"), folder, false);
    assertTrue(Files.exists(good.folder().resolve("L_MAILITMS.csv")));
  }

  private static byte[] zip(String name) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      out.putNextEntry(new ZipEntry(name));
      out.write("MAILITM_PID\n".getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  /// 5,001 events, then the first of them again: its id says that it is known.
  @Test
  void anEventThatStandsTwiceFarApartIsTakenOnce() throws IOException {
    StringBuilder events =
        new StringBuilder("MAILITM_PID;EVENT_TYPE_CD;EVENT_GMT_DT;EVENT_OFFICE_CD\n");
    LocalDateTime first = LocalDateTime.of(2026, 3, 1, 0, 0);
    for (int i = 0; i <= 5_001; i++) {
      events.append("1;37;" + first.plusMinutes(i % 5_001) + ":00;SYDAMA\n");
    }
    Files.writeString(folder.resolve("L_MAILITMS.csv"), TABLES.get("L_MAILITMS"));
    Files.writeString(folder.resolve("L_MAILITM_EVENTS.csv"), events);
    Set<UUID> known = new HashSet<>();
    List<Integer> fresh = new ArrayList<>();
    IpsImport.read(
        new DumpFolder(folder),
        POST,
        CODES,
        facts -> {
          fresh.add((int) facts.stream().filter(each -> known.add(each.id())).count());
          return fresh.getLast();
        });
    assertEquals(List.of(5_000, 1), fresh);
  }

  @Test
  void moreItemsThanThereIsRoomForAreRefused() throws IOException {
    DumpFolder dump = dump();
    assertThrows(
        IllegalArgumentException.class, () -> IpsImport.read(dump, POST, CODES, List::size, 4));
    IpsImport.read(dump, POST, CODES, List::size, 5);
  }
}
