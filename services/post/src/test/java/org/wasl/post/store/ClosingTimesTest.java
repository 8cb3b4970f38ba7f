package org.wasl.post.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.post.ClosingTime;
import org.wasl.post.OfficeCode;
import org.wasl.terms.PartyId;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.terms.json.MalformedJsonException;

/// Until when mail of a series has to be closed, as a post writes it down.
class ClosingTimesTest {
  private static final String REST =
      """
      "offices": [{"code": "XACITA", "name": {"ar": "أ", "en": "A"}, "source": "made up", "confidence": "EXAMPLE"}],
      "serials": {"restMonths": 24, "warnDays": 14, "warnNumbers": 100, "countedDays": 30, "source": "made up", "confidence": "EXAMPLE"},
      "migration": {"postedWithinDays": 30, "source": "made up", "confidence": "EXAMPLE"}
      """;

  @TempDir Path folder = Path.of(".");

  private List<ClosingTime> read(String... rows) throws IOException {
    Files.createDirectories(folder.resolve("xa"));
    Files.writeString(
        folder.resolve("xa/post.json"),
        "{\"closings\": [" + String.join(",", rows) + "]," + REST + "}");
    return PostAgreementFile.closings(new CountriesFolder(folder), new PartyId("xa"));
  }

  private static String row(String series, String days, String at) {
    return "{\"series\": \""
        + series
        + "\", \"days\": ["
        + days
        + "], \"at\": \""
        + at
        + "\", \"source\": \"made up\", \"confidence\": \"EXAMPLE\"}";
  }

  @Test
  void anOfficeHasItsOwnTheEarliestFirst() throws IOException {
    List<ClosingTime> all =
        read(
            row("XACITAXBTWNBAEN", "\"SUNDAY\", \"TUESDAY\"", "16:30"),
            row("XACITAXBTWNBCCN", "\"SUNDAY\"", "09:00"),
            row("XACITBXBTWNBCCN", "\"SUNDAY\"", "08:00"));
    List<ClosingTime> here = ClosingTime.of(all, new OfficeCode("XACITA"));
    assertEquals(
        List.of("XACITAXBTWNBCCN", "XACITAXBTWNBAEN"),
        here.stream().map(ClosingTime::series).toList());
    assertEquals(Set.of(DayOfWeek.SUNDAY, DayOfWeek.TUESDAY), here.get(1).days());
    assertEquals(LocalTime.of(16, 30), here.get(1).at());
  }

  @Test
  void whatIsNoSeriesNoDayOrNoTimeIsRefusedWithItsPlace() {
    for (String each :
        List.of(
            row("XACITAXBTWNBAEN6", "\"SUNDAY\"", "16:30"),
            row("XACITA", "\"SUNDAY\"", "16:30"),
            row("XACITAXBTWNBAEN", "\"SOMEDAY\"", "16:30"),
            row("XACITAXBTWNBAEN", "", "16:30"),
            row("XACITAXBTWNBAEN", "\"SUNDAY\"", "25:00"))) {
      String told = assertThrows(MalformedJsonException.class, () -> read(each), each).toString();
      assertEquals(true, told.contains("closings"), told);
    }
  }
}
