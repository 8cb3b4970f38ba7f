package org.wasl.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;
import org.wasl.border.MessageId;
import org.wasl.border.approval.Approvals.Decision;
import org.wasl.border.approval.Proposal;
import org.wasl.post.Advice;
import org.wasl.post.DispatchId;
import org.wasl.post.DispatchKey;
import org.wasl.post.ItemId;
import org.wasl.post.ItemReading;
import org.wasl.post.Moment;
import org.wasl.post.OfficeCode;
import org.wasl.post.ReceptacleId;
import org.wasl.post.ReceptacleId.Indicator;
import org.wasl.post.customs.CustomsDeclaration;
import org.wasl.post.customs.CustomsDeclaration.Party;
import org.wasl.post.exchange.InquiryDesk;
import org.wasl.post.exchange.InquiryDesk.Opened;
import org.wasl.post.exchange.InquiryDesk.People;
import org.wasl.post.exchange.InquiryDesk.Read;
import org.wasl.post.exchange.InquiryDesk.Said;
import org.wasl.post.exchange.PostDesk;
import org.wasl.post.exchange.Recorded;
import org.wasl.post.following.InquiryPicture;
import org.wasl.post.following.InquiryPicture.State;
import org.wasl.post.inquiring.Indemnity;
import org.wasl.post.keeping.Stored;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;
import org.wasl.post.recording.InquiryReply;
import org.wasl.post.recording.InquiryReply.Result;
import org.wasl.post.recording.ItemInquiry;
import org.wasl.post.recording.ItemInquiry.Names;
import org.wasl.post.recording.ItemInquiry.Reason;
import org.wasl.post.wire.FactJson;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.twin.Twin.Faults;

/// Inquiries from one post to the other, answered, late and withdrawn.
class InquiriesInTwinTest {
  private static final OfficeCode FROM = new OfficeCode("SYDAMA");
  private static final CountriesFolder COUNTRIES = new CountriesFolder(Path.of("..", "countries"));
  private static final String NAME = "مرسَل إليه لا يعبر اسمه في واقعة";

  @TempDir Path folder;

  private Twin twin(long seed, Faults faults) {
    return new Twin(COUNTRIES, new PartyId("sy"), new PartyId("iq"), folder, seed, faults);
  }

  private static Person clerk(Twin.Side side, String name) {
    PostDesk desk = side.post();
    return new Person(name, desk.agreement().speaker(desk.us()));
  }

  private static LocalDate today(Twin.Side side) {
    return side.post().here().wall().toLocalDate();
  }

  private static InquiryDesk.Wish wish(
      Twin.Side side, ItemId item, Reason reason, Optional<People> people) {
    return new InquiryDesk.Wish(
        side.post().freshId(),
        side.post().offices().getFirst().code(),
        item,
        Set.of(reason),
        today(side).minusDays(20),
        FROM,
        2_000,
        false,
        OptionalLong.empty(),
        OptionalLong.empty(),
        ItemInquiry.Asker.SENDER,
        people,
        "");
  }

  private static People people() {
    return new People(
        new Party("مرسِلة", "شارع 1", "دمشق", "SY", ""),
        new Party(NAME, "شارع 2", "بغداد", "IQ", ""),
        "كتاب");
  }

  /// Does it until it is done, however often the node stops meanwhile.
  private static void until(Twin twin, BooleanSupplier deed) {
    boolean[] done = {false};
    while (!done[0]) {
      twin.act(() -> {
        done[0] = deed.getAsBoolean();
        return true;
      });
    }
  }

  private static UUID open(Twin twin, Twin.Side side, InquiryDesk.Wish wish) {
    until(twin, () -> side.inquiries().open(wish, clerk(side, "clerk")) instanceof Opened.Done);
    return wish.id();
  }

  private static UUID ask(Twin twin, ItemId item, Reason reason, Optional<People> people) {
    return open(twin, twin.one(), wish(twin.one(), item, reason, people));
  }

  private static void settle(Twin twin) {
    for (int i = 0; i < 3; i++) {
      for (Twin.Side side : List.of(twin.one(), twin.other())) {
        until(
            twin,
            () -> {
              side.post().tend();
              return true;
            });
      }
      twin.settle(60_000);
    }
  }

