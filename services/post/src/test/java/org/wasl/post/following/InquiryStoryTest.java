package org.wasl.post.following;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wasl.post.following.InquiryPicture.Liability;
import org.wasl.post.following.InquiryPicture.State;
import org.wasl.post.recording.Fact;
import org.wasl.post.recording.InquiryReply.Result;
import org.wasl.post.recording.ItemInquiry.Reason;
import org.wasl.post.recording.ItemInquiry.Service;
import org.wasl.terms.Validity;

class InquiryStoryTest {
  private static final LocalDate OPENED = LocalDate.of(2026, 2, 1);
  private static final LocalDate LAST = LocalDate.of(2026, 4, 1);
  private static final InquiryClocks CLOCKS = Inquiries.clocks();

  private static State state(Inquiries inquiry, LocalDate day) {
    return inquiry.picture().state(day, CLOCKS);
  }

  private static Optional<Liability> liability(Inquiries inquiry, LocalDate day) {
    return inquiry.picture().liability(day, CLOCKS);
  }

  @Test
  void whateverTheOrderOfTheFactsThePictureIsTheSame() {
    Inquiries inquiry =
        Inquiries.lost()
            .opened(OPENED)
            .pursued(OPENED.plusDays(20))
            .answered(OPENED.plusDays(30), Result.HELD, false)
            .pursued(OPENED.plusDays(40))
            .answered(OPENED.plusDays(50), Result.NOT_FOUND, true)
            .closed(OPENED.plusDays(60), false);
    List<Fact> facts = new ArrayList<>(inquiry.facts());
    Random random = new Random(8);
    for (int i = 0; i < 200; i++) {
      Collections.shuffle(facts, random);
      List<Fact> twice = new ArrayList<>(facts);
      twice.addAll(facts);
      assertEquals(Optional.of(inquiry.picture()), InquiryStory.of(Inquiries.ID, twice));
    }
    assertEquals(inquiry.facts(), inquiry.picture().steps());
  }

  @Test
  void anAnswerWithoutItsOpeningIsNothingYet() {
    List<Fact> facts = Inquiries.lost().opened(OPENED).answered(OPENED, Result.HELD, false).facts();
    assertEquals(Optional.empty(), InquiryStory.of(Inquiries.ID, facts.subList(1, 2)));
  }

  @Test
  void whatAPostSaysInTheOthersSteadDoesNotCount() {
    Inquiries inquiry =
        Inquiries.lost()
            .opened(OPENED)
            .answered(Inquiries.ASKING, OPENED.plusDays(1), Result.NOT_FOUND, true)
            .closed(Inquiries.ASKED, OPENED.plusDays(2), true);
    assertEquals(1, inquiry.picture().steps().size());
    assertEquals(State.OPEN, state(inquiry, OPENED.plusDays(3)));
  }

  @Test
  void oneMayAskUntilTheLastDayOfSixMonthsFromTheDayAfterPosting() {
    // the months begin on 11 January
    LocalDate last = LocalDate.of(2026, 7, 10);
    assertTrue(Inquiries.lost().opened(last).picture().isAdmissible(CLOCKS));
    assertFalse(Inquiries.lost().opened(last.plusDays(1)).picture().isAdmissible(CLOCKS));
    assertTrue(Inquiries.lost().opened(Inquiries.POSTED).picture().isAdmissible(CLOCKS));
    LocalDate before = Inquiries.POSTED.minusDays(1);
    assertFalse(Inquiries.lost().opened(before).picture().isAdmissible(CLOCKS));
  }

  @Test
  void monthsFromTheLastDayOfFebruaryEndWithAugust() {
    InquiryClock clock = CLOCKS.on(Service.REGISTERED, LocalDate.of(2026, 2, 28));
    assertEquals(LocalDate.of(2026, 8, 31), clock.lastToAsk(LocalDate.of(2026, 2, 28)));
    assertEquals(LocalDate.of(2027, 2, 28), clock.lastToAsk(LocalDate.of(2026, 8, 31)));
  }

