package org.wasl.post.following;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wasl.post.Advice;
import org.wasl.post.Condition;
import org.wasl.post.EventCode;
import org.wasl.post.ItemReading;
import org.wasl.post.Moment;
import org.wasl.post.OfficeCode;
import org.wasl.post.ReceptacleId;
import org.wasl.post.ReceptacleId.Indicator;
import org.wasl.post.following.DispatchPicture.Status;
import org.wasl.post.following.ReceptaclePicture.ItemState;
import org.wasl.post.following.ReceptaclePicture.State;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;
import org.wasl.post.recording.Irregularity;
import org.wasl.post.recording.Irregularity.Kind;
import org.wasl.post.recording.VerificationNote;

class DispatchStoryTest {
  private static List<Kind> kinds(DispatchPicture picture) {
    return picture.irregularities().stream().map(Irregularity::kind).toList();
  }

  private static Mail whole() {
    return new Mail()
        .advised()
        .seen(Mail.FIRST)
        .seen(Mail.SECOND)
        .arrived(Mail.FIRST, 1)
        .arrived(Mail.FIRST, 2)
        .arrived(Mail.SECOND, 3)
        .arrived(Mail.SECOND, 4)
        .checked(Mail.FIRST)
        .checked(Mail.SECOND)
        .received();
  }

  @Test
  void aDispatchThatArrivesAsDeclaredIsCompleteAndHasNoIrregularity() {
    DispatchPicture picture = whole().picture();
    assertEquals(Status.RECEIVED_COMPLETE, picture.status());
    assertEquals(List.of(), picture.irregularities());
    assertEquals(
        List.of(State.CHECKED, State.CHECKED),
        picture.receptacles().stream().map(ReceptaclePicture::state).toList());
  }

  @Test
  void aDispatchThatWasOnlyDeclaredIsAwaitedAndNothingIsMissingYet() {
    DispatchPicture picture = new Mail().advised().picture();
    assertEquals(Status.CLOSED, picture.status());
    assertEquals(2, picture.awaited());
    assertEquals(List.of(), picture.irregularities());
  }

  @Test
  void aReceptacleThatDidNotComeIsMissingOnceTheDispatchIsAccountedFor() {
    Mail mail = new Mail().advised().seen(Mail.FIRST);
    assertEquals(List.of(), mail.picture().irregularities());
    DispatchPicture over = mail.arrived(Mail.FIRST, 1).arrived(Mail.FIRST, 2).received().picture();
    assertEquals(List.of(Kind.RECEPTACLE_MISSING), kinds(over));
    assertEquals(Mail.SECOND.toString(), over.irregularities().getFirst().subject());
    assertEquals(Status.RECEIVED_PARTIAL, over.status());
  }

  @Test
  void aReceptacleThatNobodyDeclaredIsExcess() {
    ReceptacleId third = Mail.bag(3, Indicator.NO, 20);
    DispatchPicture picture = whole().seen(third).picture();
    assertEquals(List.of(Kind.RECEPTACLE_EXCESS), kinds(picture));
    assertEquals(third.toString(), picture.irregularities().getFirst().subject());
  }

  @Test
  void receptaclesWithoutADeclarationLackTheirAdviceAndAreNotExcess() {
    DispatchPicture picture = new Mail().seen(Mail.FIRST).picture();
    assertEquals(List.of(Kind.ADVICE_MISSING), kinds(picture));
    assertEquals(State.RECEIVED, picture.receptacles().getFirst().state());
  }

  @Test
  void aDeclarationThatComesAfterTheMailIsLate() {
    DispatchPicture picture = new Mail().seen(Mail.FIRST).advised().picture();
    assertEquals(List.of(Kind.ADVICE_LATE), kinds(picture));
  }

