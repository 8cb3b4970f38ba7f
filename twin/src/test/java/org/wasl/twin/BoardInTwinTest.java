package org.wasl.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.post.Advice;
import org.wasl.post.Condition;
import org.wasl.post.DispatchKey;
import org.wasl.post.Moment;
import org.wasl.post.OfficeCode;
import org.wasl.post.exchange.AccountAutopilot;
import org.wasl.post.exchange.BoardDesk;
import org.wasl.post.exchange.BoardDesk.OfMonth;
import org.wasl.post.exchange.EmptiesDesk;
import org.wasl.post.following.DispatchPicture;
import org.wasl.post.forming.EmptiesClosing;
import org.wasl.post.generation.Fortnight;
import org.wasl.post.generation.MailSetting;
import org.wasl.post.generation.MailWithTruth;
import org.wasl.post.managing.Arrivals;
import org.wasl.post.managing.BagBalance;
import org.wasl.post.rating.MailCount;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;
import org.wasl.post.recording.VerificationNote;
import org.wasl.settlement.Line;
import org.wasl.settlement.agreeing.AgreedLine;
import org.wasl.settlement.agreeing.MonthCase.Stage;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;
import org.wasl.terms.Progress;
import org.wasl.terms.country.CountriesFolder;

/// The figures of both managers: what one is owed the other owes, and together they are what the
/// accounts say.
class BoardInTwinTest {
  private static final CountriesFolder COUNTRIES = new CountriesFolder(Path.of("..", "countries"));
  private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);
  private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
  private static final LocalDate OVER = LocalDate.of(2026, 10, 12);
  private static final OfficeCode SY = new OfficeCode("SYDAMA");
  private static final OfficeCode IQ = new OfficeCode("IQBGWA");
  private static final ZoneId ZONE = ZoneId.of("Asia/Baghdad");

  @TempDir Path folder;
  private Twin twin;
  private long ids;

  @BeforeEach
  void mail() {
    twin = new Twin(COUNTRIES, new PartyId("sy"), new PartyId("iq"), folder, 5, Twin.Faults.NONE);
    Fortnight mail =
        MailWithTruth.make(
            new MailSetting(
                5,
                new MailSetting.Side(SY, new OfficeCode("SYALPA"), ZONE, "SY"),
                new MailSetting.Side(IQ, new OfficeCode("IQBGWB"), ZONE, "IQ"),
                twin.one().post().agreement().mails(),
                LocalDate.of(2026, 9, 14),
                3,
                3,
                5,
                400));
    twin.one().post().takeAll(mail.ofOne(), "test");
    twin.other().post().takeAll(mail.ofOther(), "test");
    tell();
  }

  private void tell() {
    for (Twin.Side side : List.of(twin.one(), twin.other())) {
      side.post().tell();
    }
    twin.settle(60_000);
  }

  private static BoardDesk board(Twin.Side side) {
    BoardDesk board = new BoardDesk(side.post(), side.accounts(), side.inquiries());
    board.tend();
    assertFalse(board.isBehind());
    return board;
  }

  private static OfMonth september(Twin.Side side) {
    return board(side).money(13).months().stream()
        .filter(each -> each.month().equals(SEPTEMBER))
        .findFirst()
        .orElseThrow();
  }

  private void requireMirrored() {
    OfMonth one = september(twin.one());
    OfMonth other = september(twin.other());
    assertTrue(one.owedToUs() > 0 && one.weOwe() > 0);
    assertEquals(one.owedToUs(), other.weOwe());
    assertEquals(one.weOwe(), other.owedToUs());
    assertEquals(one.balance(), -other.balance());
    assertEquals(one.gramsIn(), other.gramsOut());
    assertEquals(one.gramsOut(), other.gramsIn());
  }

  private void until(LocalDate day) {
    while (twin.one().accounts().today().isBefore(day)) {
      twin.forward(Duration.ofHours(20));
      twin.settle(60_000);
    }
  }

  private static boolean step(Twin.Side side, YearMonth period) {
    OrganisationId post = side.post().agreement().speaker(side.post().us());
    return new AccountAutopilot(
            side.accounts(),
            side.border().approvals(),
            new Person("first", post),
            new Person("second", post))
        .step(period, Progress.NONE);
  }

  private void account(YearMonth period) {
    for (int round = 0; round < 60; round++) {
      step(twin.one(), period);
      step(twin.other(), period);
      twin.settle(60_000);
    }
    assertEquals(Stage.CLOSED, twin.one().accounts().month(period).stage());
  }

  /// What was agreed and what the next account would say, by stream.
  private Map<String, List<Long>> accounted() {
    Map<String, List<Long>> sums = new TreeMap<>();
    Stream<Line> agreed =
        twin.one().accounts().month(SEPTEMBER).agreedAccount().orElseThrow().lines().stream()
            .map(AgreedLine::line);
    Stream<Line> next =
        twin.one().accounts().account(OCTOBER, Progress.NONE).account().lines().stream();
    Stream.concat(agreed, next)
        .forEach(each ->
            sums.merge(
                each.key().stream(),
                List.of(MailCount.grams(each.quantities()), each.exact().longValueExact()),
                (a, b) -> List.of(a.get(0) + b.get(0), a.get(1) + b.get(1))));
    return sums;
  }

  private static Map<String, List<Long>> shown(OfMonth month) {
    Map<String, List<Long>> sums = new TreeMap<>();
    month
        .streams()
        .forEach(each -> sums.put(each.stream().id(), List.of(each.grams(), each.microSdr())));
    return sums;
  }

  @Test
  void whatOnePostIsOwedTheOtherOwesAndTheAccountsSayTheSame() {
    requireMirrored();
    account(SEPTEMBER);
    until(OVER);
    assertEquals(accounted(), shown(september(twin.one())));
  }

  /// Final rates are published in October, and a note is accepted in it: the board goes by them at
  /// once, as the next account will.
  @Test
  void whatChangesLaterChangesTheFiguresOfTheDayOnWhichMailWasClosed() {
    Map<String, List<Long>> first = shown(september(twin.one()));
    DispatchPicture noted =
        twin.one().post().dispatches(true, 1_000).stream()
            .flatMap(each -> twin.one().post().picture(each.dispatch()).stream())
            .filter(
                each -> each.advice().isPresent() && each.advice().get().receptacles().size() > 0)
            .filter(each ->
                each.irregularities().stream()
                    .anyMatch(one -> one.kind().name().endsWith("_MISSING")))
            .findFirst()
            .orElseThrow();
    VerificationNote note =
        new VerificationNote(
            new UUID(78, 1), IQ, 2026, 1, noted.dispatch(), noted.irregularities(), "");
    keep(twin.other(), IQ, LocalDateTime.of(2026, 9, 20, 9, 0), new Deed.NoteWritten(note));
    tell();
    Arrivals before = arrivals(twin.other(), false);
    assertEquals(1, before.notes());
    account(SEPTEMBER);
    keep(
        twin.one(),
        SY,
        LocalDateTime.of(2026, 10, 5, 9, 0),
        new Deed.NoteAnswered(noted.dispatch(), note.id(), true, ""));
    tell();
    until(OVER);
    Map<String, List<Long>> then = shown(september(twin.one()));
    assertFalse(first.equals(then));
    assertEquals(accounted(), then);
    requireMirrored();
  }

  private void keep(Twin.Side side, OfficeCode office, LocalDateTime wall, Deed deed) {
    ZoneOffset offset = ZoneOffset.ofHours(3);
    Moment at = new Moment(wall, Optional.of(offset), wall.toInstant(offset));
    side.post().takeAll(List.of(new Fact(new UUID(77, ++ids), office, at, deed)), "test");
  }

  private static Arrivals arrivals(Twin.Side side, boolean isOut) {
    return board(side).arrivals(isOut, LocalDate.of(2026, 9, 1), LocalDate.of(2026, 12, 31));
  }

  @Test
  void bothSeeTheSameOfWhatArrived() {
    assertEquals(arrivals(twin.one(), true), arrivals(twin.other(), false));
    assertEquals(arrivals(twin.one(), false), arrivals(twin.other(), true));
    Arrivals before = arrivals(twin.one(), false);
    DispatchPicture arrived =
        twin.one().post().dispatches(false, 1_000).stream()
            .flatMap(each -> twin.one().post().picture(each.dispatch()).stream())
            .filter(each -> each.advice().isPresent() && each.seen() > 0)
            .filter(each -> each.receptacles().stream().allMatch(one -> one.weighed().isEmpty()))
            .findFirst()
            .orElseThrow();
    Advice.Receptacle bag = arrived.advice().orElseThrow().receptacles().getFirst();
    int declared = bag.grams().orElse(bag.id().labelGrams().orElseThrow());
    OfficeCode office = arrived.dispatch().id().series().destination();
    keep(
        twin.one(),
        office,
        LocalDateTime.of(2026, 9, 25, 9, 0),
        new Deed.ReceptacleSeen(bag.id(), Condition.GOOD, OptionalInt.of(declared + 250)));
    tell();
    Arrivals after = arrivals(twin.one(), false);
    assertEquals(before.weighed() + 1, after.weighed());
    assertEquals(
        before.foundGrams() - before.declaredGrams() + 250,
        after.foundGrams() - after.declaredGrams());
    assertEquals(after, arrivals(twin.other(), true));
  }

  private static BagBalance bags(Twin.Side side) {
    return board(side).bags().stream()
        .filter(each -> each.type().equals("BG"))
        .findFirst()
        .orElseThrow();
  }

  private void requireMirroredBags() {
    BagBalance one = bags(twin.one());
    BagBalance other = bags(twin.other());
    assertEquals(one.oursThere(), other.theirsHere());
    assertEquals(one.theirsHere(), other.oursThere());
    assertEquals(one.oursBack(), other.theirsBack());
  }

  /// 9 empty bags come back in a tenth; nobody pays for them.
  @Test
  void emptyReceptaclesThatCameBackAreNotThereAnyLonger() {
    long owed = september(twin.one()).owedToUs();
    long before = bags(twin.one()).oursThere();
    assertTrue(before > 10);
    requireMirroredBags();
    Twin.Side other = twin.other();
    Person clerk = new Person("clerk", other.post().agreement().speaker(other.post().us()));
    EmptiesDesk.Wish wish =
        new EmptiesDesk.Wish(
            new UUID(79, 1),
            IQ,
            SY,
            List.of(new EmptiesClosing.Bundle("BG", 9, 8_000, Optional.of("S1"))));
    EmptiesDesk desk = new EmptiesDesk(other.post());
    EmptiesDesk.Sent sent = desk.send(wish, clerk);
    DispatchKey dispatch = assertInstanceOf(EmptiesDesk.Sent.Done.class, sent).dispatch();
    assertEquals(sent, desk.send(wish, clerk), "wished twice it is one");
    tell();
    assertEquals(before, bags(twin.one()).oursThere(), "on their way");
    Advice.Receptacle bag =
        twin.one()
            .post()
            .picture(dispatch)
            .flatMap(DispatchPicture::advice)
            .orElseThrow()
            .receptacles()
            .getFirst();
    assertEquals(9, bag.empties());
    keep(
        twin.one(),
        SY,
        LocalDateTime.of(2026, 10, 3, 9, 0),
        new Deed.ReceptacleSeen(bag.id(), Condition.GOOD, OptionalInt.empty()));
    tell();
    assertEquals(before - 10, bags(twin.one()).oursThere());
    requireMirroredBags();
    assertEquals(owed, september(twin.one()).owedToUs());
  }
}
