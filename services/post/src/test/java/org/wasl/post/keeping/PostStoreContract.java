package org.wasl.post.keeping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wasl.border.MessageId;
import org.wasl.border.Transactions;
import org.wasl.post.Advice;
import org.wasl.post.Assessment;
import org.wasl.post.CarrierStatus;
import org.wasl.post.Condition;
import org.wasl.post.ConsignmentAdvice;
import org.wasl.post.ConsignmentId;
import org.wasl.post.DispatchId;
import org.wasl.post.DispatchKey;
import org.wasl.post.DispatchSeries;
import org.wasl.post.EventCode;
import org.wasl.post.ItemId;
import org.wasl.post.ItemReading;
import org.wasl.post.Moment;
import org.wasl.post.OfficeCode;
import org.wasl.post.ReceptacleId;
import org.wasl.post.following.ConsignmentPicture;
import org.wasl.post.following.DispatchPicture;
import org.wasl.post.following.DispatchStory;
import org.wasl.post.following.Inquiries;
import org.wasl.post.following.Mail;
import org.wasl.post.keeping.PostStore.Adding;
import org.wasl.post.managing.Arrival;
import org.wasl.post.managing.Arrivals;
import org.wasl.post.managing.Bags;
import org.wasl.post.managing.CustomsStay;
import org.wasl.post.managing.DispatchFigures;
import org.wasl.post.managing.FigureStore;
import org.wasl.post.managing.RatedDay;
import org.wasl.post.managing.ScannedHour;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;
import org.wasl.post.recording.InquiryReply;
import org.wasl.post.recording.Irregularity;
import org.wasl.post.recording.VerificationNote;
import org.wasl.post.tracking.Completeness;
import org.wasl.post.tracking.TimeStore.Telling;
import org.wasl.post.tracking.TimeStore.Which;
import org.wasl.post.tracking.TransitLeg;
import org.wasl.post.tracking.WorkingDays;

/// What every store of a post keeps.
public abstract class PostStoreContract {
  private static final Instant KEPT = Instant.parse("2026-03-02T08:00:00Z");
  private static final MessageId MESSAGE = new MessageId(new UUID(8, 1));

  protected abstract PostStore store();

  protected abstract Transactions transactions();

  private Adding add(Fact fact, boolean isOurs) {
    return transactions()
        .within(() ->
            store()
                .add(
                    new Stored(
                        fact,
                        isOurs,
                        isOurs ? Optional.of("clerk") : Optional.empty(),
                        KEPT,
                        Optional.empty())));
  }

  private void addAll(Mail mail, boolean isOurs) {
    mail.facts().forEach(each -> assertEquals(Adding.NEW, add(each, isOurs)));
  }

  /// Two devices tell the same two items at the same moment, each beginning with the other one.
  @Test
  void whoKeepsFactsInAnotherOrderWaitsForNobodyForEver() throws Exception {
    Fact[] items = {posted(1), posted(2)};
    CountDownLatch both = new CountDownLatch(2);
    try (ExecutorService devices = Executors.newFixedThreadPool(2)) {
      List<Future<?>> told = new ArrayList<>();
      for (int device = 0; device < 2; device++) {
        int first = device;
        told.add(
            devices.submit(() ->
                transactions()
                    .within(() -> {
                      store().alone();
                      assertEquals(Adding.NEW, store().add(again(items[first])));
                      both.countDown();
                      // where both are inside, both go on; where one waits outside, the other does
                      pause(both);
                      assertEquals(Adding.NEW, store().add(again(items[1 - first])));
                    })));
      }
      for (Future<?> each : told) {
        each.get();
      }
    }
  }

  private static Fact posted(int item) {
    return new Mail()
        .happened(Mail.FROM, EventCode.EMA, Optional.empty(), Mail.item(item))
        .facts()
        .getFirst();
  }