  @Test
  void theLatestVersionOfADeclarationHoldsAndTheReplacementIsNamed() {
    Advice second = Mail.advice(2, List.of(Mail.declared(Mail.bag(1, Indicator.YES, 50), 1)));
    DispatchPicture picture = new Mail().advised(second).advised().picture();
    assertEquals(Optional.of(second), picture.advice());
    assertEquals(List.of(Kind.ADVICE_REPLACED), kinds(picture));
  }

  @Test
  void theSameDeclarationTwiceIsNoReplacement() {
    assertEquals(List.of(), new Mail().advised().advised().picture().irregularities());
  }

  @Test
  void anItemThatWasNotInItsReceptacleIsMissingOnceTheReceptacleIsChecked() {
    Mail mail = new Mail().advised().seen(Mail.FIRST).arrived(Mail.FIRST, 1);
    assertEquals(List.of(), mail.picture().irregularities());
    assertEquals(List.of(Kind.ITEM_MISSING), kinds(mail.checked(Mail.FIRST).picture()));
  }

  @Test
  void anItemInAnotherReceptacleIsMisplacedAndNotMissing() {
    DispatchPicture picture =
        new Mail()
            .advised()
            .arrived(Mail.FIRST, 1)
            .arrived(Mail.SECOND, 2)
            .arrived(Mail.SECOND, 3)
            .arrived(Mail.SECOND, 4)
            .received()
            .picture();
    assertEquals(List.of(Kind.ITEM_MISPLACED), kinds(picture));
    Irregularity wrong = picture.irregularities().getFirst();
    assertEquals(Mail.FIRST.toString(), wrong.expected());
    assertEquals(Mail.SECOND.toString(), wrong.found());
    assertEquals(
        ItemState.ELSEWHERE,
        picture.receptacles().getFirst().items().stream()
            .filter(each -> each.id().equals(Mail.id(2)))
            .findFirst()
            .orElseThrow()
            .state());
  }

  @Test
  void anItemThatNobodyDeclaredIsExcess() {
    DispatchPicture picture = whole().arrived(Mail.FIRST, 9).picture();
    assertEquals(List.of(Kind.ITEM_EXCESS), kinds(picture));
  }

  @Test
  void whereLettersAreOnlyCountedAnItemIsNoneTooMany() {
    Advice.Receptacle counted =
        new Advice.Receptacle(
            Mail.bag(1, Indicator.YES, 50),
            "BG",
            OptionalInt.empty(),
            Optional.empty(),
            List.of(),
            List.of(new Advice.Bulk(org.wasl.post.MailFormat.E, 7, 4_000)));
    DispatchPicture picture =
        new Mail()
            .advised(Mail.advice(1, List.of(counted)))
            .arrived(counted.id(), 9)
            .received()
            .picture();
    assertEquals(List.of(), picture.irregularities());
  }

  @Test
  void aReceptacleAtAnotherOfficeIsMissent() {
    OfficeCode other = new OfficeCode("SYALPA");
    DispatchPicture picture =
        new Mail().advised().seen(other, Mail.FIRST, Condition.GOOD, OptionalInt.empty()).picture();
    assertEquals(List.of(Kind.RECEPTACLE_MISSENT), kinds(picture));
    assertEquals(other.value(), picture.irregularities().getFirst().found());
  }

  @Test
  void damageAndAWeightBeyondTheToleranceAreNamed() {
    DispatchPicture picture =
        new Mail()
            .advised()
            .seen(Mail.TO, Mail.FIRST, Condition.TORN, OptionalInt.of(5_301))
            .seen(Mail.TO, Mail.SECOND, Condition.GOOD, OptionalInt.of(8_300))
            .picture();
    assertEquals(List.of(Kind.RECEPTACLE_DAMAGED, Kind.WEIGHT_DIFFERENT), kinds(picture));
    assertEquals("5000 g", picture.irregularities().getLast().expected());
    assertEquals("5301 g", picture.irregularities().getLast().found());
  }

