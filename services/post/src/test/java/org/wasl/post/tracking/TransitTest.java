package org.wasl.post.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.wasl.post.Condition;
import org.wasl.post.EventCode;
import org.wasl.post.following.ItemStory;
import org.wasl.post.following.Mail;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.Validity;
import org.wasl.terms.country.Sourced;
import org.wasl.terms.country.WorkCalendar;

class TransitTest {
  private static final Sourced SOURCE = new Sourced("test", Sourced.Confidence.EXAMPLE);

  /// Fridays and Saturdays, and the first of May.
  private static final WorkCalendar CALENDAR =
      new WorkCalendar(
          List.of(
              new WorkCalendar.Weekend(
                  Set.of(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY),
                  new Validity(Optional.empty(), Optional.empty()),
                  SOURCE)),
          List.of(
              new WorkCalendar.Holiday(
                  LocalDate.of(2026, 5, 3), new LocalizedText("عطلة", "rest"), SOURCE)));

  private static final WorkingDays DAYS = new WorkingDays(CALENDAR);

  /// Two items from Thursday to Sunday, a day of rest, are J+0; three to Tuesday J+2; one J+3.
  private static final class Times implements TimeStore {
    private static final LocalDate THURSDAY = LocalDate.of(2026, 4, 30);

    @Override
    public SortedMap<Integer, Long> hours(TransitLeg leg, Which which) {
      return new TreeMap<>();
    }

    @Override
    public List<WorkingDays.DayPair> days(TransitLeg leg, Which which) {
      return List.of(
          new WorkingDays.DayPair(THURSDAY, THURSDAY.plusDays(3), 2),
          new WorkingDays.DayPair(THURSDAY, THURSDAY.plusDays(5), 3),
          new WorkingDays.DayPair(THURSDAY, THURSDAY.plusDays(6), 1));
    }

    @Override
    public Completeness.Share completeness(Completeness of, Which which) {
      return new Completeness.Share(of, 3, 2);
    }

    @Override
    public List<Telling> telling(LocalDate first, LocalDate last, String classes) {
      return List.of(
          new Telling(EventCode.EMA, true, 9, 9), new Telling(EventCode.EMD, true, 10, 9));
    }
  }

  @Test
  void theReportCardCountsWhatWasDeliveredWithinTheStandardByWorkingDays() {
    TimeStore.Which which =
        new TimeStore.Which("IQ", true, Times.THURSDAY, Times.THURSDAY.plusDays(30), "E");
    ReportCard card = ReportCard.of(new Times(), which, 2, CALENDAR);
    assertEquals(6, card.delivered());
    assertEquals(5, card.inTime());
    assertEquals(Optional.of(833), card.perMilleInTime());
    assertEquals(Optional.of(666), card.completeness().getFirst().perMille());
    assertEquals(
        List.of(EventCode.EMD), card.telling().stream().map(TimeStore.Telling::code).toList());
  }

  @Test
  void daysOfRestDoNotCountAndTheDayOfPostingNeitherDoes() {
    LocalDate thursday = LocalDate.of(2026, 4, 30);
    assertEquals(0, DAYS.between(thursday, thursday));
    assertEquals(0, DAYS.between(thursday, thursday.plusDays(2)));
    assertEquals(0, DAYS.between(thursday, thursday.plusDays(3)));
    assertEquals(1, DAYS.between(thursday, thursday.plusDays(4)));
    assertEquals(4, DAYS.between(thursday.minusDays(4), thursday));
  }

  @Test
  void quantilesAreThoseOfTheNearestRank() {
    assertEquals(
        new Quantiles(10, 5, 9, 10),
        Quantiles.of(
            new TreeMap<>(
                Map.of(1, 1L, 2, 1L, 3, 1L, 4, 1L, 5, 1L, 6, 1L, 7, 1L, 8, 1L, 9, 1L, 10, 1L))));
    assertEquals(new Quantiles(0, 0, 0, 0), Quantiles.of(new TreeMap<>()));
    assertEquals(
        new Quantiles(1_000, 3, 3, 70), Quantiles.of(new TreeMap<>(Map.of(3, 940L, 70, 60L))));
  }

  @Test
  void peopleSeeWhatHappenedWithTheTimeOfThePlaceAndNothingOfTheHouse() {
    Mail mail = new Mail();
    for (EventCode each :
        List.of(EventCode.EMA, EventCode.EMC, EventCode.EMD, EventCode.EDD, EventCode.EME)) {
      mail.happened(Mail.TO, each, Optional.empty(), Mail.item(1));
    }
    PublicStory story = PublicStory.of(ItemStory.of(Mail.id(1), mail.facts()));
    assertEquals(PublicStory.State.HELD, story.state());
    assertEquals(
        List.of(EventCode.EME, EventCode.EMD, EventCode.EMC, EventCode.EMA),
        story.events().stream().map(PublicStory.Event::code).toList());
    assertEquals(mail.facts().getFirst().at().wall(), story.events().getLast().wall());
    assertEquals(
        PublicStory.State.UNKNOWN, PublicStory.of(ItemStory.of(Mail.id(2), mail.facts())).state());
  }

  /// Scanned for its receptacle, and once more for its condition; a second attempt of delivery is
  /// one.
  @Test
  void anArrivalThatIsScannedTwiceForItsConditionIsOneForPeople() {
    Mail mail =
        new Mail()
            .arrived(Mail.FIRST, 1)
            .found(Mail.FIRST, 1, Condition.WET, OptionalInt.of(900))
            .happened(Mail.TO, EventCode.EMH, Optional.empty(), Mail.item(1))
            .happened(Mail.TO, EventCode.EMH, Optional.empty(), Mail.item(1));
    PublicStory story = PublicStory.of(ItemStory.of(Mail.id(1), mail.facts()));
    assertEquals(
        List.of(EventCode.EMH, EventCode.EMH, EventCode.EMD),
        story.events().stream().map(PublicStory.Event::code).toList());
    assertEquals(mail.facts().getFirst().at().wall(), story.events().getLast().wall());
  }
}
