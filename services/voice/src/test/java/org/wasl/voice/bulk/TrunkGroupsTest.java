package org.wasl.voice.bulk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.numbering.normalising.NumberNormaliser;
import org.wasl.settlement.Line;
import org.wasl.terms.Progress;
import org.wasl.voice.Example;
import org.wasl.voice.TrafficAgreement;
import org.wasl.voice.TrunkGroups;
import org.wasl.voice.TrunkGroups.Standing;
import org.wasl.voice.accounting.AccountMaker;
import org.wasl.voice.accounting.Suspense;
import org.wasl.voice.mediation.CallSet;
import org.wasl.voice.mediation.Mediation;
import org.wasl.voice.rating.RateTable;
import org.wasl.voice.store.TrunkGroupsFile;
import org.wasl.voice.wire.RecordFormats;

/// Calls over trunk groups to third countries: the parties settle only what they exchanged.
class TrunkGroupsTest {
  private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);
  private static final NumberNormaliser NORMALISER = new NumberNormaliser(Example.PLAN);

  /// Twelve seconds over each group at a tenth of a unit a minute; `moved` led elsewhere until the
  /// fifteenth.
  private static final String CALLS =
      """
      id,a,b,seizure,answer,seconds,trunk,cause
      1,+9991234567,+8881234567,2026-09-10T12:00:00+00:00,2026-09-10T12:00:00+00:00,12,bb-1,16
      2,+9991234567,+8881234567,2026-09-10T13:00:00+00:00,2026-09-10T13:00:00+00:00,12,third-1,16
      3,+9991234567,+8881234567,2026-09-10T14:00:00+00:00,2026-09-10T14:00:00+00:00,12,moved,16
      4,+9991234567,+8881234567,2026-09-20T14:00:00+00:00,2026-09-20T14:00:00+00:00,12,moved,16
      5,+9991234567,+8881234567,2026-09-20T15:00:00+00:00,2026-09-20T15:00:00+00:00,12,nobody,16
      """;

  private static final String TRUNKS =
      """
      trunk,party,valid_from,valid_to
      bb-1,bb,,
      third-1,carrier,,
      moved,carrier,,2026-09-15
      moved,bb,2026-09-15,
      """;

  @TempDir Path folder = Path.of(".");

  private TrunkGroups groups(String text) throws IOException {
    return TrunkGroupsFile.read(
        Files.writeString(folder.resolve("voice-trunks.csv"), text), Example.BB);
  }

  private static AccountMaker.Made callByCall(TrafficAgreement agreement) {
    Mediation.Outcome.Read read =
        assertInstanceOf(
            Mediation.Outcome.Read.class,
            new Mediation(NORMALISER, Example.ZONE)
                .read(
                    "id",
                    "calls.csv",
                    CALLS.getBytes(StandardCharsets.UTF_8),
                    new CallSet(),
                    Instant.EPOCH,
                    Progress.NONE));
    return new AccountMaker(agreement, Example.AA)
        .make(SEPTEMBER, read.calls(), List.of(), Progress.NONE);
  }

  private BulkReport inOnePass(TrafficAgreement agreement) throws IOException {
    return new BulkRating(
            CallColumns.WASL,
            RecordFormats.recognise(RecordFormats.WASL_HEADER).orElseThrow(),
            NORMALISER,
            Example.ZONE,
            Example.ZONE,
            RateTable.of(agreement),
            Optional.empty(),
            agreement.form().rounding(),
            SEPTEMBER,
            false,
            2)
        .rate(List.of(Files.writeString(folder.resolve("calls.csv"), CALLS)));
  }

  @Test
  void onlyCallsOverGroupsToTheOtherPartyAreSettledCallByCallAndInOnePass() throws IOException {
    TrafficAgreement plain = Example.agreement(Example.row("888", 100_000, 1, 1));
    TrafficAgreement told = plain.with(groups(TRUNKS), List.of());
    AccountMaker.Made made = callByCall(told);
    assertEquals(
        List.of(1L, 1L),
        made.account().lines().stream().map(line -> line.quantities().getFirst()).toList());
    assertEquals(
        BigInteger.valueOf(2 * 12 * 100_000),
        made.account().lines().stream().map(Line::exact).reduce(BigInteger.ZERO, BigInteger::add));
    assertEquals(3, made.suspended().size());
    assertEquals(
        5,
        callByCall(plain).account().lines().stream()
            .mapToLong(line -> line.quantities().getFirst())
            .sum());
    BulkReport report = inOnePass(told);
    assertEquals(
        made.account().lines(),
        report.lines().values().stream().sorted(Comparator.comparing(Line::key)).toList());
    assertEquals(3, report.suspended());
  }

  @Test
  void daysBeforeTheFirstOfWhichTheFileSpeaksStayAsTheyWereAgreed() throws IOException {
    TrafficAgreement told =
        Example.agreement(Example.row("888", 100_000, 1, 1))
            .with(
                groups(
                    """
                    trunk,party,valid_from,valid_to
                    bb-1,bb,2026-09-15,
                    third-1,carrier,2026-09-16,
                    """),
                List.of());
    // three calls of the tenth over any group; of the twentieth, nothing is said of both groups
    AccountMaker.Made made = callByCall(told);
    assertEquals(
        List.of(3L),
        made.account().lines().stream().map(line -> line.quantities().getFirst()).toList());
    assertEquals(2, made.suspended().size());
    assertEquals(
        made.account().lines(),
        inOnePass(told).lines().values().stream().sorted(Comparator.comparing(Line::key)).toList());
    assertEquals(
        Standing.TO_PEER, told.trunks().standing("third-1", LocalDate.of(2026, 9, 14)), "before");
    assertEquals(
        Standing.UNKNOWN,
        told.trunks().standing("third-1", LocalDate.of(2026, 9, 15)),
        "the file speaks of this day, though not of this group");
  }

  @Test
  void aRowWithoutAFirstDaySpeaksOfAllDays() throws IOException {
    TrunkGroups groups =
        groups("trunk,party,valid_from,valid_to\nbb-1,bb,2026-09-15,\nthird-1,carrier,,\n");
    LocalDate before = LocalDate.of(2026, 9, 14);
    assertEquals(Standing.UNKNOWN, groups.standing("bb-1", before));
    assertEquals(Standing.ELSEWHERE, groups.standing("third-1", before));
  }

  @Test
  void theAnalystSeesWhichLeadElsewhereAndOfWhichNobodySaidAnything() throws IOException {
    TrafficAgreement told =
        Example.agreement(Example.row("888", 100_000, 1, 1)).with(groups(TRUNKS), List.of());
    Suspense suspense = Suspense.of(told, callByCall(told).suspended());
    assertEquals(
        List.of(Suspense.Reason.ELSEWHERE, Suspense.Reason.TRUNK),
        suspense.rows().stream().map(Suspense.Row::reason).toList());
    assertEquals(1, suspense.payable().calls(), "a row is missing for one group");
  }

  @Test
  void aFileThatIsWrongIsNamedWithItsLine() throws IOException {
    assertSame(TrunkGroups.ALL, TrunkGroupsFile.read(folder.resolve("none.csv"), Example.BB));
    LocalDate day = LocalDate.of(2026, 9, 1);
    assertSame(Standing.TO_PEER, TrunkGroups.ALL.standing("any", day));
    for (String wrong :
        List.of(
            "trunk,party\n",
            "trunk,party,valid_from,valid_to\n",
            "trunk,party,valid_from,valid_to\na,bb,2026-13-01,\n",
            "trunk,party,valid_from,valid_to\na,bb,,\na,carrier,2026-09-01,\n",
            "trunk,party,valid_from,valid_to\na,,,\n",
            "trunk,party,valid_from,valid_to\na,carrier,,\n",
            "trunk,party,valid_from,valid_to\na,BB,,\n")) {
      String told =
          String.valueOf(
              assertThrows(IllegalArgumentException.class, () -> groups(wrong), wrong)
                  .getMessage());
      assertTrue(told.contains("voice-trunks.csv"), told);
    }
  }
}