  /// Declared with 1,000 g each; items may differ by 50 g.
  @Test
  void anItemFoundDamagedOrOfAnotherWeightIsNamed() {
    DispatchPicture picture =
        new Mail()
            .advised()
            .seen(Mail.FIRST)
            .found(Mail.FIRST, 1, Condition.WET, OptionalInt.of(1_051))
            .found(Mail.FIRST, 2, Condition.GOOD, OptionalInt.of(950))
            .picture();
    assertEquals(
        List.of(
            new Irregularity(Kind.ITEM_DAMAGED, Mail.id(1), "GOOD", "WET"),
            new Irregularity(Kind.ITEM_WEIGHT_DIFFERENT, Mail.id(1), "1000 g", "1051 g")),
        picture.irregularities());
    ReceptaclePicture.Item item = picture.receptacles().getFirst().items().getFirst();
    assertEquals(Condition.WET, item.worst());
    assertEquals(OptionalInt.of(1_051), item.weighed());
    assertEquals(OptionalInt.of(1_000), item.grams());
  }

  /// Agreements from before items were weighed name no tolerance.
  @Test
  void whereThePostsAgreedOnNoToleranceOfItemsTheirWeightsAreNotCompared() {
    Mail mail =
        new Mail()
            .advised()
            .seen(Mail.FIRST)
            .found(Mail.FIRST, 1, Condition.WET, OptionalInt.of(9_000));
    assertEquals(
        List.of(Kind.ITEM_DAMAGED),
        kinds(DispatchStory.of(Mail.DISPATCH, mail.facts(), Mail.tolerances(OptionalInt.empty()))));
  }

