package org.wasl.post.migrating;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.post.Advice;
import org.wasl.post.DispatchKey;
import org.wasl.post.ItemReading;
import org.wasl.post.OfficeCode;
import org.wasl.post.OfficeList;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;

/// Dispatches of a dump written by hand: one that left, one that came, and one of each anomaly.
class IpsDispatchesTest {
  private static final OfficeCode US = new OfficeCode("SYDAMA");
  private static final IpsImport.Post POST =
      new IpsImport.Post(US, US::equals, ZoneId.of("Asia/Damascus"), OfficeList.NONE);
  private static final Map<String, String> TABLES =
      Map.of(
          "N_OWN_OFFICES",
          """
          OWN_OFFICE_CD;OFFICE_FCD
          1;SYDAMA
          """,
          "L_DESPTCHS",
          """
          DESPTCH_PID;DESPTCH_FID;ORIG_OFFICE_FCD;DEST_OFFICE_FCD;DESPTCH_WEIGHT;DESPTCH_DEPARTURE_DT;DESPTCH_RECPTCLS_NO
          d1;SYDAMAIQBGWAAEN60007;SYDAMA;IQBGWA;20.5;2026-03-01 08:00:00;2
          d2;IQBGWASYDAMAAEN60042;IQBGWA;SYDAMA;22,700;2026-03-02;1
          d3;sydamaiqbgwaaen60010;SYALPA;IQBGWA;9.9;2026-03-05 08:00:00;3
          d4;SYDAMA;;;;;
          d5;SYDAMAIQBGWAAEN60011;;;;NULL;
          d6;SYDAMAIQBGWAAEN60012;;;;;
          d7;SYDAMAIQBGWAAEN60007;;;;2026-03-09 08:00:00;
          """,
          "L_RECPTCLS",
          """
          RECPTCL_PID;RECPTCL_FID;RECPTCL_WEIGHT;RECPTCL_MAILITMS_NO;RECPTCL_SEAL_NUMBER;DESPTCH_PID;MAIL_SUBCLASS_FCD
          r1;SYDAMAIQBGWAAEN60007001000125;12.5;2;S-77;d1;EN
          r2;SYDAMAIQBGWAAEN60007002100080;8.0;;;d1;UN
          r3;IQBGWASYDAMAAEN60042001100227;22.7;3;;d2
          r4;SYDAMAIQBGWAAEN60010001100050;6.0;1;;d3
          r5;SYDAMAIQBGWAAEN60011001100010;x;;;d5
          r6;SYDAMAIQBGWAAEN60099001100010;1.0;;;
          r7;NOT-A-RECEPTACLE;;;;d1
          r8;SYDAMAIQBGWAAEN60098001100010;1.0;;;d3
          """,
          "L_RECPTCL_EVENTS",
          """
          RECPTCL_PID;EVENT_TYPE_CD;EVENT_GMT_DT
          r5;101;2026-03-07 06:30:00
          r5;101;2026-03-07 05:30:00
          """,
          "L_MAILITMS",
          """
          MAILITM_PID;MAILITM_FID;MAILITM_LOCAL_ID;MAILITM_WEIGHT;DEST_COUNTRY_CD
          1;EE000000005SY;;1.25;IQ
          2;EE000000014SY;;0.5;IQ
          3;EE000000028SY;;;
          """,
          "L_MAILITM_EVENTS",
          """
          MAILITM_PID;EVENT_TYPE_CD;EVENT_GMT_DT;EVENT_OFFICE_CD;CONDITION_CD;RECPTCL_PID
          1;8;2026-02-28 09:00:00;1;;r1
          1;12;2026-03-01 08:00:00;1;;r1
          2;8;2026-02-28 09:00:00;1;;r2
          2;8;2026-02-28 10:00:00;1;;r1
          3;8;2026-02-28 10:00:00;1;;r4
          2;8;2026-02-28 08:00:00;1;;r4
          """);

  @TempDir Path folder;

  private final List<Fact> facts = new ArrayList<>();

  private ImportReport report() throws IOException {
    for (Map.Entry<String, String> each : TABLES.entrySet()) {
      Files.writeString(folder.resolve(each.getKey() + ".csv"), each.getValue());
    }
    return IpsImport.read(
        new DumpFolder(folder),
        POST,
        CodeTables.shipped(),
        some -> {
          facts.addAll(some);
          return some.size();
        });
  }

