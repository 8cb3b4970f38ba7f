package org.wasl.post.watching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.wasl.post.DispatchId;
import org.wasl.post.DispatchKey;
import org.wasl.post.FirstNumbers;
import org.wasl.post.following.DispatchPicture.Status;
import org.wasl.post.keeping.DispatchRow;

class MissingDispatchTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Duration AFTER = Duration.ofHours(72);
  private static final String SERIES = "2026-IQBGWASYDAMAAEN6";

  private static DispatchRow row(int serial, Instant first, int seen) {
    return row(serial, first, seen, false);
  }

  private static DispatchRow row(int serial, Instant first, int seen, boolean isBefore) {
    return new DispatchRow(
        new DispatchKey(DispatchId.parse("IQBGWASYDAMAAEN6%04d".formatted(serial)), 2026),
        false,
        Status.CLOSED,
        Optional.of(LocalDateTime.ofInstant(first, ZoneOffset.UTC)),
        Optional.of(LocalDateTime.ofInstant(first.plus(Duration.ofDays(1)), ZoneOffset.UTC)),
        1,
        seen,
        0,
        0,
        0,
        first,
        first,
        isBefore);
  }

  private static List<MissingDispatch> in(List<DispatchRow> rows, Instant now) {
    return MissingDispatch.in(SERIES, rows, 1, now, AFTER, ZoneOffset.UTC);
  }

  @Test
  void aNumberThatIsPassedOverIsMissedOnceTheLaterOneIsKnownForTheAgreedTime() {
    List<DispatchRow> rows = List.of(row(1, START, 1), row(3, START.plusSeconds(60), 1));
    Instant known = START.plusSeconds(60);
    assertEquals(List.of(), in(rows, known.plus(AFTER)));
    assertEquals(
        List.of(new MissingDispatch(SERIES, 2, known, false)),
        in(rows, known.plus(AFTER).plusSeconds(1)));
  }

  @Test
  void aSeriesBeginsAtOne() {
    assertEquals(
        List.of(1, 2),
        in(List.of(row(3, START, 1)), START.plus(Duration.ofDays(9))).stream()
            .map(MissingDispatch::serial)
            .toList());
  }

  @Test
  void inAYearInWhichAnotherSystemBeganOnlyGapsAfterTheFirstNumberHeardAreMissed() {
    List<DispatchRow> rows =
        List.of(
            row(248, START.plusSeconds(9), 1),
            row(250, START, 1),
            row(252, START.plusSeconds(9), 1));
    int first = MissingDispatch.first(rows, OptionalInt.empty(), false);
    assertEquals(250, first);
    assertEquals(
        List.of(251),
        MissingDispatch.in(
                SERIES, rows, first, START.plus(Duration.ofDays(9)), AFTER, ZoneOffset.UTC)
            .stream()
            .map(MissingDispatch::serial)
            .toList());
    assertEquals(247, MissingDispatch.first(rows, OptionalInt.of(247), false));
    assertEquals(1, MissingDispatch.first(rows, OptionalInt.empty(), true));
  }

  @Test
  void gapsAndUnseenDispatchesOfTheSystemBeforeAreNotMissedAndThoseAfterItsLastNumberAre() {
    List<DispatchRow> rows =
        List.of(
            row(17, START, 0, true), row(250, START, 1, true), row(253, START.plusSeconds(9), 1));
    int first = MissingDispatch.first(rows, OptionalInt.empty(), false);
    assertEquals(251, first);
    assertEquals(
        List.of(251, 252),
        MissingDispatch.in(
                SERIES, rows, first, START.plus(Duration.ofDays(9)), AFTER, ZoneOffset.UTC)
            .stream()
            .map(MissingDispatch::serial)
            .toList());
    assertEquals(252, MissingDispatch.first(rows, OptionalInt.of(252), false), "as written down");
    List<DispatchRow> history = rows.subList(0, 2);
    assertEquals(
        List.of(),
        MissingDispatch.in(
            SERIES, history, 1, START.plus(Duration.ofDays(9)), AFTER, ZoneOffset.UTC));
  }

  @Test
  void aFirstNumberIsOfASeriesOfAYear() {
    FirstNumbers numbers =
        new FirstNumbers(List.of(new FirstNumbers.First("IQBGWASYDAMAAEN", 2026, 250)));
    assertEquals(OptionalInt.of(250), numbers.find(SERIES));
    assertEquals(OptionalInt.empty(), numbers.find("2027-IQBGWASYDAMAAEN7"));
    assertThrows(
        IllegalArgumentException.class,
        () -> new FirstNumbers.First("IQBGWASYDAMAAEN6", 2026, 250));
  }

  @Test
  void aDeclaredDispatchOfWhichNothingCameIsMissedAfterItsExpectedArrival() {
    List<DispatchRow> rows = List.of(row(1, START, 0));
    Instant expected = START.plus(Duration.ofDays(1));
    assertEquals(List.of(), in(rows, expected.plus(AFTER)));
    assertEquals(
        List.of(new MissingDispatch(SERIES, 1, expected, true)),
        in(rows, expected.plus(AFTER).plusSeconds(1)));
  }

  @Test
  void nothingIsMissedInASeriesWithoutGaps() {
    assertEquals(
        List.of(),
        in(List.of(row(1, START, 1), row(2, START, 1)), START.plus(Duration.ofDays(90))));
  }
}