  @Test
  void withoutAnAnswerInTwoMonthsThePostOfDestinationIsLiableFromTheDayAfter() {
    Inquiries inquiry = Inquiries.lost().opened(OPENED);
    assertEquals(State.OPEN, state(inquiry, LAST));
    assertEquals(Optional.empty(), liability(inquiry, LAST));
    assertFalse(inquiry.picture().isLate(LAST, CLOCKS));
    LocalDate after = LAST.plusDays(1);
    assertEquals(State.UNANSWERED_LIABLE, state(inquiry, after));
    assertEquals(
        Optional.of(new Liability(after, true, Optional.empty())), liability(inquiry, after));
    assertTrue(inquiry.picture().isLate(after, CLOCKS));
  }

  @Test
  void anAnswerOnTheLastDayIsInTimeAndOneOnTheNextIsNot() {
    LocalDate later = LAST.plusDays(30);
    Inquiries inTime = Inquiries.lost().opened(OPENED).answered(LAST, Result.DELIVERED, false);
    assertEquals(State.ANSWERED, state(inTime, later));
    Inquiries late =
        Inquiries.lost().opened(OPENED).answered(LAST.plusDays(1), Result.DELIVERED, false);
    assertEquals(State.UNANSWERED_LIABLE, state(late, later));
    assertEquals(LAST.plusDays(1), liability(late, later).orElseThrow().since());
  }

  @Test
  void anAnswerIsDueSoonInItsLastFortnight() {
    InquiryPicture picture = Inquiries.lost().opened(OPENED).picture();
    assertFalse(picture.isDueSoon(LAST.minusDays(15), CLOCKS));
    assertTrue(picture.isDueSoon(LAST.minusDays(14), CLOCKS));
    assertTrue(picture.isDueSoon(LAST, CLOCKS));
    assertFalse(picture.isDueSoon(LAST.plusDays(1), CLOCKS));
  }

  @Test
  void theClockOfEmsIsShorter() {
    Inquiries inquiry =
        Inquiries.of(Inquiries.about("EE", "IQ", Set.of(Reason.LOST))).opened(OPENED);
    assertEquals(State.OPEN, state(inquiry, LocalDate.of(2026, 3, 1)));
    assertEquals(State.UNANSWERED_LIABLE, state(inquiry, LocalDate.of(2026, 3, 2)));
  }

  @Test
  void silenceBindsNobodyForADelayNorThePostOfOriginNorAfterTheTimeForAsking() {
    LocalDate later = LocalDate.of(2027, 6, 1);
    Inquiries delay = Inquiries.of(Inquiries.about("RR", "IQ", Set.of(Reason.LATE))).opened(OPENED);
    assertEquals(State.OPEN, state(delay, later));
    Inquiries toOrigin =
        Inquiries.of(Inquiries.about("RR", "SY", Set.of(Reason.LOST))).opened(OPENED);
    assertEquals(State.OPEN, state(toOrigin, later));
    Inquiries tooLate = Inquiries.lost().opened(LocalDate.of(2026, 7, 11));
    assertEquals(State.OPEN, state(tooLate, later));
    assertTrue(delay.picture().isLate(later, CLOCKS));
  }

  @Test
  void liabilityThatWasAcceptedStandsWhateverIsSaidLaterUntilTheClaimIsWithdrawn() {
    LocalDate accepted = OPENED.plusDays(10);
    Inquiries inquiry =
        Inquiries.lost()
            .opened(OPENED)
            .answered(accepted, Result.NOT_FOUND, true)
            .answered(accepted.plusDays(5), Result.DELIVERED, false);
    assertEquals(State.LIABLE, state(inquiry, LAST));
    assertEquals(
        Optional.of(new Liability(accepted, false, Optional.empty())), liability(inquiry, LAST));
    inquiry.closed(LAST, true);
    assertEquals(State.WITHDRAWN, state(inquiry, LAST));
    Liability gone = liability(inquiry, LAST).orElseThrow();
    assertEquals(Optional.of(LAST), gone.withdrawn());
    assertFalse(gone.stands());
  }

