package org.wasl.post.managing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wasl.post.Condition;
import org.wasl.post.OfficeCode;
import org.wasl.post.following.Mail;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.VerificationNote;

/// What is counted of a dispatch that arrived. Its labels say 5.0 and 8.0 kg.
class ArrivalTest {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

  private static Mail weighed(Mail mail) {
    return mail.seen(Mail.TO, Mail.FIRST, Condition.GOOD, OptionalInt.of(5_400)).seen(Mail.SECOND);
  }

  @Test
  void receptaclesAreCountedAndThoseThatWereWeighedComparedWithWhatWasDeclared() {
    assertEquals(
        Optional.of(new Arrival(DAY, 2, 0, true, 1, 5_000, 5_400)),
        Arrival.of(weighed(new Mail().advised()).picture()));
    assertEquals(Optional.empty(), Arrival.of(new Mail().advised().picture()));
  }

  @Test
  void aDeclarationThatCameAfterTheMailOrNeverIsNotInTime() {
    assertEquals(
        Optional.of(new Arrival(DAY, 2, 0, false, 1, 5_000, 5_400)),
        Arrival.of(weighed(new Mail()).advised().picture()));
    assertEquals(
        Optional.of(new Arrival(DAY, 2, 0, false, 1, 5_000, 5_400)),
        Arrival.of(weighed(new Mail()).picture()));
  }

  @Test
  void whatWasScannedElsewhereHasNotArrived() {
    Mail mail = new Mail().advised();
    mail.seen(new OfficeCode("SYALPA"), Mail.FIRST, Condition.GOOD, OptionalInt.of(9_000));
    assertEquals(Optional.empty(), Arrival.of(mail.picture()));
    assertEquals(1, Arrival.of(mail.seen(Mail.SECOND).picture()).orElseThrow().receptacles());
  }

  @Test
  void aNoteCountsUntilItIsWithdrawn() {
    UUID id = new UUID(4, 4);
    Mail mail = weighed(new Mail().advised());
    mail.add(
        Mail.TO,
        new Deed.NoteWritten(
            new VerificationNote(
                id, Mail.TO, 2026, 1, Mail.DISPATCH, mail.picture().irregularities(), "")));
    assertEquals(1, Arrival.of(mail.picture()).orElseThrow().notes());
    mail.add(Mail.TO, new Deed.NoteWithdrawn(Mail.DISPATCH, id, ""));
    assertEquals(0, Arrival.of(mail.picture()).orElseThrow().notes());
  }

  /// 3 of 4 dispatches, 2 notes on 300 receptacles, 40.2 kg where 40 were declared.
  @Test
  void sharesAreRoundedDown() {
    Arrivals sum = new Arrivals(4, 3, 300, 2, 4, 40_000, 40_200);
    assertEquals(Optional.of(750), sum.perMilleAdvisedBefore());
    // 6.66… per 1,000
    assertEquals(Optional.of(66L), sum.tenthsOfNotes());
    assertEquals(Optional.of(50L), sum.hundredthsFound());
    assertEquals(Optional.empty(), Arrivals.NONE.tenthsOfNotes());
    assertEquals(
        new Arrivals(5, 4, 302, 3, 5, 45_000, 45_300),
        sum.plus(new Arrival(DAY, 2, 1, true, 1, 5_000, 5_100)));
  }
}
