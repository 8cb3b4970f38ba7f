package org.wasl.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.numbering.keeping.Journal.Stray;
import org.wasl.terms.PartyId;
import org.wasl.terms.Progress;
import org.wasl.terms.country.CountriesFolder;

/// Voice tells numbering's guard of the calls of a file.
class StrayCallsInTwinTest {
  private final CountriesFolder countries =
      new CountriesFolder(Path.of(System.getProperty("wasl.root", ".."), "countries"));

  @TempDir Path folder = Path.of(".");

  /// 963 88 is not in the plan of ITU Operational Bulletin 1251, 93 and Iraq's 790 are live; the
  /// file is read twice and counted once.
  @Test
  void callsOfNumbersThatNobodyHoldsAreCountedByRouteAndHourWhenAFileIsLoaded() {
    Twin twin =
        new Twin(
            countries,
            new PartyId("sy"),
            new PartyId("iq"),
            folder.resolve("twin"),
            5,
            Twin.Faults.NONE);
    String row = "%d,%s,%s,%4$s,%4$s,64,%5$s,16\n";
    String live = "+963933123456";
    String theirs = "+9647901234567";
    String nobodys = "+963881234567";
    String file =
        "id,a,b,seizure,answer,seconds,trunk,cause\n"
            + row.formatted(1, live, theirs, "2026-09-10T12:10:00+03:00", "gw-1")
            + row.formatted(2, nobodys, theirs, "2026-09-10T12:20:00+03:00", "gw-1")
            + row.formatted(3, theirs, nobodys, "2026-09-10T12:50:00+03:00", "gw-1")
            + row.formatted(4, theirs, nobodys, "2026-09-10T13:00:00+03:00", "gw-2");
    byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
    twin.one().desk().load("gw.csv", bytes, Progress.NONE);
    twin.one().desk().load("gw.csv", bytes, Progress.NONE);
    assertEquals(
        List.of(
            new Stray("gw-1", Instant.parse("2026-09-10T09:00:00Z"), "UNALLOCATED", 2),
            new Stray("gw-2", Instant.parse("2026-09-10T10:00:00Z"), "UNALLOCATED", 1)),
        twin.one().numbering().strayCounts(10).stream()
            .sorted(Comparator.comparing(Stray::route))
            .toList());
    assertEquals(List.of(), twin.other().numbering().strayCounts(10));
  }
}