  private static void pause(CountDownLatch until) {
    try {
      until.await(300, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// The same event of the same item, by another device.
  private static Stored again(Fact fact) {
    Fact other = new Fact(UUID.randomUUID(), fact.office(), fact.at(), fact.deed());
    return new Stored(other, true, Optional.of("clerk"), KEPT, Optional.empty());
  }

  @Test
  void aFactIsKeptOnceAndItsIdStandsForNothingElse() {
    Fact fact = new Mail().seen(Mail.FIRST).facts().getFirst();
    assertEquals(Adding.NEW, add(fact, true));
    assertEquals(Adding.KNOWN, add(fact, true));
    Fact other =
        new Fact(fact.id(), fact.office(), fact.at(), new Deed.ReceptacleChecked(Mail.FIRST));
    assertEquals(Adding.CONFLICT, add(other, true));
    assertEquals(List.of(fact), PostStore.facts(store().ofDispatch(Mail.DISPATCH)));
    assertEquals(Optional.of("clerk"), store().find(fact.id()).orElseThrow().by());
  }

  /// A fact is never changed: one that could not be read again would stop every later reading.
  @Test
  void whatNoMessageMaySayIsNotKept() {
    for (int grams : List.of(-1, 100_000_001)) {
      Deed deed =
          new Deed.ReceptacleUnloaded(
              new ConsignmentId("C1"), Mail.FIRST, Condition.GOOD, OptionalInt.of(grams));
      Fact fact = new Mail().add(Mail.TO, deed).facts().getFirst();
      assertThrows(IllegalArgumentException.class, () -> add(fact, true));
      assertEquals(Optional.empty(), store().find(fact.id()));
    }
    Deed heaviest =
        new Deed.ReceptacleUnloaded(
            new ConsignmentId("C1"), Mail.FIRST, Condition.GOOD, OptionalInt.of(100_000_000));
    Fact fact = new Mail().add(Mail.TO, heaviest).facts().getFirst();
    assertEquals(Adding.NEW, add(fact, true));
    assertEquals(fact, store().find(fact.id()).orElseThrow().fact());
  }

  @Test
  void whatIsRolledBackNeverWas() {
    Fact fact = new Mail().seen(Mail.FIRST).facts().getFirst();
    assertThrows(
        IllegalStateException.class,
        () ->
            transactions()
                .within(() -> {
                  store().add(new Stored(fact, true, Optional.empty(), KEPT, Optional.empty()));
                  throw new IllegalStateException("taken back");
                }));
    assertEquals(Optional.empty(), store().find(fact.id()));
    assertEquals(List.of(), store().stale(10));
  }

  @Test
  void factsAreFoundByDispatchItemAndReceptacleInTheOrderInWhichTheyWereKept() {
    UUID bag = new UUID(5, 5);
    Mail mail =
        new Mail()
            .advised()
            .seen(Mail.FIRST)
            .arrived(Mail.FIRST, 1)
            .happened(Mail.TO, EventCode.EMI, Optional.empty(), Mail.item(1))
            .add(Mail.FROM, new Deed.BagOpened(bag, Mail.DISPATCH.id().series(), "BG"));
    addAll(mail, true);
    assertEquals(mail.facts().subList(0, 3), PostStore.facts(store().ofDispatch(Mail.DISPATCH)));
    assertEquals(mail.facts().subList(2, 4), PostStore.facts(store().ofItem(Mail.id(1))));
    assertEquals(mail.facts().subList(4, 5), PostStore.facts(store().ofBag(bag)));
    assertEquals(List.of(bag), store().bagsInWork(Mail.FROM, 10));
    assertEquals(List.of(), store().bagsInWork(Mail.TO, 10));
  }

  @Test
  void aReceptacleWhoseDispatchIsClosedIsNoLongerInWork() {
    UUID bag = new UUID(5, 5);
    addAll(
        new Mail()
            .add(Mail.FROM, new Deed.BagOpened(bag, Mail.DISPATCH.id().series(), "BG"))
            .add(Mail.FROM, new Deed.BagDispatched(bag, Mail.FIRST)),
        true);
    assertEquals(List.of(), store().bagsInWork(Mail.FROM, 10));
  }

  @Test
  void onlyWhatIsOursAndCrossesIsToldAndOnce() {
    UUID bag = new UUID(5, 5);
    Mail ours =
        new Mail()
            .seen(Mail.FIRST)
            .add(Mail.FROM, new Deed.BagOpened(bag, Mail.DISPATCH.id().series(), "BG"))
            .checked(Mail.FIRST);
    addAll(ours, true);
    Fact theirs =
        new Fact(
            new UUID(9, 9),
            Mail.FROM,
            ours.facts().getFirst().at(),
            new Deed.Advised(Mail.advice()));
    add(theirs, false);
    List<UUID> untold = store().untold(10).stream().map(each -> each.fact().id()).toList();
    assertEquals(List.of(ours.facts().get(0).id(), ours.facts().get(2).id()), untold);
    transactions().within(() -> store().markTold(untold, MESSAGE, KEPT.plusSeconds(5)));
    assertEquals(List.of(), store().untold(10));
    assertEquals(
        Optional.of(KEPT.plusSeconds(5)), store().find(untold.getFirst()).orElseThrow().told());
  }

  private static final OfficeCode ELSEWHERE = new OfficeCode("DEFRAA");

  private static Advice advice(OfficeCode from, OfficeCode to, ItemReading item) {
    DispatchId id = new DispatchId(new DispatchSeries(from, to, 'A', "EN", 6), 1);
    ReceptacleId bag =
        new ReceptacleId(id, 1, ReceptacleId.Indicator.YES, ReceptacleId.Indicator.NO, 50);
    Advice.Item listed =
        new Advice.Item(item, OptionalInt.empty(), Optional.empty(), Optional.empty());
    return new Advice(
        new DispatchKey(id, 2026),
        1,
        LocalDateTime.of(2026, 3, 2, 9, 0),
        Optional.empty(),
        List.of(),
        List.of(
            new Advice.Receptacle(
                bag, "BG", OptionalInt.empty(), Optional.empty(), List.of(listed), List.of())));
  }

  private static ItemReading of(String country) {
    return new ItemReading.Valid(ItemId.of("RR", 7, country));
  }

  private static Optional<ReceptacleId> bag(Advice advice) {
    return Optional.of(advice.receptacles().getFirst().id());
  }

  private List<Fact> untold() {
    return PostStore.facts(transactions().within(() -> store().untold(100)));
  }

  private List<Fact> unpassed() {
    return PostStore.facts(transactions().within(() -> store().unpassed(100)));
  }

  @Test
  void whatIsAboutMailWithAThirdCountryNeverCrosses() {
    Advice out = advice(Mail.TO, ELSEWHERE, of("SY"));
    Advice in = advice(ELSEWHERE, Mail.TO, of("DE"));
    Mail mail =
        new Mail()
            .happened(Mail.TO, EventCode.EMA, Optional.empty(), of("SY"))
            .add(Mail.TO, new Deed.Advised(out))
            .happened(Mail.TO, EventCode.EMC, bag(out), of("SY"))
            .add(Mail.TO, new Deed.Departed(out.dispatch(), Mail.leg()))
            .happened(Mail.TO, EventCode.EMD, bag(in), of("DE"))
            .happened(Mail.TO, EventCode.EMI, Optional.empty(), of("DE"))
            .add(Mail.TO, new Deed.DispatchReceived(in.dispatch()));
    addAll(mail, true);
    assertEquals(List.of(), untold());
    assertEquals(mail.facts(), unpassed());
    transactions().within(() -> store().markPassed(mail.facts().stream().map(Fact::id).toList()));
    assertEquals(List.of(), unpassed());
  }

  @Test
  void whatHappenedToAnItemCrossesOnceItIsListedForTheOtherPost() {
    Mail before =
        new Mail()
            .happened(Mail.TO, EventCode.EMA, Optional.empty(), of("SY"))
            .happened(Mail.TO, EventCode.EMB, Optional.empty(), of("SY"));
    addAll(before, true);
    assertEquals(List.of(), untold());
    List<UUID> ids = before.facts().stream().map(Fact::id).toList();
    transactions().within(() -> store().markPassed(ids.subList(0, 1)));
    Fact listed =
        new Fact(
            new UUID(9, 9),
            Mail.TO,
            before.facts().getFirst().at(),
            new Deed.Advised(advice(Mail.TO, Mail.FROM, of("SY"))));
    assertEquals(Adding.NEW, add(listed, true));
    Fact later =
        new Fact(
            new UUID(9, 10),
            Mail.TO,
            listed.at(),
            new Deed.ItemSeen(
                of("SY"),
                EventCode.EMI,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    assertEquals(Adding.NEW, add(later, true));
    assertEquals(List.of(before.facts().get(0), before.facts().get(1), listed, later), untold());
    assertEquals(
        Set.of(ids.getFirst()), transactions().within(() -> store().markTold(ids, MESSAGE, KEPT)));
    assertEquals(List.of(listed, later), untold());
  }

  @Test
  void whatHappensToAnItemOfTheOtherPostCrossesOnceItIsKnownToHaveSentIt() {
    Mail mail =
        new Mail()
            .happened(Mail.TO, EventCode.EMI, Optional.empty(), Mail.item(1))
            .happened(Mail.TO, EventCode.EMI, Optional.empty(), Mail.item(9));
    addAll(mail, true);
    assertEquals(List.of(), untold());
    Fact advised =
        new Fact(
            new UUID(9, 9),
            Mail.FROM,
            mail.facts().getFirst().at(),
            new Deed.Advised(Mail.advice()));
    add(advised, false);
    assertEquals(List.of(mail.facts().getFirst()), untold());
  }

  @Test
  void anItemFoundInAReceptacleOfTheOtherPostIsKnownToBeExchanged() {
    addAll(new Mail().happened(Mail.TO, EventCode.EMI, Optional.empty(), Mail.item(9)), true);
    Fact found =
        new Fact(
            new UUID(9, 9),
            Mail.TO,
            new Mail().seen(Mail.FIRST).facts().getFirst().at(),
            new Deed.ItemSeen(
                Mail.item(9),
                EventCode.EMD,
                Optional.of(Mail.FIRST),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    add(found, true);
    assertEquals(2, untold().size());
  }

  @Test
  void whatHappensToAnItemCrossesOnceItIsDeclaredToTheOtherPost() {
    Mail mail = new Mail().happened(Mail.TO, EventCode.EMA, Optional.empty(), of("SY"));
    addAll(mail, true);
    transactions().within(() -> store().exchanged(ItemId.of("RR", 7, "SY")));
    assertEquals(mail.facts(), untold());
  }

  @Test
  void anItemOfAThirdCountryCrossesByItsReceptacleAlone() {
    Mail mail =
        new Mail()
            .happened(Mail.TO, EventCode.EMD, Optional.of(Mail.FIRST), of("DE"))
            .happened(Mail.TO, EventCode.EMI, Optional.empty(), of("DE"));
    addAll(mail, true);
    assertEquals(mail.facts().subList(0, 1), untold());
  }

  @Test
  void whatIsSaidOfAConsignmentCrossesOnceItIsKnownToRunToTheOtherPost() {
    Mail mail = new Mail().accounted();
    addAll(mail, true);
    assertEquals(List.of(), untold());
    Fact formed = new Mail().formed(Mail.FIRST).facts().getFirst();
    add(new Fact(new UUID(9, 9), formed.office(), formed.at(), formed.deed()), false);
    assertEquals(mail.facts(), untold());
  }

  @Test
  void aConsignmentForAThirdCountryIsNotTold() {
    ConsignmentAdvice usual = Mail.consigned(1, Mail.FIRST);
    ConsignmentAdvice elsewhere =
        new ConsignmentAdvice(
            usual.consignment(),
            1,
            usual.formed(),
            Mail.TO,
            ELSEWHERE,
            usual.legs(),
            usual.receptacles());
    addAll(new Mail().add(Mail.TO, new Deed.ConsignmentFormed(elsewhere)).handedOver(), true);
    assertEquals(List.of(), untold());
    // one receptacle in it is of the two posts: it is told, the list of all others is not
    Fact unloaded =
        new Fact(
            new UUID(9, 9),
            Mail.TO,
            new Mail().seen(Mail.FIRST).facts().getFirst().at(),
            new Deed.ReceptacleUnloaded(
                usual.consignment(), Mail.FIRST, Condition.GOOD, OptionalInt.empty()));
    add(unloaded, true);
    assertEquals(List.of(unloaded), untold());
    // nor when its number is used again for one that runs between the two
    Fact formed = new Mail().formed(Mail.FIRST).facts().getFirst();
    add(new Fact(new UUID(9, 10), formed.office(), formed.at(), formed.deed()), false);
    assertEquals(
        List.of(),
        untold().stream().filter(each -> each.deed() instanceof Deed.ConsignmentFormed).toList());
  }

  /// Whoever sent it or awaits it looks for it.
  @Test
  void aReceptacleOfTheOtherPostsOwnMailThatWasMissentToUsIsToldToIt() {
    Advice sent = advice(Mail.FROM, ELSEWHERE, of("IQ"));
    Advice awaited = advice(ELSEWHERE, Mail.FROM, of("DE"));
    Advice ofNeither = advice(ELSEWHERE, Mail.TO, of("DE"));
    Mail mail = new Mail();
    for (Advice each : List.of(sent, awaited, ofNeither)) {
      mail.add(
          Mail.TO,
          new Deed.ReceptacleSeen(bag(each).orElseThrow(), Condition.GOOD, OptionalInt.empty()));
    }
    addAll(mail, true);
    assertEquals(mail.facts().subList(0, 2), untold());
  }

  /// An assessment names no receptacle by which an item of a third country would cross.
  @Test
  void whatCustomsAnswerCrossesOnceTheItemIsListedWhateverItsCountry() {
    Mail mail =
        new Mail().add(Mail.TO, new Deed.ItemAssessed(of("DE"), Assessment.DO_NOT_LOAD, ""));
    addAll(mail, true);
    assertEquals(List.of(), untold());
    Fact listed =
        new Fact(
            new UUID(9, 9),
            Mail.FROM,
            mail.facts().getFirst().at(),
            new Deed.Advised(advice(Mail.FROM, Mail.TO, of("DE"))));
    add(listed, false);
    assertEquals(mail.facts(), untold());
  }

  @Test
  void aDeclarationTellsWhereItsItemsAreListedAndItsSerialNumber() {
    addAll(new Mail().advised(), false);
    assertEquals(List.of(Mail.DISPATCH), store().listing(Mail.id(3)));
    assertEquals(List.of(), store().listing(Mail.id(9)));
    assertEquals(OptionalInt.of(42), store().lastSerial(Mail.DISPATCH.seriesOfYear()));
    assertEquals(OptionalInt.empty(), store().lastSerial("2026-SYDAMAIQBGWAAEN6"));
  }

  @Test
  void aScanDoesNotUseUpASerialNumber() {
    addAll(new Mail().seen(Mail.FIRST), false);
    assertEquals(OptionalInt.empty(), store().lastSerial(Mail.DISPATCH.seriesOfYear()));
  }

  @Test
  void notesAreNumberedByOfficeAndYear() {
    VerificationNote note =
        new VerificationNote(
            new UUID(2, 1),
            Mail.TO,
            2026,
            17,
            Mail.DISPATCH,
            List.of(new Irregularity(Irregularity.Kind.ADVICE_MISSING, "x", "", "")),
            "نص");
    addAll(new Mail().add(Mail.TO, new Deed.NoteWritten(note)), true);
    assertEquals(OptionalInt.of(17), store().lastNote(Mail.TO, 2026));
    assertEquals(OptionalInt.empty(), store().lastNote(Mail.TO, 2027));
    assertEquals(OptionalInt.empty(), store().lastNote(Mail.FROM, 2026));
  }

  @Test
  void aDispatchIsStaleUntilItsRowIsMadeAnew() {
    Mail mail = new Mail().advised();
    addAll(mail, false);
    assertEquals(List.of(Mail.DISPATCH), store().stale(10));
    assertEquals(List.of(), store().rows(false, 10));
    DispatchRow row = row(mail);
    transactions().within(() -> store().put(row));
    assertEquals(List.of(), store().stale(10));
    assertEquals(List.of(row), store().rows(false, 10));
    assertEquals(List.of(), store().rows(true, 10));
    assertEquals(Optional.of(row), store().findRow(Mail.DISPATCH));
    assertEquals(List.of(row), store().rowsOfSeries(Mail.DISPATCH.seriesOfYear()));
    assertEquals(List.of(Mail.DISPATCH.seriesOfYear()), store().seriesSince(KEPT, 10));
    assertEquals(List.of(Mail.DISPATCH), store().changedSince(KEPT, 10));
    assertEquals(List.of(), store().changedSince(KEPT.plusSeconds(1), 10));
  }

  private static DispatchRow row(Mail mail) {
    return DispatchRow.of(
        DispatchStory.of(Mail.DISPATCH, mail.facts(), Mail.tolerances()), false, KEPT, KEPT, false);
  }

  @Test
  void divergencesAndDaysOfDigestsAreKept() {
    DispatchKey dispatch = Mail.DISPATCH;
    Divergence divergence = new Divergence(dispatch, "a", "b", KEPT);
    transactions().within(() -> store().diverged(dispatch, Optional.of(divergence)));
    assertEquals(List.of(divergence), store().divergences());
    transactions().within(() -> store().diverged(dispatch, Optional.empty()));
    assertEquals(List.of(), store().divergences());
    assertEquals(KEPT, transactions().within(() -> store().uneven(dispatch, KEPT)));
    Instant later = KEPT.plusSeconds(90);
    assertEquals(KEPT, transactions().within(() -> store().uneven(dispatch, later)));
    transactions().within(() -> store().even(dispatch));
    assertEquals(later, transactions().within(() -> store().uneven(dispatch, later)));
    assertEquals(Optional.empty(), store().lastDigest());
    transactions().within(() -> store().digested(LocalDate.of(2026, 3, 2)));
    assertEquals(Optional.of(LocalDate.of(2026, 3, 2)), store().lastDigest());
  }

  // Times

  private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

  private Which all(boolean isOut) {
    return new Which("IQ", isOut, DAY, DAY.plusDays(10), "");
  }

  /// An event at a number of hours after the morning of the day, at +03:00.
  private Fact event(EventCode code, int item, int hours) {
    return event(code, Mail.item(item), item, hours);
  }

  private Fact event(EventCode code, ItemReading reading, int item, int hours) {
    Mail mail = new Mail().happened(Mail.TO, code, Optional.empty(), reading);
    LocalDateTime wall = DAY.atTime(6, 0).plusHours(hours);
    ZoneOffset offset = ZoneOffset.ofHours(3);
    return new Fact(
        new UUID(item, hours * 100L + code.ordinal()),
        Mail.TO,
        new Moment(wall, Optional.of(offset), wall.toInstant(offset)),
        mail.facts().getFirst().deed());
  }

  @Test
  void timesOfItemsAreThoseOfTheirFirstEventsWithoutTheTimeAtCustomsInWhateverOrderTheyCome() {
    add(event(EventCode.EMI, 1, 80), true);
    add(event(EventCode.EMA, 1, 0), true);
    add(event(EventCode.EMD, 1, 40), true);
    add(event(EventCode.EMD, 1, 30), true);
    add(event(EventCode.EDC, 1, 60), true);
    add(event(EventCode.EDB, 1, 35), true);
    add(event(EventCode.EMC, 1, 10), true);
    add(event(EventCode.EMC, 2, 10), true);
    assertTimesOfOneItem();
    transactions().within(() -> store().sum());
    assertTimesOfOneItem();
    add(event(EventCode.EMA, 1, -14), true);
    assertEquals(Map.of(24, 1L), store().hours(TransitLeg.OUTWARD, all(true)));
    transactions().within(() -> store().sum());
    assertEquals(Map.of(24, 1L), store().hours(TransitLeg.OUTWARD, all(true)));
    assertEquals(
        List.of(new WorkingDays.DayPair(DAY.minusDays(1), DAY.plusDays(3), 1)),
        store().days(TransitLeg.WHOLE, all(true)));
  }

  private void assertTimesOfOneItem() {
    // both items departed, the first one arrived and was delivered
    assertEquals(
        new Completeness.Share(Completeness.DEPARTED, 2, 1),
        store().completeness(Completeness.DEPARTED, all(true)));
    assertEquals(
        new Completeness.Share(Completeness.ARRIVED, 1, 1),
        store().completeness(Completeness.ARRIVED, all(true)));
    assertEquals(
        new Completeness.Share(Completeness.ARRIVED, 0, 0),
        store().completeness(Completeness.ARRIVED, all(false)));
    assertEquals(Map.of(10, 1L), store().hours(TransitLeg.OUTWARD, all(true)));
    assertEquals(Map.of(20, 1L), store().hours(TransitLeg.TRANSPORT, all(true)));
    assertEquals(Map.of(25, 1L), store().hours(TransitLeg.INWARD, all(true)));
    assertEquals(Map.of(55, 1L), store().hours(TransitLeg.WHOLE, all(true)));
    assertEquals(Map.of(), store().hours(TransitLeg.WHOLE, all(false)));
    assertEquals(Map.of(), store().hours(TransitLeg.WHOLE, new Which("IQ", true, DAY, DAY, "")));
    assertEquals(
        Map.of(),
        store().hours(TransitLeg.WHOLE, new Which("IQ", true, DAY, DAY.plusDays(9), "CH")));
    assertEquals(
        List.of(new WorkingDays.DayPair(DAY, DAY.plusDays(3), 1)),
        store().days(TransitLeg.WHOLE, all(true)));
  }

  @Test
  void eventsToldWithinADayCountAsInTime() {
    Instant soon = KEPT.plus(Duration.ofHours(2));
    Fact early = event(EventCode.EMD, 1, 1);
    Fact late = event(EventCode.EMD, 2, 1);
    add(early, true);
    add(late, true);
    add(event(EventCode.EMC, 3, -30), false);
    add(event(EventCode.EMC, 4, 0), false);
    ItemReading letter = new ItemReading.Valid(ItemId.of("RR", 5, "IQ"));
    Fact registered = event(EventCode.EMD, letter, 5, 1);
    add(registered, true);
    assertEquals(
        List.of(false), store().telling(DAY, DAY, "").stream().map(Telling::isOurs).toList());
    for (ItemReading each : List.of(Mail.item(1), Mail.item(2), letter)) {
      transactions().within(() -> store().exchanged(new ItemId(each.written())));
    }
    MessageId second = new MessageId(new UUID(8, 2));
    MessageId third = new MessageId(new UUID(8, 3));
    transactions().within(() -> store().markTold(List.of(early.id()), MESSAGE, soon));
    transactions().within(() -> store().markTold(List.of(late.id()), second, soon));
    transactions().within(() -> store().markTold(List.of(registered.id()), third, soon));
    assertEquals(new Telling(EventCode.EMD, true, 3, 0), store().telling(DAY, DAY, "").getFirst());
    assertEquals(List.of(MESSAGE, second, third), store().unreceipted(10));
    transactions().within(() -> store().receipted(MESSAGE, soon));
    transactions().within(() -> store().receipted(second, soon.plus(Duration.ofHours(40))));
    transactions().within(() -> store().receipted(third, soon));
    assertEquals(List.of(), store().unreceipted(10));
    List<Telling> expected =
        List.of(new Telling(EventCode.EMD, true, 2, 1), new Telling(EventCode.EMC, false, 1, 1));
    assertEquals(expected, store().telling(DAY, DAY, "EU"));
    assertEquals(new Telling(EventCode.EMD, true, 3, 2), store().telling(DAY, DAY, "").getFirst());
    assertEquals(List.of(), store().telling(DAY, DAY, "C"));
    transactions().within(() -> store().sum());
    assertEquals(expected, store().telling(DAY, DAY, "E"));
    Telling letters = new Telling(EventCode.EMD, true, 1, 1);
    assertEquals(List.of(letters), store().telling(DAY, DAY, "RV"));
  }

  @Test
  void theNewestAssessmentOfAnItemHoldsItOrLetsItGo() {
    Mail mail =
        new Mail()
            .add(Mail.TO, new Deed.ItemAssessed(Mail.item(1), Assessment.DO_NOT_LOAD, ""))
            .add(Mail.TO, new Deed.ItemAssessed(Mail.item(2), Assessment.DO_NOT_LOAD, ""))
            .add(Mail.TO, new Deed.ItemAssessed(Mail.item(1), Assessment.COMPLETE, ""));
    mail.facts().reversed().forEach(each -> add(each, false));
    assertEquals(List.of(Mail.id(2)), store().heldItems(10));
    assertEquals(List.of(Mail.id(2)), store().held(List.of(Mail.id(1), Mail.id(2), Mail.id(3))));
    assertEquals(List.of(), store().held(List.of(Mail.id(1))));
  }

  @Test
  void declaredDispatchesComeOnceInOrderWithWhatTheirAccountStandsOn() {
    Irregularity torn =
        new Irregularity(
            Irregularity.Kind.RECEPTACLE_DAMAGED, Mail.FIRST.toString(), "GOOD", "TORN");
    VerificationNote note =
        new VerificationNote(new UUID(9, 1), Mail.TO, 2026, 1, Mail.DISPATCH, List.of(torn), "");
    Mail mail =
        new Mail()
            .advised()
            .seen(Mail.FIRST)
            .add(Mail.TO, new Deed.NoteWritten(note))
            .add(Mail.FROM, new Deed.NoteAnswered(Mail.DISPATCH, note.id(), true, ""));
    addAll(mail, true);
    Map<DispatchKey, List<Fact>> found = new LinkedHashMap<>();
    LocalDate day = LocalDate.of(2026, 3, 2);
    store().declared(day, day, (key, facts) -> assertNull(found.put(key, PostStore.facts(facts))));
    List<Fact> expected =
        mail.facts().stream().filter(each -> !each.equals(mail.facts().get(1))).toList();
    assertEquals(Map.of(Mail.DISPATCH, expected), found);
    store().declared(day.plusDays(1), day.plusDays(9), (key, _) -> fail(key.toString()));
    store().declared(day.minusDays(9), day.minusDays(1), (key, _) -> fail(key.toString()));
    assertEquals(List.of(YearMonth.of(2026, 3)), store().declaredMonths());
  }

  @Test
  void theFactsOfAnInquiryAreFoundWhicheverCameFirst() {
    LocalDate day = LocalDate.of(2026, 2, 1);
    Inquiries inquiry =
        Inquiries.lost()
            .opened(day)
            .answered(day.plusDays(1), InquiryReply.Result.HELD, false)
            .closed(day.plusDays(2), false);
    List<Fact> facts = inquiry.facts();
    add(facts.get(2), true);
    assertEquals(List.of(), store().inquiries(true, 10));
    add(facts.get(1), false);
    add(facts.get(0), true);
    assertEquals(List.of(Inquiries.ID), store().inquiries(true, 10));
    assertEquals(List.of(), store().inquiries(false, 10));
    assertEquals(
        List.of(facts.get(2), facts.get(1), facts.get(0)),
        PostStore.facts(store().ofInquiries(List.of(Inquiries.ID))));
    assertEquals(List.of(), store().ofInquiries(List.of(new UUID(9, 9))));
  }

  @Test
  void anInquiryIsOpenUntilItIsClosedAndItsNumberIsKnown() {
    assertEquals(OptionalInt.empty(), store().lastInquiry(Inquiries.ASKING, 2026));
    add(Inquiries.lost().opened(LocalDate.of(2026, 2, 1)).facts().getFirst(), true);
    assertEquals(List.of(Inquiries.ID), store().inquiries(false, 10));
    assertEquals(List.of(), store().inquiries(false, 0));
    assertEquals(OptionalInt.of(1), store().lastInquiry(Inquiries.ASKING, 2026));
    assertEquals(OptionalInt.empty(), store().lastInquiry(Inquiries.ASKING, 2025));
    assertEquals(OptionalInt.empty(), store().lastInquiry(Inquiries.ASKED, 2026));
  }

  @Test
  void theWeightOfAnItemIsTheGreatestThatWasDeclared() {
    String item = Mail.id(1);
    assertEquals(OptionalInt.empty(), store().declaredGrams(item));
    for (int grams : List.of(900, 1_200, 300)) {
      Fact base = new Mail().advised(weighing(grams)).facts().getFirst();
      add(new Fact(new UUID(7, grams), base.office(), base.at(), base.deed()), true);
    }
    assertEquals(OptionalInt.of(1_200), store().declaredGrams(item));
    assertEquals(OptionalInt.empty(), store().declaredGrams(Mail.id(2)));
  }

  /// An advice of one item of that weight.
  private static Advice weighing(int grams) {
    Advice.Item item =
        new Advice.Item(Mail.item(1), OptionalInt.of(grams), Optional.empty(), Optional.empty());
    return Mail.advice(
        1,
        List.of(
            new Advice.Receptacle(
                Mail.FIRST,
                "BG",
                OptionalInt.empty(),
                Optional.empty(),
                List.of(item),
                List.of())));
  }

  @Test
  void aClosingThatIsNotOfThatInquiryClosesNothing() {
    LocalDate day = LocalDate.of(2026, 2, 1);
    List<Fact> facts =
        Inquiries.lost()
            .closedOfAnother(day.plusDays(1))
            .opened(day)
            .closed(Inquiries.ASKED, day.plusDays(2), true)
            .closedOfAnother(day.plusDays(3))
            .facts();
    facts.forEach(each -> add(each, true));
    assertEquals(List.of(Inquiries.ID), store().inquiries(false, 10));
    assertEquals(List.of(), store().inquiries(true, 10));
  }

  @Test
  void consignmentsAreFoundByTheirNumberTheirDispatchAndTheirSeries() {
    List<Fact> facts =
        new Mail()
            .formed(Mail.FIRST, Mail.SECOND)
            .handedOver()
            .seen(Mail.FIRST)
            .unloaded(Mail.SECOND, Condition.GOOD)
            .happened(Mail.TO, EventCode.EMD, Optional.of(Mail.FIRST), Mail.item(1))
            .facts();
    Instant at = Instant.parse("2026-03-02T09:00:00Z");
    transactions()
        .within(() ->
            store()
                .addAll(
                    facts.stream()
                        .map(each -> new Stored(each, true, Optional.empty(), at, Optional.empty()))
                        .toList()));
    assertEquals(
        List.of(facts.get(0), facts.get(1), facts.get(3)),
        PostStore.facts(store().ofConsignment(Mail.CONSIGNMENT)));
    assertEquals(
        List.of(facts.get(2), facts.get(3)),
        PostStore.facts(store().scansOf(List.of(Mail.DISPATCH))));
    assertEquals(List.of(), store().scansOf(List.of()));
    assertEquals(List.of(Mail.CONSIGNMENT), store().carrying(Mail.DISPATCH));
    assertEquals(OptionalInt.of(1), store().lastConsignment("IQBGWA26"));
    assertEquals(OptionalInt.empty(), store().lastConsignment("IQBGWA27"));
  }

  private static ConsignmentRow row(ConsignmentPicture.Status status, int differences) {
    return new ConsignmentRow(
        Mail.CONSIGNMENT,
        status,
        Optional.of(Mail.FROM),
        Optional.empty(),
        Optional.of("TRUCK 7"),
        2,
        1,
        differences > 0 ? OptionalLong.empty() : OptionalLong.of(13_000),
        differences,
        Optional.of(LocalDateTime.of(2026, 3, 2, 11, 0)));
  }

  @Test
  void aConsignmentIsStaleUntilItsRowIsMadeAnewAndListedByItsState() {
    Set<ConsignmentPicture.Status> forming = EnumSet.of(ConsignmentPicture.Status.FORMING);
    addAll(new Mail().formed(Mail.FIRST), true);
    assertEquals(List.of(Mail.CONSIGNMENT), store().staleConsignments(5));
    assertEquals(List.of(), store().consignments(forming, false, 5));
    ConsignmentRow row = row(ConsignmentPicture.Status.FORMING, 0);
    transactions().within(() -> store().put(row, List.of(Mail.FIRST)));
    assertEquals(List.of(), store().staleConsignments(5));
    assertEquals(List.of(row), store().consignments(forming, false, 5));
    assertEquals(List.of(), store().consignments(forming, true, 5));
    Fact scan = new Mail().seen(Mail.FIRST).facts().getFirst();
    add(new Fact(new UUID(6, 6), scan.office(), scan.at(), scan.deed()), true);
    assertEquals(List.of(Mail.CONSIGNMENT), store().staleConsignments(5));
    ConsignmentRow different = row(ConsignmentPicture.Status.ARRIVING, 2);
    transactions().within(() -> store().put(different, List.of(Mail.FIRST)));
    assertEquals(List.of(), store().consignments(forming, false, 5));
    assertEquals(
        List.of(different),
        store().consignments(EnumSet.allOf(ConsignmentPicture.Status.class), true, 5));
  }

  @Test
  void aDispatchWaitsWhileAReceptacleOfItIsInNoConsignmentAlsoWhenOthersLeft() {
    Mail mail = new Mail().advised();
    addAll(mail, true);
    for (DispatchPicture.Status each :
        List.of(DispatchPicture.Status.CLOSED, DispatchPicture.Status.DESPATCHED)) {
      transactions().within(() -> store().put(out(mail, each)));
      assertEquals(List.of(new PostStore.Waiting(Mail.DISPATCH, 2)), store().waiting(5));
    }
    Fact formed = new Mail().formed(Mail.FIRST).facts().getFirst();
    add(new Fact(new UUID(6, 6), formed.office(), formed.at(), formed.deed()), true);
    ConsignmentRow row = row(ConsignmentPicture.Status.HANDED_OVER, 0);
    transactions().within(() -> store().put(row, List.of(Mail.FIRST)));
    for (DispatchPicture.Status each :
        List.of(DispatchPicture.Status.DESPATCHED, DispatchPicture.Status.ARRIVING)) {
      transactions().within(() -> store().put(out(mail, each)));
      assertEquals(List.of(new PostStore.Waiting(Mail.DISPATCH, 1)), store().waiting(5));
    }
    transactions().within(() -> store().put(row, List.of()));
    assertEquals(List.of(), store().waiting(5), "it arrives, and was told by no consignment");
    transactions().within(() -> store().put(row, List.of(Mail.FIRST, Mail.SECOND)));
    transactions().within(() -> store().put(out(mail, DispatchPicture.Status.DESPATCHED)));
    assertEquals(List.of(), store().waiting(5));
  }

  private static DispatchRow out(Mail mail, DispatchPicture.Status status) {
    DispatchRow row = row(mail);
    return out(row, status, false);
  }

  private static DispatchRow out(DispatchRow row, DispatchPicture.Status status, boolean isBefore) {
    return new DispatchRow(
        row.dispatch(),
        true,
        status,
        row.closed(),
        row.expected(),
        row.receptacles(),
        row.seen(),
        row.items(),
        row.grams(),
        row.irregularities(),
        row.first(),
        row.changed(),
        isBefore);
  }

  /// It is there to be looked up: by its item, its dispatch and its number.
  @Test
  void whatTheSystemBeforeRecordedIsToldToNobodyAccountedForNowhereAndWaitsForNoCarrier() {
    Mail mail =
        new Mail()
            .advised()
            .happened(Mail.TO, EventCode.EMA, Optional.empty(), of("SY"))
            .arrived(Mail.FIRST, 1);
    Instant imported = KEPT.plus(Duration.ofDays(300));
    for (boolean isOurs : List.of(true, false)) {
      List<Stored> facts =
          mail.facts().stream()
              .map(each ->
                  new Stored(
                      isOurs ? each : copied(each),
                      isOurs,
                      Optional.of("ips"),
                      imported,
                      Optional.empty(),
                      true))
              .toList();
      assertEquals(3, transactions().within(() -> store().addAll(facts)).size());
    }
    assertEquals(List.of(), untold());
    assertEquals(List.of(), unpassed());
    assertEquals(0, store().heard());
    LocalDate day = LocalDate.of(2026, 3, 2);
    store().declared(day, day, (key, _) -> fail(key.toString()));
    assertEquals(List.of(), store().declaredMonths());
    transactions().within(() -> store().sum());
    assertEquals(List.of(), store().telling(day, day, ""));

    assertTrue(store().ofDispatch(Mail.DISPATCH).stream().allMatch(Stored::isBefore));
    assertEquals(4, store().ofDispatch(Mail.DISPATCH).size());
    assertEquals(List.of(Mail.DISPATCH), store().listing(Mail.id(1)));
    assertEquals(OptionalInt.of(42), store().lastSerial(Mail.DISPATCH.seriesOfYear()));
    assertEquals(List.of(), store().seriesSince(imported, 5), "it changed in its own days");

    DispatchRow row = row(mail);
    transactions().within(() -> store().put(out(row, DispatchPicture.Status.DESPATCHED, true)));
    assertEquals(List.of(), store().waiting(5));
    assertTrue(store().findRow(Mail.DISPATCH).orElseThrow().isBefore());
    transactions().within(() -> store().put(out(row, DispatchPicture.Status.DESPATCHED, false)));
    assertEquals(1, store().waiting(5).size());
  }

  /// As another device would record the same.
  private static Fact copied(Fact fact) {
    UUID id = new UUID(99, fact.id().getLeastSignificantBits());
    return new Fact(id, fact.office(), fact.at(), fact.deed());
  }

  @Test
  void aDeclarationOfTheSystemBeforeIsNotAccountedForWithOneOfThisSystem() {
    Mail mail = new Mail().advised().advised(Mail.advice(2, List.of(Mail.declared(Mail.FIRST, 1))));
    Stored before =
        new Stored(mail.facts().getFirst(), true, Optional.of("ips"), KEPT, Optional.empty(), true);
    transactions().within(() -> store().add(before));
    add(mail.facts().getLast(), true);
    Map<DispatchKey, List<Fact>> found = new LinkedHashMap<>();
    LocalDate day = LocalDate.of(2026, 3, 2);
    store().declared(day, day, (key, facts) -> found.put(key, PostStore.facts(facts)));
    assertEquals(Map.of(Mail.DISPATCH, List.of(mail.facts().getLast())), found);
  }

  @Test
  void numbersThatOthersNameUseUpNoneOfOurs() {
    Mail named =
        new Mail()
            .unloaded(Mail.FIRST, Condition.GOOD)
            .accounted()
            .told(CarrierStatus.values()[0], "74");
    addAll(named, false);
    assertEquals(List.of(Mail.CONSIGNMENT), store().staleConsignments(5));
    assertEquals(OptionalInt.empty(), store().lastConsignment("IQBGWA26"));
    Fact formed = new Mail().formed(Mail.FIRST).facts().getFirst();
    add(new Fact(new UUID(7, 7), formed.office(), formed.at(), formed.deed()), false);
    assertEquals(OptionalInt.empty(), store().lastConsignment("IQBGWA26"));
    add(new Fact(new UUID(7, 8), formed.office(), formed.at(), formed.deed()), true);
    assertEquals(OptionalInt.of(1), store().lastConsignment("IQBGWA26"));
  }

  @Test
  void aSeriesIsLockedInATransactionAlone() {
    assertThrows(IllegalStateException.class, () -> store().lock("consignments"));
    transactions()
        .within(() -> {
          store().lock("consignments");
          store().lock("consignments");
        });
  }

  // Figures of the board

  private static final LocalDate ARRIVED = LocalDate.of(2026, 3, 2);

  private static Arrival arrival(int notes, boolean isAdvisedBefore, long found) {
    return new Arrival(ARRIVED, 2, notes, isAdvisedBefore, 1, 5_000, found);
  }

  private static DispatchFigures figures(DispatchKey key, Arrival arrival, long microSdr) {
    return new DispatchFigures(
        key,
        false,
        Optional.of(arrival),
        Optional.of(new DispatchFigures.Rated("ems-iq-sy", ARRIVED, true, 13_000, microSdr)),
        List.of());
  }

  private void put(DispatchFigures figures) {
    store().staleFigures(10).stream()
        .filter(each -> each.dispatch().equals(figures.dispatch()))
        .forEach(each -> transactions().within(() -> store().put(figures, each.change())));
  }

  private static DispatchKey second() {
    return DispatchKey.parse(Mail.DISPATCH.toString().replaceFirst("0042$", "0043"));
  }

  private void anotherDispatch() {
    Fact departed =
        new Mail().add(Mail.FROM, new Deed.Departed(second(), Mail.leg())).facts().getFirst();
    add(new Fact(new UUID(3, 43), departed.office(), departed.at(), departed.deed()), false);
  }

  @Test
  void figuresOfADispatchAreStaleFromAFactUntilTheyAreMadeOfIt() {
    addAll(new Mail().advised(), false);
    FigureStore.Stale before = store().staleFigures(10).getFirst();
    assertEquals(Mail.DISPATCH, before.dispatch());
    Fact scan = new Mail().seen(Mail.FIRST).facts().getFirst();
    add(new Fact(new UUID(6, 6), scan.office(), scan.at(), scan.deed()), true);
    DispatchFigures figures = figures(Mail.DISPATCH, arrival(0, true, 5_000), 1);
    transactions().within(() -> store().put(figures, before.change()));
    assertEquals(1, store().staleFigures(10).size(), "a fact came while they were made");
    put(figures);
    assertEquals(List.of(), store().staleFigures(10));
  }

  @Test
  void figuresAreSummedByTheDayOfArrivalAndByStreamAndTheDayOfClosing() {
    addAll(new Mail().advised(), false);
    anotherDispatch();
    DispatchFigures one = figures(Mail.DISPATCH, arrival(1, true, 5_200), 2_500_000);
    DispatchFigures other = figures(second(), arrival(0, false, 5_000), 40_000);
    put(one);
    put(other);
    assertEquals(
        new Arrivals(2, 1, 4, 1, 2, 10_000, 10_200), store().arrivals(false, ARRIVED, ARRIVED));
    assertEquals(Arrivals.NONE, store().arrivals(true, ARRIVED, ARRIVED));
    assertEquals(Arrivals.NONE, store().arrivals(false, ARRIVED.plusDays(1), ARRIVED.plusDays(2)));
    assertEquals(
        List.of(other, one), store().arrived(false, Arrival.Which.ALL, ARRIVED, ARRIVED, 5));
    assertEquals(List.of(other), store().arrived(false, Arrival.Which.ALL, ARRIVED, ARRIVED, 1));
    assertEquals(
        List.of(other), store().arrived(false, Arrival.Which.ADVISED_LATE, ARRIVED, ARRIVED, 5));
    assertEquals(List.of(one), store().arrived(false, Arrival.Which.NOTED, ARRIVED, ARRIVED, 5));
    assertEquals(
        List.of(one), store().arrived(false, Arrival.Which.WEIGHED_OTHERWISE, ARRIVED, ARRIVED, 5));
    assertEquals(
        List.of(new RatedDay("ems-iq-sy", ARRIVED, 2, 0, 26_000, 2_540_000)),
        store().rated(ARRIVED, ARRIVED));
    assertEquals(Optional.of(ARRIVED), store().firstRated());
    assertEquals(List.of(other, one), store().ratedDispatches("ems-iq-sy", ARRIVED, ARRIVED, 5));
    assertEquals(List.of(other), store().ratedDispatches("ems-iq-sy", ARRIVED, ARRIVED, 1));
    assertEquals(List.of(), store().ratedDispatches("ems-sy-iq", ARRIVED, ARRIVED, 5));
  }

  private static DispatchFigures with(boolean isOut, DispatchKey key, Bags... bags) {
    return new DispatchFigures(
        key, isOut, Optional.empty(), Optional.empty(), Stream.of(bags).toList());
  }

  @Test
  void receptaclesAreSummedByTypeAndWayAndOnceADispatch() {
    addAll(new Mail().advised(), false);
    anotherDispatch();
    put(with(false, Mail.DISPATCH, new Bags("BG", 1, 0)));
    put(with(false, second(), new Bags("BG", 0, 10), new Bags("TR", 0, 1)));
    assertEquals(List.of(new Bags("BG", 1, 10), new Bags("TR", 0, 1)), store().bags(false));
    assertEquals(List.of(), store().bags(true));
    Fact scan = new Mail().seen(Mail.FIRST).facts().getFirst();
    add(new Fact(new UUID(6, 6), scan.office(), scan.at(), scan.deed()), true);
    put(with(false, Mail.DISPATCH, new Bags("BG", 2, 0)));
    assertEquals(List.of(new Bags("BG", 2, 10), new Bags("TR", 0, 1)), store().bags(false));
  }

  @Test
  void figuresAreMadeAnewWhenTheyAreRatedBySomethingElse() {
    addAll(new Mail().advised(), false);
    transactions().within(() -> store().ratedBy("one", ARRIVED));
    put(figures(Mail.DISPATCH, arrival(0, true, 5_000), 1));
    transactions().within(() -> store().ratedBy("one", ARRIVED));
    assertEquals(List.of(), store().staleFigures(10));
    transactions().within(() -> store().ratedBy("two", ARRIVED.plusDays(1)));
    assertEquals(List.of(), store().staleFigures(10), "closed before that day");
    transactions().within(() -> store().ratedBy("three", ARRIVED));
    assertEquals(1, store().staleFigures(10).size());
  }

  /// The clock of these facts begins at 9:00 and goes on by a minute a fact.
  @Test
  void whatIsScannedAtOurOfficesIsCountedByOfficeAndHour() {
    Mail mail = new Mail().seen(Mail.FIRST).seen(Mail.SECOND).arrived(Mail.FIRST, 1);
    addAll(mail, true);
    Fact theirs = new Mail().checked(Mail.FIRST).facts().getFirst();
    add(new Fact(new UUID(6, 6), theirs.office(), theirs.at(), theirs.deed()), false);
    Fact declared = new Mail().advised().facts().getFirst();
    add(new Fact(new UUID(6, 7), declared.office(), declared.at(), declared.deed()), true);
    Fact left =
        new Mail()
            .happened(Mail.TO, EventCode.EMC, Optional.of(Mail.FIRST), Mail.item(1))
            .facts()
            .getFirst();
    add(new Fact(new UUID(6, 8), left.office(), left.at(), left.deed()), true);
    Deed elsewhere =
        new Deed.ItemSeen(
            Mail.item(1),
            EventCode.EMG,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("a local office"));
    add(new Fact(new UUID(6, 9), left.office(), left.at(), elsewhere), true);
    List<ScannedHour> hour = List.of(new ScannedHour(Mail.TO, 9, 1, 3));
    assertEquals(hour, store().scanned(ARRIVED, ARRIVED));
    transactions().within(store()::sum);
    assertEquals(hour, store().scanned(ARRIVED, ARRIVED));
    add(mail.facts().getFirst(), true);
    assertEquals(hour, store().scanned(ARRIVED, ARRIVED), "a fact is known by its id");
    assertEquals(List.of(), store().scanned(ARRIVED.plusDays(1), ARRIVED.plusDays(1)));
  }

  @Test
  void completenessOpensToTheItemsThatItLacks() {
    addAll(
        new Mail()
            .happened(Mail.FROM, EventCode.EMC, Optional.empty(), Mail.item(1))
            .happened(Mail.FROM, EventCode.EMC, Optional.empty(), Mail.item(2))
            .happened(Mail.TO, EventCode.EMD, Optional.empty(), Mail.item(2))
            .happened(Mail.TO, EventCode.EMD, Optional.empty(), Mail.item(3))
            .happened(Mail.TO, EventCode.EMI, Optional.empty(), Mail.item(3)),
        true);
    Which which = new Which("IQ", true, ARRIVED, ARRIVED, "");
    assertEquals(
        List.of(new FigureStore.Unfollowed(Mail.id(1), ARRIVED)),
        store().unfollowed(Completeness.DEPARTED, which, 5));
    assertEquals(
        List.of(new FigureStore.Unfollowed(Mail.id(2), ARRIVED)),
        store().unfollowed(Completeness.ARRIVED, which, 5));
    assertEquals(List.of(), store().unfollowed(Completeness.ARRIVED, which, 0));
    Which others = new Which("SY", true, ARRIVED, ARRIVED, "");
    assertEquals(List.of(), store().unfollowed(Completeness.ARRIVED, others, 5));
    Which parcels = new Which("IQ", true, ARRIVED, ARRIVED, "CH");
    assertEquals(List.of(), store().unfollowed(Completeness.ARRIVED, parcels, 5));
    Which later = new Which("IQ", true, ARRIVED.plusDays(1), ARRIVED.plusDays(1), "");
    assertEquals(List.of(), store().unfollowed(Completeness.ARRIVED, later, 5));
  }

  @Test
  void anItemIsWithCustomsFromItsPresentationUntilWhatFollowsItsRelease() {
    Mail mail =
        new Mail()
            .happened(Mail.TO, EventCode.EDB, Optional.empty(), Mail.item(1))
            .happened(Mail.TO, EventCode.EME, Optional.empty(), Mail.item(1))
            .happened(Mail.TO, EventCode.EDB, Optional.empty(), Mail.item(2))
            .happened(Mail.TO, EventCode.EDC, Optional.empty(), Mail.item(2))
            .happened(Mail.TO, EventCode.EDB, Optional.empty(), Mail.item(3))
            .happened(Mail.TO, EventCode.EMI, Optional.empty(), Mail.item(3))
            .happened(Mail.TO, EventCode.EME, Optional.empty(), Mail.item(3));
    List<Fact> facts = mail.facts();
    facts.reversed().forEach(each -> add(each, true));
    transactions().within(store()::sum);
    // 9:01 and 9:07 at UTC+3
    Instant first = Instant.parse("2026-03-02T06:01:00Z");
    Instant last = Instant.parse("2026-03-02T06:07:00Z");
    CustomsStay longest = new CustomsStay(Mail.id(1), Mail.TO, first);
    CustomsStay again = new CustomsStay(Mail.id(3), Mail.TO, last);
    assertEquals(List.of(longest, again), store().atCustoms(last, 10));
    assertEquals(List.of(longest), store().atCustoms(last.minusSeconds(1), 10));
    assertEquals(List.of(longest), store().atCustoms(last, 1));
    assertEquals(72, longest.hours(first.plus(Duration.ofHours(73)).minusSeconds(1)));
  }
}