  @Test
  void closingWithoutWithdrawingLeavesLiabilityStanding() {
    Inquiries inquiry =
        Inquiries.lost()
            .opened(OPENED)
            .answered(OPENED.plusDays(10), Result.NOT_FOUND, true)
            .closed(OPENED.plusDays(12), false);
    assertEquals(State.CLOSED, state(inquiry, LAST));
    assertTrue(liability(inquiry, LAST).orElseThrow().stands());
  }

  @Test
  void whoClosesBeforeTheTimeHasPassedHasNoClaimBySilence() {
    Inquiries inquiry = Inquiries.lost().opened(OPENED).closed(LAST, false);
    assertEquals(Optional.empty(), liability(inquiry, LAST.plusDays(100)));
  }

  @Test
  void askingAgainAfterAnAnswerWaitsForAnotherOne() {
    Inquiries inquiry =
        Inquiries.lost().opened(OPENED).answered(OPENED.plusDays(1), Result.DELIVERED, false);
    assertFalse(inquiry.picture().isAwaited());
    inquiry.pursued(OPENED.plusDays(2));
    assertEquals(State.PURSUED, state(inquiry, LAST));
    assertTrue(inquiry.picture().isAwaited());
  }

  @Test
  void everyServiceHasOneClockOnEveryDay() {
    LocalDate turn = LocalDate.of(2027, 1, 1);
    InquiryClock until = clock(EnumSet.allOf(Service.class), Optional.empty(), Optional.of(turn));
    InquiryClock from = clock(EnumSet.allOf(Service.class), Optional.of(turn), Optional.empty());
    InquiryClocks both = new InquiryClocks(List.of(from, until));
    assertEquals(until, both.on(Service.PARCEL, turn.minusDays(1)));
    assertEquals(from, both.on(Service.PARCEL, turn));
    InquiryClock gap =
        clock(EnumSet.allOf(Service.class), Optional.of(turn.plusDays(1)), Optional.empty());
    for (List<InquiryClock> wrong :
        List.of(List.of(until), List.of(from), List.of(until, gap), List.of(until, from, from))) {
      assertThrows(IllegalArgumentException.class, () -> new InquiryClocks(wrong));
    }
    InquiryClock few = clock(EnumSet.of(Service.EMS_GOODS), Optional.empty(), Optional.empty());
    assertThrows(IllegalArgumentException.class, () -> new InquiryClocks(List.of(few)));
  }

  private static InquiryClock clock(
      Set<Service> services, Optional<LocalDate> from, Optional<LocalDate> to) {
    return new InquiryClock(
        services,
        new Validity(from, to),
        Period.ofMonths(6),
        Period.ofMonths(2),
        Period.ofDays(14),
        Set.copyOf(Arrays.asList(Reason.LOST)));
  }

  @Test
  void itIsTimeToAskAgainSoLongAfterTheLastWordOfThePostThatAskedAndNotOftenerThanThat() {
    LocalDate day = Inquiries.POSTED.plusDays(30);
    Period after = Period.ofDays(14);
    InquiryPicture asked = Inquiries.lost().opened(day).picture();
    assertFalse(asked.isToBeReminded(day.plusDays(13), after, 3));
    assertTrue(asked.isToBeReminded(day.plusDays(14), after, 3));
    InquiryPicture again = Inquiries.lost().opened(day).pursued(day.plusDays(10)).picture();
    assertFalse(again.isToBeReminded(day.plusDays(23), after, 3));
    assertTrue(again.isToBeReminded(day.plusDays(24), after, 3));
    assertFalse(again.isToBeReminded(day.plusDays(24), after, 1), "once is enough");
  }
}
