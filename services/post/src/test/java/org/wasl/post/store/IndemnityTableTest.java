package org.wasl.post.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wasl.post.inquiring.IndemnityBook;
import org.wasl.post.inquiring.IndemnityRow;
import org.wasl.post.recording.ItemInquiry.Reason;
import org.wasl.post.recording.ItemInquiry.Service;
import org.wasl.terms.Validity;

class IndemnityTableTest {
  private static final String GOOD =
      "parcel-1,parcel,lost+damaged,fixed,2026-01-01,2027-01-01,40.00,4.505,2025-07-01,circular";

  private static IndemnityBook read(String... rows) {
    String text = IndemnityTable.COLUMNS + "\n" + String.join("\n", rows) + "\n";
    return IndemnityTable.read("test.csv", text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aRowIsReadAsItIsWritten() {
    assertEquals(
        new IndemnityRow(
            "parcel-1",
            Service.PARCEL,
            Set.of(Reason.LOST, Reason.DAMAGED),
            IndemnityRow.Basis.FIXED,
            new Validity(
                Optional.of(LocalDate.of(2026, 1, 1)), Optional.of(LocalDate.of(2027, 1, 1))),
            40_000,
            4_505,
            LocalDate.of(2025, 7, 1),
            "circular"),
        read(GOOD).rows().getFirst());
  }

  @ParameterizedTest
  @CsvSource({
    "id, parcel-1, Parcel!",
    "service, ',parcel,', ',letter,'",
    "reasons, lost+damaged, lost+lost",
    "reasons, lost+damaged, ''",
    "basis, fixed, half",
    "valid_from, 2026-01-01, 2026-02-30",
    "valid_to, 2027-01-01, 2026-01-01",
    "sdr, 40.00, 40.0000",
    "sdr, 40.00, -1",
    "sdr_per_kg, 4.505, 4.5e1",
    "published, 2025-07-01, 2025",
    "source, circular, ''",
    "sdr, fixed, declared"
  })
  void aWrongCellIsRefusedWithItsPlace(String column, String good, String wrong) {
    MalformedTableException refused =
        assertThrows(
            MalformedTableException.class,
            () -> read(GOOD.replaceFirst(Pattern.quote(good), wrong)));
    assertEquals(column, refused.column());
    assertEquals(2, refused.line());
    assertTrue(refused.text().ar().contains("السطر 2"));
  }

  @Test
  void twoRowsOfOneNameOrOnOneDayAreRefused() {
    MalformedTableException twice =
        assertThrows(MalformedTableException.class, () -> read(GOOD, GOOD));
    assertEquals("id", twice.column());
    String rival = "parcel-2,parcel,lost,fixed,2026-12-31,,50,0,2025-07-01,circular";
    MalformedTableException both =
        assertThrows(MalformedTableException.class, () -> read(GOOD, rival));
    assertEquals("valid_from", both.column());
    assertEquals(3, both.line());
    assertEquals(2, read(GOOD, rival.replace("2026-12-31", "2027-01-01")).rows().size());
    assertEquals(2, read(GOOD, rival.replace("2025-07-01", "2026-07-01")).rows().size());
  }

  @Test
  void aLineWithoutAllCellsAndAnotherHeadAreRefused() {
    assertThrows(MalformedTableException.class, () -> read(GOOD + ",more"));
    assertThrows(
        MalformedTableException.class,
        () -> IndemnityTable.read("test.csv", "id,sdr\n".getBytes(StandardCharsets.UTF_8)));
    assertThrows(MalformedTableException.class, () -> IndemnityTable.read("test.csv", new byte[0]));
  }
}
