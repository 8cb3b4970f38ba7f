package org.wasl.post.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.post.OfficeCode;
import org.wasl.post.OfficeList;
import org.wasl.post.OperatorCode;
import org.wasl.post.migrating.Anomaly;
import org.wasl.post.migrating.CodeTables;
import org.wasl.post.migrating.DumpFolder;
import org.wasl.post.migrating.ImportReport;
import org.wasl.post.migrating.IpsImport;
import org.wasl.terms.country.CountriesFolder;

/// Code lists 108 and 206 as an administration drops them in.
class OfficeListFileTest {
  private static final CountriesFolder SHIPPED =
      new CountriesFolder(Path.of("..", "..", "countries"));
  private static final OfficeCode BAGHDAD = new OfficeCode("IQBGWA");
  private static final OfficeCode MILITARY = new OfficeCode("IQUSMA");
  private static final OfficeCode OTHER = new OfficeCode("IQERBA");
  private static final String HEAD = OfficeListFile.OFFICES + "\n";

  /// Of two offices in one country; the second one is a foreign operator's.
  private static final String WHOLE =
      OfficeListFile.OFFICES.replace(',', '\t')
          + "\nIQBGWA\tBAGHDAD\tJ1CIQA\topen\t\t2026-06-30\tlist 108\tCONFIRMED\n"
          + "\nIQUSMA\t\"CAMP; \"\"A\"\"\"\tJ1CUSA\tclosed\t2019-01-01\t2026-07-01\tlist 108\tCONFIRMED\n";

  @TempDir Path folder;

  private OfficeList read(String file, String text) throws IOException {
    Path world = Files.createDirectories(folder.resolve("world"));
    Files.writeString(world.resolve(file), text);
    return OfficeListFile.read(new CountriesFolder(folder));
  }

  @Test
  void theExcerptThatComesWithWaslNamesOfficesAndWarnsOfNone() {
    OfficeList list = OfficeListFile.read(SHIPPED);
    assertEquals(10, list.offices().size());
    assertEquals(7, list.operators().size());
    assertEquals("BAGHDAD", list.find(BAGHDAD).orElseThrow().name());
    assertEquals("Iraq Post", list.operator(BAGHDAD).orElseThrow().name());
    assertEquals(LocalDate.of(2020, 1, 12), list.find(BAGHDAD).orElseThrow().listed());
    assertEquals(Optional.empty(), list.warning(OTHER));
    assertEquals(Optional.empty(), list.unlisted(new OperatorCode("J1CXXA")));
    assertTrue(list.about().en().startsWith("list 108 is not loaded"), list.about().en());
  }

  @Test
  void aWholeListSaysWhichCodeItDoesNotHoldAndTheOperatorIsNotThatOfTheCountry()
      throws IOException {
    OfficeList list = read("list-108.csv", WHOLE);
    assertEquals(
        "IQERBA: not in list 108 dated 2026-07-01", list.warning(OTHER).orElseThrow().en());
    assertEquals(Optional.empty(), list.warning(BAGHDAD));
    OfficeList.Listed military = list.find(MILITARY).orElseThrow();
    assertEquals(Optional.of(new OperatorCode("J1CUSA")), military.operator());
    assertEquals("CAMP; \"A\"", military.name());
    assertTrue(military.isClosed());
    assertEquals("list 108 dated 2026-07-01, 2 offices", list.about().en());
  }

  @Test
  void operatorsOfTheListAreLookedUpInTheWholeListOfOperators() throws IOException {
    read("list-108.csv", WHOLE);
    OfficeList list =
        read(
            "list-206.csv",
            OfficeListFile.OPERATORS + "\nJ1CIQA,Iraq Post,IQ,2026-07-01,list 206,CONFIRMED\n");
    assertEquals(Optional.empty(), list.unlisted(new OperatorCode("J1CIQA")));
    assertEquals(Optional.of(LocalDate.of(2026, 7, 1)), list.unlisted(new OperatorCode("J1CUSA")));
    assertEquals(
        "list 108 dated 2026-07-01, 2 offices; the operators of 1 of them are not in list 206",
        list.about().en());
  }

  @Test
  void withoutFilesThereIsNothing() {
    OfficeList list = OfficeListFile.read(new CountriesFolder(folder));
    assertEquals(OfficeList.NONE, list);
  }

  private void assertWrong(String text, int line, String column) {
    MalformedTableException wrong =
        assertThrows(MalformedTableException.class, () -> read("list-108.csv", text), text);
    assertEquals(line, wrong.line(), wrong.text().en());
    assertEquals(column, wrong.column(), wrong.text().en());
    assertTrue(wrong.text().ar().contains("السطر " + line), wrong.text().ar());
    assertTrue(wrong.text().en().contains("line " + line), wrong.text().en());
  }

  @Test
  void everyFaultIsToldWithItsLineAndColumn() {
    String good = "IQBGWA,BAGHDAD,J1CIQA,open,,2026-07-01,list 108,CONFIRMED\n";
    assertWrong("code,name\n", 1, "code");
    assertWrong(HEAD + good + "IQBGWA,,\n", 3, "code");
    assertWrong(HEAD + good + good, 3, "code");
    assertWrong(HEAD + good.replace("IQBGWA", "1QBGWA"), 2, "code");
    assertWrong(HEAD + good.replace("BAGHDAD", ""), 2, "name");
    assertWrong(HEAD + good.replace("J1CIQA", "J2CIQA"), 2, "operator");
    assertWrong(HEAD + good.replace("open", "ajar"), 2, "status");
    assertWrong(HEAD + good.replace("open,,", "open,soon,"), 2, "valid_from");
    assertWrong(HEAD + good.replace("2026-07-01", "July"), 2, "listed");
    assertWrong(HEAD + good.replace("list 108", ""), 2, "source");
    assertWrong(HEAD + good.replace("CONFIRMED", "SURE"), 2, "confidence");
  }

  @Test
  void aMigrationNamesTheOfficesThatTheListDoesNotHoldAndTakesThemAllTheSame() throws IOException {
    OfficeList list = read("list-108.csv", WHOLE);
    Files.writeString(
        folder.resolve("L_MAILITMS.csv"), "MAILITM_PID;MAILITM_FID\n1;EE123456785IQ\n");
    Files.writeString(
        folder.resolve("L_MAILITM_EVENTS.csv"),
        "MAILITM_PID;EVENT_TYPE_CD;EVENT_GMT_DT;EVENT_OFFICE_CD\n"
            + "1;1;2026-03-01 09:00:00;IQERBA\n1;12;2026-03-02 09:00:00;IQBGWA\n");
    ImportReport report =
        IpsImport.read(
            new DumpFolder(folder),
            new IpsImport.Post(BAGHDAD, BAGHDAD::equals, ZoneId.of("Asia/Baghdad"), list),
            CodeTables.shipped(),
            List::size);
    assertEquals(2, report.taken());
    assertEquals(List.of("L_MAILITM_EVENTS:2(IQERBA)"), report.rows(Anomaly.OFFICE_NOT_LISTED));
    assertTrue(report.text().contains("list 108 dated 2026-07-01, 2 offices\n"), report.text());
  }
}