  private Advice advice(String key) {
    return facts.stream()
        .map(Fact::deed)
        .flatMap(each ->
            each instanceof Deed.Advised(Advice advice)
                ? Optional.of(advice).stream()
                : Optional.<Advice>empty().stream())
        .filter(each -> each.dispatch().equals(DispatchKey.parse(key)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aDispatchThatLeftIsDeclaredWithItsReceptaclesAndWhatWasPutIntoThemLast() throws IOException {
    report();
    Advice advice = advice("2026-SYDAMAIQBGWAAEN60007");
    assertEquals(LocalDateTime.of(2026, 3, 1, 8, 0), advice.closed());
    assertEquals(20_500, advice.grams());
    Advice.Receptacle first = advice.receptacles().getFirst();
    assertEquals(Optional.of("S-77"), first.seal());
    assertEquals(
        List.of(
            new Advice.Item(
                ItemReading.of("EE000000005SY"),
                OptionalInt.of(1_250),
                Optional.of("IQ"),
                Optional.empty()),
            new Advice.Item(
                ItemReading.of("EE000000014SY"),
                OptionalInt.of(500),
                Optional.of("IQ"),
                Optional.empty())),
        first.items());
    assertEquals(List.of(), advice.receptacles().getLast().items());
  }

  @Test
  void aDispatchWithoutADepartureIsDatedByTheFirstEventOfAReceptacleInIt() throws IOException {
    report();
    Advice advice = advice("2026-SYDAMAIQBGWAAEN60011");
    assertEquals(LocalDateTime.of(2026, 3, 7, 8, 30), advice.closed());
    assertEquals(1_000, advice.grams(), "by the label, where no weight can be read");
  }

  @Test
  void everythingThatDoesNotFitIsNamedWithItsRow() throws IOException {
    ImportReport report = report();
    assertEquals(7, report.dispatches());
    assertEquals(8, report.receptacles());
    assertEquals(4, report.declared());
    assertEquals(4, facts.stream().filter(each -> each.deed() instanceof Deed.Advised).count());
    assertEquals(
        Map.ofEntries(
            Map.entry(Anomaly.LOWER_CASE, List.of("L_DESPTCHS:4")),
            Map.entry(Anomaly.DISPATCH_OFFICES_DIFFER, List.of("L_DESPTCHS:4")),
            Map.entry(Anomaly.DISPATCH_WEIGHT_DIFFERS, List.of("L_DESPTCHS:4(9900g,sum 7000g)")),
            Map.entry(Anomaly.DISPATCH_COUNT_DIFFERS, List.of("L_DESPTCHS:4(3,there 2)")),
            Map.entry(Anomaly.DISPATCH_NUMBERS_MISSING, List.of("L_DESPTCHS:4(0008-0009)")),
            Map.entry(Anomaly.DISPATCH_DEPARTURE_MISSING, List.of("L_DESPTCHS:6")),
            Map.entry(Anomaly.DISPATCH_UNREADABLE, List.of("L_DESPTCHS:5", "L_DESPTCHS:8")),
            Map.entry(Anomaly.DISPATCH_UNDATED, List.of("L_DESPTCHS:7")),
            Map.entry(Anomaly.RECEPTACLE_WITHOUT_DISPATCH, List.of("L_RECPTCLS:7")),
            Map.entry(Anomaly.RECEPTACLE_OF_OTHER_DISPATCH, List.of("L_RECPTCLS:9")),
            Map.entry(Anomaly.RECEPTACLE_SUBCLASS_DIFFERS, List.of("L_RECPTCLS:3")),
            Map.entry(Anomaly.RECEPTACLE_UNREADABLE, List.of("L_RECPTCLS:8")),
            Map.entry(Anomaly.LABEL_WEIGHT_DIFFERS, List.of("L_RECPTCLS:5(6000g,label 5000g)")),
            Map.entry(Anomaly.BAD_WEIGHT, List.of("L_RECPTCLS:6"))),
        places(report));
  }

  private static Map<Anomaly, List<String>> places(ImportReport report) {
    Map<Anomaly, List<String>> places = new EnumMap<>(Anomaly.class);
    report.counts().keySet().stream()
        .filter(each -> !each.name().contains("EVENT"))
        .forEach(each -> places.put(each, report.rows(each)));
    return places;
  }

  @Test
  void anotherUnitOfWeightsIsDataAndTheLabelsSayWhetherItFits() throws IOException {
    ImportReport report = report();
    assertEquals(1, report.rows(Anomaly.LABEL_WEIGHT_DIFFERS).size());
    CodeTables inGrams =
        CodeTables.shipped()
            .with(
                "units",
                "column,grams,verified\nDESPTCH_WEIGHT,1,yes\nRECPTCL_WEIGHT,1,yes\n"
                    + "MAILITM_WEIGHT,1,yes\n");
    ImportReport wrong = IpsImport.read(new DumpFolder(folder), POST, inGrams, List::size);
    assertEquals(6, wrong.rows(Anomaly.LABEL_WEIGHT_DIFFERS).size());
  }

  @Test
  void whatTheOtherPostListedIsNotWhatWasFoundHere() throws IOException {
    report();
    assertEquals(List.of(), advice("2026-IQBGWASYDAMAAEN60042").receptacles().getFirst().items());
  }
}