  /// What is told after the scan of an item adds to it, in whatever order it comes.
  @Test
  void theWorstConditionAndTheLastWeightOfAnItemHold() {
    Mail mail =
        new Mail()
            .advised()
            .seen(Mail.FIRST)
            .arrived(Mail.FIRST, 1)
            .found(Mail.FIRST, 1, Condition.OPENED, OptionalInt.of(700))
            .found(Mail.FIRST, 1, Condition.TORN, OptionalInt.empty())
            .found(Mail.FIRST, 1, Condition.GOOD, OptionalInt.of(800));
    List<Fact> facts = new ArrayList<>(mail.facts());
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(facts, new Random(i));
      assertEquals(
          List.of(
              new Irregularity(Kind.ITEM_DAMAGED, Mail.id(1), "GOOD", "OPENED"),
              new Irregularity(Kind.ITEM_WEIGHT_DIFFERENT, Mail.id(1), "1000 g", "800 g")),
          DispatchStory.of(Mail.DISPATCH, facts, Mail.tolerances()).irregularities());
    }
  }

  /// It is compared with what is declared wherever that is; what nobody declared has no weight to
  /// differ from.
  @Test
  void theWeightOfAnItemInAnotherReceptacleIsComparedWithItsDeclaration() {
    DispatchPicture picture =
        new Mail()
            .advised()
            .seen(Mail.SECOND)
            .found(Mail.SECOND, 1, Condition.GOOD, OptionalInt.of(400))
            .found(Mail.SECOND, 9, Condition.CRUSHED, OptionalInt.of(400))
            .picture();
    assertEquals(
        List.of(
            new Irregularity(Kind.ITEM_EXCESS, Mail.id(9), "", Mail.SECOND.toString()),
            new Irregularity(
                Kind.ITEM_MISPLACED, Mail.id(1), Mail.FIRST.toString(), Mail.SECOND.toString()),
            new Irregularity(Kind.ITEM_DAMAGED, Mail.id(9), "GOOD", "CRUSHED"),
            new Irregularity(Kind.ITEM_WEIGHT_DIFFERENT, Mail.id(1), "1000 g", "400 g")),
        picture.irregularities());
  }

  @Test
  void aRescanOfTheSameReceptacleIsNoDuplicateButTwoLabelsOfOneNumberAre() {
    assertEquals(
        List.of(),
        new Mail().advised().seen(Mail.FIRST).seen(Mail.FIRST).picture().irregularities());
    ReceptacleId twin = Mail.bag(1, Indicator.NO, 51);
    DispatchPicture picture = new Mail().advised().seen(Mail.FIRST).seen(twin).picture();
    assertTrue(kinds(picture).contains(Kind.RECEPTACLE_DUPLICATE));
  }

  @Test
  void aLabelThatDiffersFromTheDeclarationStandsForItsReceptacle() {
    ReceptacleId printed = Mail.bag(1, Indicator.YES, 61);
    DispatchPicture picture =
        new Mail().advised().seen(printed).seen(Mail.SECOND).received().picture();
    assertTrue(picture.receptacles().stream().noneMatch(each -> each.state() == State.MISSING));
    assertTrue(kinds(picture).contains(Kind.LAST_INDICATOR_WRONG));
    assertTrue(kinds(picture).contains(Kind.WEIGHT_DIFFERENT));
  }

  @Test
  void theHighestReceptacleAloneIsMarkedAsTheLast() {
    List<Advice.Receptacle> none =
        List.of(Mail.declared(Mail.FIRST), Mail.declared(Mail.bag(2, Indicator.NO, 80)));
    List<Advice.Receptacle> first =
        List.of(
            Mail.declared(Mail.bag(1, Indicator.YES, 50)),
            Mail.declared(Mail.bag(2, Indicator.NO, 80)));
    List<Advice.Receptacle> notCarried =
        List.of(
            Mail.declared(Mail.bag(1, Indicator.NOT_CARRIED, 50)),
            Mail.declared(Mail.bag(2, Indicator.NOT_CARRIED, 80)));
    assertEquals(
        List.of(Kind.LAST_INDICATOR_WRONG),
        kinds(new Mail().advised(Mail.advice(1, none)).picture()));
    assertEquals(
        List.of(Kind.LAST_INDICATOR_WRONG),
        kinds(new Mail().advised(Mail.advice(1, first)).picture()));
    assertEquals(List.of(), kinds(new Mail().advised(Mail.advice(1, notCarried)).picture()));
  }

  @Test
  void identifiersClassesAndCountriesOfItemsAreChecked() {
    ReceptacleId only = Mail.bag(1, Indicator.YES, 50);
    Advice.Receptacle bag =
        new Advice.Receptacle(
            only,
            "BG",
            OptionalInt.empty(),
            Optional.empty(),
            List.of(
                item("EE123456780IQ", "SY"),
                item("SHOP-17", "SY"),
                item("RR123456785IQ", "SY"),
                item("EE000000005IQ", "JO"),
                item("EE000000005IQ", "SY")),
            List.of());
    List<Kind> found = kinds(new Mail().advised(Mail.advice(1, List.of(bag))).picture());
    assertEquals(
        List.of(
            Kind.REGISTERED_INDICATOR_WRONG,
            Kind.ITEM_MISSENT,
            Kind.ITEM_DUPLICATE,
            Kind.ITEM_IDENTIFIER_WRONG,
            Kind.ITEM_IDENTIFIER_WRONG,
            Kind.SUB_CLASS_WRONG),
        found);
  }

  private static Advice.Item item(String id, String country) {
    return new Advice.Item(
        ItemReading.of(id), OptionalInt.empty(), Optional.of(country), Optional.empty());
  }

  @Test
  void aNoteHoldsTheDispatchOpenUntilItIsAccepted() {
    Mail mail = new Mail().advised().seen(Mail.FIRST).received();
    VerificationNote note =
        new VerificationNote(
            new UUID(2, 1),
            Mail.TO,
            2026,
            1,
            Mail.DISPATCH,
            mail.picture().irregularities().subList(0, 1),
            "");
    mail.add(Mail.TO, new Deed.NoteWritten(note));
    assertEquals(Status.CONTESTED, mail.picture().status());
    mail.add(Mail.FROM, new Deed.NoteAnswered(Mail.DISPATCH, note.id(), true, ""));
    assertEquals(Status.RECEIVED_PARTIAL, mail.picture().status());
    assertEquals(NotePicture.State.ACCEPTED, mail.picture().notes().getFirst().state());
  }

  @Test
  void aNoteThatIsNotAnsweredCountsAfterTheAgreedTime() {
    Mail mail = new Mail().advised().seen(Mail.FIRST).received();
    VerificationNote note =
        new VerificationNote(
            new UUID(2, 1),
            Mail.TO,
            2026,
            1,
            Mail.DISPATCH,
            mail.picture().irregularities().subList(0, 1),
            "");
    NotePicture open = mail.add(Mail.TO, new Deed.NoteWritten(note)).picture().notes().getFirst();
    java.time.Period two = java.time.Period.ofMonths(2);
    assertEquals(java.time.LocalDate.of(2026, 5, 2), open.lastDay(two));
    assertTrue(!open.counts(java.time.LocalDate.of(2026, 5, 2), two));
    assertTrue(open.counts(java.time.LocalDate.of(2026, 5, 3), two));
  }

  private static VerificationNote note(OfficeCode office, Mail mail) {
    return new VerificationNote(
        new UUID(2, 1),
        office,
        2026,
        1,
        Mail.DISPATCH,
        mail.picture().irregularities().subList(0, 1),
        "");
  }

  private static Fact on(LocalDate day, OfficeCode office, Deed deed) {
    LocalDateTime wall = day.atTime(9, 0);
    ZoneOffset three = ZoneOffset.ofHours(3);
    return new Fact(
        new UUID(3, day.toEpochDay()),
        office,
        new Moment(wall, Optional.of(three), wall.toInstant(three)),
        deed);
  }

  private static NotePicture noted(Map<UUID, Instant> told, Fact... later) {
    Mail mail = new Mail().advised().seen(Mail.FIRST).received();
    mail.add(Mail.TO, new Deed.NoteWritten(note(Mail.TO, mail)));
    List<Fact> facts = new ArrayList<>(mail.facts());
    facts.addAll(List.of(later));
    return DispatchStory.of(Mail.DISPATCH, facts, told, Mail.tolerances()).notes().getFirst();
  }

  private static Deed answer(boolean accepted) {
    return new Deed.NoteAnswered(Mail.DISPATCH, new UUID(2, 1), accepted, "");
  }

  private static final LocalDate LAST = LocalDate.of(2026, 5, 2);

  @Test
  void aNoteThatCountsBySilenceIsNotUndoneByAContestAfterTheLastDay() {
    Period two = Period.ofMonths(2);
    NotePicture late = noted(Map.of(), on(LAST.plusDays(1), Mail.FROM, answer(false)));
    assertEquals(NotePicture.State.OPEN, late.state());
    assertTrue(late.counts(LAST.plusDays(1), two));
    assertFalse(late.mayBeContested(LAST.plusDays(1), two));
    NotePicture inTime = noted(Map.of(), on(LAST, Mail.FROM, answer(false)));
    assertEquals(NotePicture.State.CONTESTED, inTime.state());
    assertFalse(inTime.counts(LAST.plusDays(1), two));
  }

  @Test
  void aContestThatIsDatedInTimeAndToldLongAfterItChangesNothing() {
    Fact contest = on(LAST, Mail.FROM, answer(false));
    for (int days = 3; days <= 4; days++) {
      Instant told = LAST.plusDays(days).atTime(12, 0).toInstant(ZoneOffset.UTC);
      assertEquals(
          days == 3 ? NotePicture.State.CONTESTED : NotePicture.State.OPEN,
          noted(Map.of(contest.id(), told), contest).state());
    }
  }

  @Test
  void aContestedNoteIsResolvedByALaterAcceptanceOrByItsWriter() {
    Fact contest = on(LAST.minusDays(9), Mail.FROM, answer(false));
    Fact accepted = on(LAST.plusDays(9), Mail.FROM, answer(true));
    assertEquals(NotePicture.State.ACCEPTED, noted(Map.of(), contest, accepted).state());
    Deed withdrawal = new Deed.NoteWithdrawn(Mail.DISPATCH, new UUID(2, 1), "");
    NotePicture withdrawn = noted(Map.of(), contest, on(LAST.plusDays(9), Mail.TO, withdrawal));
    assertEquals(NotePicture.State.WITHDRAWN, withdrawn.state());
    assertFalse(withdrawn.counts(LAST.plusDays(99), Period.ofMonths(2)));
    NotePicture byOther = noted(Map.of(), contest, on(LAST.plusDays(9), Mail.FROM, withdrawal));
    assertEquals(NotePicture.State.CONTESTED, byOther.state());
  }

  @Test
  void whatWasAcceptedIsNotWithdrawnAfterwards() {
    Deed withdrawal = new Deed.NoteWithdrawn(Mail.DISPATCH, new UUID(2, 1), "");
    Fact accepted = on(LAST.minusDays(9), Mail.FROM, answer(true));
    NotePicture later = noted(Map.of(), accepted, on(LAST.minusDays(3), Mail.TO, withdrawal));
    assertEquals(NotePicture.State.ACCEPTED, later.state());
    NotePicture before = noted(Map.of(), accepted, on(LAST.minusDays(12), Mail.TO, withdrawal));
    assertEquals(NotePicture.State.WITHDRAWN, before.state());
  }

  @Test
  void anAcceptanceIsNotTakenBackByALaterContest() {
    Fact accepted = on(LAST.minusDays(9), Mail.FROM, answer(true));
    Fact contest = on(LAST.minusDays(8), Mail.FROM, answer(false));
    assertEquals(NotePicture.State.ACCEPTED, noted(Map.of(), accepted, contest).state());
  }

  @Test
  void theTimeForAnAnswerCountsFromTheDayOnWhichTheNoteWasTold() {
    Mail mail = new Mail().advised().seen(Mail.FIRST).received();
    mail.add(Mail.TO, new Deed.NoteWritten(note(Mail.TO, mail)));
    UUID written = mail.facts().getLast().id();
    Instant night = Instant.parse("2026-03-31T21:30:00Z");
    NotePicture told =
        DispatchStory.of(Mail.DISPATCH, mail.facts(), Map.of(written, night), Mail.tolerances())
            .notes()
            .getFirst();
    assertEquals(LocalDate.of(2026, 4, 1), told.since());
    assertEquals(LocalDate.of(2026, 6, 1), told.lastDay(Period.ofMonths(2)));
  }

  @Test
  void onlyTheOfficeThatShouldHaveReceivedWritesNotes() {
    Mail mail = new Mail().advised().seen(Mail.FIRST).received();
    VerificationNote byOrigin = note(Mail.FROM, mail);
    assertEquals(List.of(), mail.add(Mail.FROM, new Deed.NoteWritten(byOrigin)).picture().notes());
  }

  @Test
  void whateverTheOrderInWhichFactsComeThePictureIsTheSame() {
    List<Fact> facts =
        new ArrayList<>(
            whole()
                .seen(Mail.bag(3, Indicator.NO, 20))
                .seen(Mail.TO, Mail.SECOND, Condition.WET, OptionalInt.of(9_000))
                .arrived(Mail.SECOND, 9)
                .advised(Mail.advice(2, List.of(Mail.declared(Mail.FIRST, 1, 5))))
                .happened(Mail.TO, EventCode.EMI, Optional.of(Mail.FIRST), Mail.item(1))
                .facts());
    String digest = DispatchStory.of(Mail.DISPATCH, facts, Mail.tolerances()).digest();
    for (int seed = 0; seed < 200; seed++) {
      Collections.shuffle(facts, new Random(seed));
      assertEquals(digest, DispatchStory.of(Mail.DISPATCH, facts, Mail.tolerances()).digest());
    }
  }
}