  private static InquiryPicture picture(Twin.Side side, UUID inquiry) {
    return side.inquiries().find(inquiry).orElseThrow();
  }

  private static void assertSame(Twin twin, UUID inquiry, State state) {
    InquiryPicture one = picture(twin.one(), inquiry);
    assertEquals(one, picture(twin.other(), inquiry));
    assertEquals(state, twin.one().inquiries().state(one));
    assertEquals(state, twin.other().inquiries().state(one));
  }

  private static InquiryReply reply(Result result, LocalDate day, boolean isLiable) {
    return new InquiryReply(result, Optional.of(day), "IQBGWA", isLiable, "");
  }

  private static List<Indemnity> indemnities(Twin twin, LocalDate day) {
    List<Indemnity> ours = twin.one().inquiries().indemnities(YearMonth.from(day));
    assertEquals(ours, twin.other().inquiries().indemnities(YearMonth.from(day)));
    return ours;
  }

  @ParameterizedTest
  @ValueSource(longs = {31, 32, 33, 34, 35})
  void bothPostsSeeTheSameOfEveryInquiryWhateverHappensOnTheWay(long seed) {
    Twin twin = twin(seed, seed == 31 ? Faults.NONE : Faults.ROUGH);
    Twin.Side asking = twin.one();
    Twin.Side asked = twin.other();
    List<InquiryDesk.Wish> wishes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      wishes.add(
          wish(
              asking,
              ItemId.of("RR", i + 1, "SY"),
              Reason.LOST,
              i % 2 == 0 ? Optional.of(people()) : Optional.empty()));
    }
    // clerks wish again what a restored node no longer knows: nothing comes twice
    while (!wishes.stream()
        .allMatch(each ->
            asking.inquiries().find(each.id()).isPresent()
                && asked.inquiries().find(each.id()).isPresent())) {
      wishes.forEach(each -> open(twin, asking, each));
      settle(twin);
    }
    UUID first = wishes.getFirst().id();
    InquiryReply delivered = reply(Result.DELIVERED, today(asked), false);
    while (picture(asking, first).reply().isEmpty() || picture(asked, first).reply().isEmpty()) {
      until(
          twin,
          () ->
              asked.inquiries().find(first).isPresent()
                  && asked
                          .inquiries()
                          .answer(asked.post().freshId(), first, delivered, clerk(asked, "clerk"))
                      instanceof Said.Done);
      settle(twin);
    }
    assertSame(twin, first, State.ANSWERED);
    for (InquiryDesk.Wish each : wishes.subList(1, 4)) {
      assertSame(twin, each.id(), State.OPEN);
    }
    assertEquals(4, asked.inquiries().inquiries(false, 10).size());
    assertEquals(
        picture(asking, first).inquiry().printed(), picture(asked, first).inquiry().printed());
    assertEquals(
        NAME,
        assertInstanceOf(
                Read.Found.class,
                asked.inquiries().people(picture(asked, first), clerk(asked, "clerk")))
            .people()
            .addressee()
            .name());
  }

  @Test
  void anAnswerThatAcceptsLiabilityIsSignedByTwoAndTheIndemnityIsEqualAtBoth() {
    Twin twin = twin(41, Faults.NONE);
    Twin.Side asked = twin.other();
    UUID id = ask(twin, ItemId.of("CP", 1, "SY"), Reason.LOST, Optional.empty());
    settle(twin);
    InquiryReply reply = reply(Result.NOT_FOUND, today(asked), true);
    Proposal proposal =
        assertInstanceOf(
                Said.Proposed.class,
                asked.inquiries().answer(asked.post().freshId(), id, reply, clerk(asked, "first")))
            .proposal();
    settle(twin);
    assertSame(twin, id, State.OPEN);
    assertInstanceOf(
        Decision.Refused.class,
        asked.border().approvals().approve(proposal.id(), clerk(asked, "first")));
    assertInstanceOf(
        Decision.Done.class,
        asked.border().approvals().approve(proposal.id(), clerk(asked, "second")));
    settle(twin);
    assertSame(twin, id, State.LIABLE);
    Indemnity due = indemnities(twin, today(asked)).getFirst();
    // a parcel of two kilograms: 40 + 2 × 4.50
    assertEquals(49_000_000, due.microSdr());
    assertEquals(new PartyId("iq"), due.debtor());
    assertEquals(new PartyId("sy"), due.creditor());
    assertEquals(Indemnity.Cause.ACCEPTED, due.cause());
    assertEquals("parcel-2026", due.row().id());
    Twin.Side asking = twin.one();
    Proposal withdrawal =
        assertInstanceOf(
                Said.Proposed.class,
                asking
                    .inquiries()
                    .close(asking.post().freshId(), id, true, "", clerk(asking, "first")))
            .proposal();
    settle(twin);
    assertSame(twin, id, State.LIABLE);
    forwardTo(twin, due.due().plusDays(3));
    assertInstanceOf(
        Decision.Done.class,
        asking.border().approvals().approve(withdrawal.id(), clerk(asking, "second")));
    settle(twin);
    assertSame(twin, id, State.WITHDRAWN);
    List<Indemnity> until = asked.inquiries().indemnitiesUntil(YearMonth.from(today(asked)));
    assertEquals(until, asking.inquiries().indemnitiesUntil(YearMonth.from(today(asked))));
    assertEquals(
        List.of(49_000_000L, -49_000_000L), until.stream().map(Indemnity::microSdr).toList());
    assertEquals(Indemnity.Cause.WITHDRAWN, until.getLast().cause());
  }

  private static void accept(Twin twin, Twin.Side asked, UUID id) {
    InquiryReply reply = reply(Result.NOT_FOUND, today(asked), true);
    Proposal proposal =
        assertInstanceOf(
                Said.Proposed.class,
                asked.inquiries().answer(asked.post().freshId(), id, reply, clerk(asked, "first")))
            .proposal();
    asked.border().approvals().approve(proposal.id(), clerk(asked, "second"));
    settle(twin);
  }

  private static void withdraw(Twin twin, Twin.Side asking, UUID id) {
    Proposal proposal =
        assertInstanceOf(
                Said.Proposed.class,
                asking
                    .inquiries()
                    .close(asking.post().freshId(), id, true, "", clerk(asking, "first")))
            .proposal();
    asking.border().approvals().approve(proposal.id(), clerk(asking, "second"));
    settle(twin);
  }

  @Test
  void anItemIsIndemnifiedOnceHoweverOftenItIsAskedAbout() {
    Twin twin = twin(49, Faults.NONE);
    Twin.Side asking = twin.one();
    Twin.Side asked = twin.other();
    InquiryDesk.Wish wish = wish(asking, ItemId.of("RR", 1, "SY"), Reason.LOST, Optional.empty());
    UUID first = open(twin, asking, wish);
    settle(twin);
    accept(twin, asked, first);
    asking.inquiries().close(asking.post().freshId(), first, false, "", clerk(asking, "clerk"));
    settle(twin);
    assertSame(twin, first, State.CLOSED);
    assertEquals(
        "post.inquiry.liable",
        refused(asking, wish(asking, wish.item(), Reason.LOST, Optional.empty())));
    // as if the asking node asked all the same
    UUID second = asking.post().freshId();
    ItemInquiry again = again(picture(asking, first).inquiry(), second);
    keep(asking, new Fact(second, FROM, asking.post().here(), new Deed.InquiryOpened(again)));
    settle(twin);
    LocalDate silent = today(asking).plusMonths(2).plusDays(1);
    YearMonth month = YearMonth.from(silent);
    List<Indemnity> expected = asked.inquiries().indemnitiesUntil(month);
    forwardTo(twin, silent.plusDays(1));
    assertSame(twin, second, State.UNANSWERED_LIABLE);
    List<Indemnity> due = asked.inquiries().indemnitiesUntil(month);
    assertEquals(
        List.of(first), due.stream().map(each -> each.inquiry().id()).toList(), "one of the two");
    assertEquals(expected, due, "whatever the day on which it is asked");
    assertEquals(due, asking.inquiries().indemnitiesUntil(month));
    withdraw(twin, asking, first);
    YearMonth then = YearMonth.from(today(asked));
    List<Indemnity> later = asked.inquiries().indemnitiesUntil(then);
    assertEquals(
        List.of(first, first, second), later.stream().map(each -> each.inquiry().id()).toList());
    assertEquals(30_000_000, later.stream().mapToLong(Indemnity::microSdr).sum());
    assertEquals(today(asking), later.getLast().due(), "from when the first no longer stands");
    assertEquals(later, asking.inquiries().indemnitiesUntil(then));
  }

  private static ItemInquiry again(ItemInquiry inquiry, UUID id) {
    return new ItemInquiry(
        id,
        inquiry.office(),
        inquiry.year(),
        inquiry.number() + 1,
        inquiry.item(),
        inquiry.reasons(),
        inquiry.posted(),
        inquiry.postedAt(),
        inquiry.grams(),
        inquiry.documents(),
        inquiry.insuredMicroSdr(),
        inquiry.claimedMicroSdr(),
        inquiry.asker(),
        inquiry.sent(),
        inquiry.names(),
        inquiry.text());
  }

  @Test
  void aParcelIsPaidByTheWeightThatItsDispatchDeclaredWhereTheInquiryNamesMore() {
    Twin twin = twin(50, Faults.NONE);
    Twin.Side asking = twin.one();
    ItemId item = ItemId.of("CP", 1, "SY");
    DispatchKey dispatch = new DispatchKey(DispatchId.parse("SYDAMAIQBGWACCN60001"), 2026);
    ReceptacleId bag = new ReceptacleId(dispatch.id(), 1, Indicator.YES, Indicator.NO, 50);
    Advice advice =
        new Advice(
            dispatch,
            1,
            asking.post().here().wall(),
            Optional.empty(),
            List.of(),
            List.of(
                new Advice.Receptacle(
                    bag,
                    "BG",
                    OptionalInt.empty(),
                    Optional.empty(),
                    List.of(
                        new Advice.Item(
                            new ItemReading.Valid(item),
                            OptionalInt.of(1_000),
                            Optional.empty(),
                            Optional.empty())),
                    List.of())));
    keep(
        asking,
        new Fact(asking.post().freshId(), FROM, asking.post().here(), new Deed.Advised(advice)));
    UUID id = open(twin, asking, wish(asking, item, Reason.LOST, Optional.empty()));
    settle(twin);
    assertEquals(2_000, picture(twin.other(), id).inquiry().grams());
    accept(twin, twin.other(), id);
    // 40 + 1 × 4.50
    assertEquals(44_500_000, indemnities(twin, today(twin.other())).getFirst().microSdr());
  }

  @Test
  void anInquiryThatNobodyAnswersMakesThePostOfDestinationLiableOnTheDayAfterTheLast() {
    Twin twin = twin(42, Faults.NONE);
    UUID id = ask(twin, ItemId.of("RR", 1, "SY"), Reason.LOST, Optional.empty());
    UUID delay = ask(twin, ItemId.of("RR", 2, "SY"), Reason.LATE, Optional.empty());
    settle(twin);
    LocalDate last = today(twin.one()).plusMonths(2);
    InquiryDesk asked = twin.other().inquiries();
    forwardTo(twin, last.minusDays(14));
    assertEquals(2, asked.dueSoon().size());
    forwardTo(twin, last);
    assertSame(twin, id, State.OPEN);
    assertEquals(List.of(), asked.late());
    forwardTo(twin, last.plusDays(1));
    assertSame(twin, id, State.UNANSWERED_LIABLE);
    assertSame(twin, delay, State.OPEN);
    assertEquals(2, asked.late().size());
    List<Indemnity> due = indemnities(twin, last.plusDays(1));
    assertEquals(1, due.size());
    assertEquals(30_000_000, due.getFirst().microSdr());
    assertEquals(last.plusDays(1), due.getFirst().due());
    assertEquals(Indemnity.Cause.SILENCE, due.getFirst().cause());
  }

  /// Three days (`toldDays`): what is told on the third day after the last counts by its date, what
  /// is told on the fourth does not.
  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void anAnswerIsInTimeByItsDateOnlyWhereItIsToldSoonAfterTheLastDay(int days) {
    Twin twin = twin(51, Faults.NONE);
    UUID id = ask(twin, ItemId.of("RR", 1, "SY"), Reason.LOST, Optional.empty());
    settle(twin);
    LocalDate last = today(twin.one()).plusMonths(2);
    forwardTo(twin, last.plusDays(days));
    Twin.Side asked = twin.other();
    ItemId item = picture(asked, id).inquiry().item();
    forge(
        asked,
        new OfficeCode("IQBGWA"),
        last,
        new Deed.InquiryAnswered(item, id, reply(Result.DELIVERED, last, false)));
    settle(twin);
    State expected = days == 3 ? State.ANSWERED : State.UNANSWERED_LIABLE;
    assertSame(twin, id, expected);
    // who admits that he is liable is believed whatever the date
    forge(
        asked,
        new OfficeCode("IQBGWA"),
        last,
        new Deed.InquiryAnswered(item, id, reply(Result.NOT_FOUND, last, true)));
    settle(twin);
    assertSame(twin, id, State.LIABLE);
  }

  /// Answers that wait together because nothing could leave: one that is refused, as told too late,
  /// takes no other with it.
  @Test
  void anAnswerThatIsToldTooLateHoldsNoOtherBack() {
    Twin twin = twin(52, Faults.NONE);
    UUID early = ask(twin, ItemId.of("RR", 1, "SY"), Reason.LOST, Optional.empty());
    settle(twin);
    LocalDate last = today(twin.one()).plusMonths(2);
    forwardTo(twin, last.minusDays(5));
    UUID later = ask(twin, ItemId.of("RR", 2, "SY"), Reason.LOST, Optional.empty());
    settle(twin);
    forwardTo(twin, last.plusDays(4));
    Twin.Side asked = twin.other();
    for (UUID each : List.of(early, later)) {
      ItemId item = picture(asked, each).inquiry().item();
      forge(
          asked,
          new OfficeCode("IQBGWA"),
          last,
          new Deed.InquiryAnswered(item, each, reply(Result.DELIVERED, last, false)));
    }
    settle(twin);
    assertSame(twin, later, State.ANSWERED);
    assertSame(twin, early, State.UNANSWERED_LIABLE);
    assertEquals(
        1, indemnities(twin, last.plusDays(1)).size(), "of the one that nobody answered in time");
  }

  private static void forwardTo(Twin twin, LocalDate day) {
    while (today(twin.one()).isBefore(day)) {
      twin.forward(Duration.ofDays(1));
    }
  }

  // The clock

  /// Registered: an answer may take two months and is due soon a fortnight before.
  @Test
  void theClockAsksAgainOnceAnAnswerIsDueSoonAndOnlyAsOftenAsAgreed() throws IOException {
    Path copy = folder.resolve("countries");
    FileSystemUtils.copyRecursively(COUNTRIES.root(), copy);
    Path agreement = copy.resolve("border").resolve("iq-sy").resolve("post-agreement.json");
    String text = Files.readString(agreement);
    Files.writeString(
        agreement,
        text.replace(
            "\"peopleDays\": 400,",
            "\"peopleDays\": 400, \"remind\": {\"afterDays\": 5, \"most\": 2},"));
    Twin twin =
        new Twin(
            new CountriesFolder(copy),
            new PartyId("sy"),
            new PartyId("iq"),
            folder.resolve("twin"),
            47,
            Faults.NONE);
    UUID id = ask(twin, ItemId.of("RR", 1, "SY"), Reason.LOST, Optional.empty());
    LocalDate soon = today(twin.one()).plusMonths(2).minusDays(14);
    forwardTo(twin, soon.minusDays(1));
    assertEquals(List.of(), reminders(twin, id));
    forwardTo(twin, soon);
    assertEquals(List.of(soon), reminders(twin, id));
    assertEquals(List.of(soon), reminders(twin, id), "the same day");
    forwardTo(twin, soon.plusDays(5));
    assertEquals(List.of(soon, soon.plusDays(5)), reminders(twin, id));
    forwardTo(twin, soon.plusDays(12));
    assertEquals(List.of(soon, soon.plusDays(5)), reminders(twin, id), "twice is enough");
    assertSame(twin, id, State.OPEN);
  }

  /// On which days the clock asked again; both posts know it.
  private static List<LocalDate> reminders(Twin twin, UUID id) {
    twin.one().inquiries().remind();
    twin.other().inquiries().remind();
    settle(twin);
    assertEquals(picture(twin.one(), id), picture(twin.other(), id));
    return picture(twin.one(), id).steps().stream()
        .filter(each -> each.deed() instanceof Deed.InquiryPursued)
        .map(each -> each.at().wall().toLocalDate())
        .toList();
  }

  // People

  @Test
  void namesStandInNoFactAndOnceErasedAtTheBorderAreReadNowhere() {
    Twin twin = twin(43, Faults.NONE);
    UUID id = ask(twin, ItemId.of("RR", 1, "SY"), Reason.LOST, Optional.of(people()));
    settle(twin);
    for (Twin.Side side : List.of(twin.one(), twin.other())) {
      InquiryPicture picture = picture(side, id);
      assertEquals(Names.TOLD, picture.inquiry().names());
      for (Stored each : side.inquiries().evidence(id)) {
        assertFalse(FactJson.json(each.fact()).canonical().contains(NAME));
      }
      assertEquals(0, readings(side));
      assertInstanceOf(Read.Found.class, side.inquiries().people(picture, clerk(side, "clerk")));
      assertEquals(1, readings(side));
      MessageId message = side.inquiryPeople().find(id).orElseThrow().message();
      assertTrue(
          new String(side.border().body(message).orElseThrow(), StandardCharsets.UTF_8)
              .contains(NAME));
      side.border().erase(message);
      assertInstanceOf(Read.Erased.class, side.inquiries().people(picture, clerk(side, "clerk")));
    }
    assertSame(twin, id, State.OPEN);
  }

  private static long readings(Twin.Side side) {
    return side.border().auditTrail().newest(100).stream()
        .filter(each -> each.action().equals("post.inquiry.people"))
        .count();
  }

  @Test
  void namesOfADeclaredItemDoNotCrossAgain() {
    Twin twin = twin(44, Faults.NONE);
    ItemId item = ItemId.of("EE", 1, "SY");
    CustomsDeclaration declaration =
        new CustomsDeclaration(
            item,
            FROM,
            today(twin.one()),
            CustomsDeclaration.Kind.GIFT,
            people().sender(),
            people().addressee(),
            900,
            Optional.empty(),
            List.of(
                new CustomsDeclaration.Piece(
                    "قميص قطن", 1, 500, new BigDecimal("20"), "USD", "610910", "SY")));
    twin.one().customs().accept(declaration, clerk(twin.one(), "clerk"));
    settle(twin);
    UUID id = open(twin, twin.one(), wish(twin.one(), item, Reason.DAMAGED, Optional.of(people())));
    settle(twin);
    for (Twin.Side side : List.of(twin.one(), twin.other())) {
      InquiryPicture picture = picture(side, id);
      assertEquals(Names.DECLARED, picture.inquiry().names());
      assertEquals(Optional.empty(), side.inquiryPeople().find(id));
      Read.Found found =
          assertInstanceOf(
              Read.Found.class, side.inquiries().people(picture, clerk(side, "clerk")));
      assertTrue(found.isDeclared());
      assertEquals(NAME, found.people().addressee().name());
      assertEquals("قميص قطن", found.people().contents());
    }
  }

  @Test
  void peopleAreForgottenAfterTheAgreedTimeAtBothPosts() {
    Twin twin = twin(45, Faults.NONE);
    UUID id = ask(twin, ItemId.of("RR", 1, "SY"), Reason.LOST, Optional.of(people()));
    settle(twin);
    forwardTo(twin, today(twin.one()).plusDays(402));
    for (Twin.Side side : List.of(twin.one(), twin.other())) {
      side.inquiries().forget();
      assertEquals(Optional.empty(), side.inquiryPeople().find(id));
      assertInstanceOf(
          Read.Erased.class, side.inquiries().people(picture(side, id), clerk(side, "clerk")));
    }
  }

  // Who may say what

  @Test
  void whatIsOutOfTimeOrOpenAlreadyIsNotAskedAndNobodyAnswersHimself() {
    Twin twin = twin(46, Faults.NONE);
    Twin.Side side = twin.one();
    ItemId item = ItemId.of("RR", 1, "SY");
    InquiryDesk.Wish good = wish(side, item, Reason.LOST, Optional.empty());
    InquiryDesk.Wish old =
        new InquiryDesk.Wish(
            good.id(),
            good.office(),
            item,
            good.reasons(),
            today(side).minusMonths(7),
            FROM,
            0,
            false,
            OptionalLong.empty(),
            OptionalLong.empty(),
            good.asker(),
            Optional.empty(),
            "");
    assertEquals("post.inquiry.inadmissible", refused(side, old));
    UUID id = open(twin, side, good);
    assertEquals(id, open(twin, side, good));
    assertEquals(
        "post.inquiry.open", refused(side, wish(side, item, Reason.LOST, Optional.empty())));
    settle(twin);
    InquiryReply reply = reply(Result.NOT_FOUND, today(side), true);
    assertInstanceOf(
        Said.Refused.class,
        side.inquiries().answer(side.post().freshId(), id, reply, clerk(side, "clerk")));
    Twin.Side other = twin.other();
    assertInstanceOf(
        Said.Refused.class,
        other.inquiries().pursue(other.post().freshId(), id, "", clerk(other, "clerk")));
    assertInstanceOf(
        Said.Refused.class,
        other.inquiries().close(other.post().freshId(), id, true, "", clerk(other, "clerk")));
    assertEquals(1, side.inquiries().evidence(id).size());
  }

  private static String refused(Twin.Side side, InquiryDesk.Wish wish) {
    return assertInstanceOf(Opened.Refused.class, side.inquiries().open(wish, clerk(side, "clerk")))
        .refusal()
        .code();
  }

  /// As if a node told what its desk does not.
  private static void forge(Twin.Side side, OfficeCode office, LocalDate day, Deed deed) {
    Moment at = side.post().here();
    Fact forged =
        new Fact(
            side.post().freshId(),
            office,
            new Moment(day.atTime(at.wall().toLocalTime()), at.offset(), at.captured()),
            deed);
    keep(side, forged);
  }

  private static void keep(Twin.Side side, Fact fact) {
    side.stores()
        .transactions()
        .within(() ->
            side.postStore()
                .add(
                    new Stored(fact, true, Optional.of("x"), side.post().now(), Optional.empty())));
  }

  @Test
  void aClosingOfAnotherItemOrDatedAheadHidesNoInquiry() {
    Twin twin = twin(48, Faults.NONE);
    Twin.Side asking = twin.one();
    UUID id =
        open(twin, asking, wish(asking, ItemId.of("RR", 1, "SY"), Reason.LOST, Optional.empty()));
    settle(twin);
    LocalDate last = today(asking).plusMonths(2);
    forge(
        asking,
        FROM,
        today(asking),
        new Deed.InquiryClosed(ItemId.of("RR", 2, "SY"), id, false, ""));
    settle(twin);
    forge(
        asking,
        FROM,
        today(asking).plusYears(1),
        new Deed.InquiryClosed(ItemId.of("RR", 1, "SY"), id, false, ""));
    settle(twin);
    InquiryDesk asked = twin.other().inquiries();
    assertEquals(1, asked.evidence(id).size());
    forwardTo(twin, last.plusDays(1));
    assertEquals(List.of(id), asked.late().stream().map(each -> each.inquiry().id()).toList());
    assertEquals(State.UNANSWERED_LIABLE, asked.state(picture(twin.other(), id)));
  }

  @Test
  void aScanIsNoInquiryAndAnAnswerFromNoOfficeOfThePostThatWasAskedCountsNowhere() {
    Twin twin = twin(47, Faults.NONE);
    Twin.Side asking = twin.one();
    UUID id =
        open(twin, asking, wish(asking, ItemId.of("RR", 1, "SY"), Reason.LOST, Optional.empty()));
    settle(twin);
    ItemId item = picture(asking, id).inquiry().item();
    Deed answer = new Deed.InquiryAnswered(item, id, reply(Result.NOT_FOUND, today(asking), true));
    // as if the asking node told an answer of somebody else's office
    Fact forged =
        new Fact(asking.post().freshId(), new OfficeCode("JOAMMA"), asking.post().here(), answer);
    keep(asking, forged);
    settle(twin);
    assertEquals(1, twin.other().inquiries().evidence(id).size());
    assertEquals(State.OPEN, twin.other().inquiries().state(picture(twin.other(), id)));
    Fact scan = new Fact(asking.post().freshId(), FROM, asking.post().here(), answer);
    assertEquals(
        "post.fact.kind",
        assertInstanceOf(
                Recorded.Refused.class,
                asking.post().record(List.of(scan), clerk(asking, "clerk")).getFirst())
            .refusal()
            .code());
  }
}
