package org.wasl.voice.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wasl.terms.Validity;
import org.wasl.voice.Call;
import org.wasl.voice.Example;
import org.wasl.voice.TariffRow;
import org.wasl.voice.TrafficAgreement;
import org.wasl.voice.accounting.Suspense.Reason;
import org.wasl.voice.accounting.Suspense.Row;
import org.wasl.voice.accounting.Suspense.Sum;
import org.wasl.voice.rating.Rater;

class SuspenseTest {
  private static final String AT = "2026-09-10T12:00";

  private static TariffRow row(String prefix, Validity validity, String origin) {
    return new TariffRow(
        "aa-bb", prefix, "d", validity, 60_000, 60_000, 1, 1, 0, 0, 0, 0, origin, "");
  }

  private static final TrafficAgreement AGREEMENT =
      Example.agreement(
          row("8881", Validity.ALWAYS, ""),
          row("8882", new Validity(Optional.of(LocalDate.of(2026, 10, 1)), Optional.empty()), ""),
          row("8883", Validity.ALWAYS, "99977"));

  @Test
  void whatIsMissingIsToldByPrefixAndReasonAndCountedExactly() {
    List<Call> calls =
        List.of(
            Example.call("888212345678", AT, 60),
            Example.call("888212999999", AT, 0),
            Example.call("888312345678", AT, 7),
            Example.call("888512345678", AT, 11),
            Example.call("777512345678", AT, 13));
    Rater rater = new Rater(AGREEMENT);
    calls.forEach(call -> assertEquals(Optional.empty(), rater.rate(call)));
    Suspense suspense = Suspense.of(AGREEMENT, calls);
    assertEquals(
        List.of(
            new Row("888212", Reason.DAY, new Sum(2, 1, 60)),
            new Row("777512", Reason.COUNTRY, new Sum(1, 1, 13)),
            new Row("888312", Reason.ORIGIN, new Sum(1, 1, 7)),
            new Row("888512", Reason.PREFIX, new Sum(1, 1, 11))),
        suspense.rows());
    assertEquals(new Sum(5, 4, 91), suspense.sum());
    assertEquals(new Sum(4, 3, 78), suspense.payable(), "a third country is not settled here");
    assertEquals(Sum.NONE, suspense.rest());
  }

  @Test
  void whatFindsNoRoomInTheListIsCountedAllTheSame() {
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      calls.add(Example.call("888" + (500 + i) + "12345", AT, 2));
    }
    Suspense suspense = Suspense.of(AGREEMENT, calls);
    assertEquals(Suspense.MAX_ROWS, suspense.rows().size());
    assertEquals(new Sum(250, 250, 500), suspense.rest());
    assertEquals(new Sum(300, 300, 600), suspense.sum());
  }

  @Test
  void soManyPrefixesAreToldApartAndTheCallsOfAllOthersCounted() {
    Suspense.Tally tally = new Suspense.Tally(AGREEMENT);
    int most = Suspense.Tally.MOST_PREFIXES;
    for (int i = 0; i < most + 7; i++) {
      tally.add(Example.call((200_000 + i) + "12345", AT, 2));
    }
    tally.add(Example.call("20000012345", AT, 2));
    tally.add(Example.call("88812345678", AT, 3));
    Suspense suspense = tally.suspense();
    assertEquals(new Row("200000", Reason.COUNTRY, new Sum(2, 2, 4)), suspense.rows().getFirst());
    assertEquals(new Sum(most + 9, most + 9, 2L * (most + 8) + 3), suspense.sum());
    assertEquals(new Sum(1, 1, 3), suspense.payable(), "though its prefix found no room");
    assertEquals(most + 9 - 51, suspense.rest().calls(), "fifty rows, one of two calls");
  }

  @Test
  void theLastFourDigitsOfANumberAreNeverTold() {
    assertEquals("888", Suspense.prefix(Example.call("8881234", AT, 1)));
    assertEquals("888123", Suspense.prefix(Example.call("888123456789", AT, 1)));
  }
}
