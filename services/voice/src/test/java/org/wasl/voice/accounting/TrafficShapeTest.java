package org.wasl.voice.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wasl.voice.Call;
import org.wasl.voice.Example;
import org.wasl.voice.TrafficAgreement;
import org.wasl.voice.accounting.TrafficShape.Load;

class TrafficShapeTest {
  private static final LocalDate TENTH = LocalDate.of(2026, 9, 10);
  private final TrafficAgreement agreement =
      Example.agreement(Example.row("8881", 100_000, 60, 60));

  private TrafficShape shape(Call... calls) {
    return TrafficShape.of(agreement, YearMonth.of(2026, 9), List.of(calls));
  }

  /// Billed in whole minutes: 61 seconds are two.
  @Test
  void aCallIsCountedInTheHourAndDayOfItsAnswerWithItsBilledSeconds() {
    TrafficShape shape =
        shape(
            Example.call("88812345", "2026-09-10T12:59:59", 61),
            Example.call("88812345", "2026-09-10T13:00:00", 60),
            Example.call("88812345", "2026-09-10T12:00:00", 0));
    assertEquals(new Load(2, 120), shape.at("aa-bb", TENTH, 12));
    assertEquals(new Load(1, 60), shape.at("aa-bb", TENTH, 13));
    assertEquals(new Load(0, 0), shape.at("bb-aa", TENTH, 12));
    assertEquals(new Load(3, 180), shape.at("aa-bb", TENTH, "to-8881"));
    assertEquals(Map.of("to-8881", 3L), shape.destinations("aa-bb"));
  }

  @Test
  void callsOfOtherMonthsAndCallsThatNoRateFitsAreNotCounted() {
    TrafficShape shape =
        shape(
            Example.call("88812345", "2026-08-31T23:59:59", 60),
            Example.call("88812345", "2026-10-01T00:00:00", 60),
            Example.call("88999999", "2026-09-10T12:00:00", 60));
    assertEquals(Map.of(), shape.destinations("aa-bb"));
  }
}
