package org.wasl.twin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;
import org.wasl.border.Delivery;
import org.wasl.border.MessageHandler;
import org.wasl.border.MessageId;
import org.wasl.border.MessageKind;
import org.wasl.border.NodeId;
import org.wasl.border.Origin;
import org.wasl.border.approval.Approvals;
import org.wasl.post.Advice;
import org.wasl.post.DispatchKey;
import org.wasl.post.ItemId;
import org.wasl.post.Moment;
import org.wasl.post.OfficeCode;
import org.wasl.post.accounting.AccountItem;
import org.wasl.post.accounting.AccountMaker;
import org.wasl.post.accounting.DispatchStatement;
import org.wasl.post.accounting.GeneralAccount;
import org.wasl.post.accounting.RatedDispatch;
import org.wasl.post.accounting.SummaryAccount;
import org.wasl.post.exchange.AccountAutopilot;
import org.wasl.post.exchange.AccountDesk;
import org.wasl.post.exchange.InquiryDesk;
import org.wasl.post.exchange.PostDesk;
import org.wasl.post.following.DispatchPicture;
import org.wasl.post.generation.Fortnight;
import org.wasl.post.generation.MailSetting;
import org.wasl.post.generation.MailWithTruth;
import org.wasl.post.rating.MailCount;
import org.wasl.post.rating.RateRow;
import org.wasl.post.rating.RatedMail;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;
import org.wasl.post.recording.ItemInquiry;
import org.wasl.post.recording.VerificationNote;
import org.wasl.settlement.Account;
import org.wasl.settlement.Line;
import org.wasl.settlement.LineKey;
import org.wasl.settlement.agreeing.AgreedLine;
import org.wasl.settlement.agreeing.MonthCase;
import org.wasl.settlement.agreeing.MonthCase.Stage;
import org.wasl.settlement.agreeing.Step;
import org.wasl.settlement.contesting.Contest;
import org.wasl.settlement.due.StatementDue;
import org.wasl.settlement.wire.StepJson;
import org.wasl.terms.DataClass;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;
import org.wasl.terms.Progress;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.terms.json.Json;

/// The accounts of two posts for the mail of September and October, from dispatches to the signed
/// CN 61 and CN 52: the same bytes at both, whatever happened on the way.
class AccountsInTwinTest {
  private static final CountriesFolder COUNTRIES = new CountriesFolder(Path.of("..", "countries"));
  private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);
  private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
  private static final YearMonth DECEMBER = YearMonth.of(2026, 12);
  private static final LocalDate OVER = LocalDate.of(2026, 11, 1);
  private static final OfficeCode SY = new OfficeCode("SYDAMA");
  private static final OfficeCode IQ = new OfficeCode("IQBGWA");
  private static final ZoneId ZONE = ZoneId.of("Asia/Baghdad");

  @TempDir Path folder;

  private long ids;

  private Twin twin(long seed, Twin.Faults faults) {
    return new Twin(COUNTRIES, new PartyId("sy"), new PartyId("iq"), folder, seed, faults);
  }

  /// Mail of some days from the 14th of September, which both hold.
  private static Fortnight mail(Twin twin, long seed) {
    Fortnight mail =
        MailWithTruth.make(
            new MailSetting(
                seed,
                new MailSetting.Side(SY, new OfficeCode("SYALPA"), ZONE, "SY"),
                new MailSetting.Side(IQ, new OfficeCode("IQBGWB"), ZONE, "IQ"),
                twin.one().post().agreement().mails(),
                LocalDate.of(2026, 9, 14),
                3,
                3,
                5,
                400));
    keep(twin, twin.one(), mail.ofOne());
    keep(twin, twin.other(), mail.ofOther());
    return mail;
  }

  private static void keep(Twin twin, Twin.Side side, List<Fact> facts) {
    while (twin.act(
        () -> {
          side.post().takeAll(facts, "test");
          return false;
        })) {
      // it stopped meanwhile: the same facts again change nothing
    }
  }

  private static void tell(Twin twin) {
    for (Twin.Side side : List.of(twin.one(), twin.other())) {
      while (twin.act(
          () -> {
            side.post().tell();
            return false;
          })) {
        // it stopped meanwhile
      }
    }
    twin.settle(60_000);
  }

  private Fact fact(OfficeCode office, LocalDateTime wall, Deed deed) {
    Instant captured = wall.toInstant(ZoneOffset.ofHours(3));
    return new Fact(
        new UUID(77, ++ids),
        office,
        new Moment(wall, Optional.of(ZoneOffset.ofHours(3)), captured),
        deed);
  }

  private static List<DispatchPicture> dispatches(Twin.Side side) {
    return List.of(true, false).stream()
        .flatMap(out -> side.post().dispatches(out, 1_000).stream())
        .flatMap(each -> side.post().picture(each.dispatch()).stream())
        .filter(each -> each.advice().isPresent())
        .toList();
  }

  /// The office of destination notes what is wrong with every dispatch, on a day.
  private List<VerificationNote> note(Twin twin, LocalDateTime wall) {
    List<VerificationNote> notes = new ArrayList<>();
    for (DispatchPicture each : dispatches(twin.one())) {
      OfficeCode office = each.dispatch().id().series().destination();
      if (!each.irregularities().isEmpty()) {
        VerificationNote note =
            new VerificationNote(
                new UUID(78, ++ids),
                office,
                2026,
                notes.size() + 1,
                each.dispatch(),
                each.irregularities(),
                "");
        notes.add(note);
        keep(
            twin,
            office.equals(SY) ? twin.one() : twin.other(),
            List.of(fact(office, wall, new Deed.NoteWritten(note))));
      }
    }
    return notes;
  }

  private void answer(Twin twin, List<VerificationNote> notes, LocalDateTime wall) {
    for (VerificationNote each : notes) {
      OfficeCode origin = each.dispatch().id().series().origin();
      boolean accepted = each.number() % 3 != 0;
      keep(
          twin,
          origin.equals(SY) ? twin.one() : twin.other(),
          List.of(
              fact(origin, wall, new Deed.NoteAnswered(each.dispatch(), each.id(), accepted, ""))));
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

  private static boolean isClosed(Twin twin, YearMonth period) {
    return twin.one().accounts().month(period).stage() == Stage.CLOSED
        && twin.other().accounts().month(period).stage() == Stage.CLOSED;
  }

  private static void account(Twin twin, YearMonth period) {
    for (int round = 0; round < 60 && !isClosed(twin, period); round++) {
      twin.act(() -> step(twin.one(), period));
      twin.act(() -> step(twin.other(), period));
      twin.settle(60_000);
    }
    assertTrue(
        isClosed(twin, period), () -> "stage " + twin.one().accounts().month(period).stage());
  }

  private static void requireSameBytes(Twin twin, YearMonth period) {
    assertArrayEquals(
        twin.one().accounts().papers(period).orElseThrow().json().canonicalBytes(),
        twin.other().accounts().papers(period).orElseThrow().json().canonicalBytes());
    GeneralAccount one =
        twin.one().accounts().papers(SEPTEMBER).orElseThrow().general().orElseThrow();
    GeneralAccount other =
        twin.other().accounts().papers(SEPTEMBER).orElseThrow().general().orElseThrow();
    assertArrayEquals(one.json().canonicalBytes(), other.json().canonicalBytes());
    for (int i = 0; i < one.accounts().size(); i++) {
      assertArrayEquals(
          one.accounts().get(i).json().canonicalBytes(),
          other.accounts().get(i).json().canonicalBytes());
    }
  }

  private static List<Line> lines(Twin.Side side, YearMonth period) {
    return side.accounts().month(period).agreedAccount().orElseThrow().lines().stream()
        .map(AgreedLine::line)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void bothPostsSignTheSameBytesWhateverHappensOnTheWay(long seed) {
    Twin twin = twin(seed, seed == 1 ? Twin.Faults.NONE : Twin.Faults.ROUGH);
    Fortnight mail = mail(twin, seed);
    tell(twin);
    keepUntilHeld(twin, mail);
    account(twin, SEPTEMBER);
    requireSameBytes(twin, SEPTEMBER);
    until(twin, OVER);
    account(twin, OCTOBER);
    requireSameBytes(twin, OCTOBER);
  }

  /// A restored node may have lost facts that it kept after its backup: they are recorded again.
  private static void keepUntilHeld(Twin twin, Fortnight mail) {
    for (int i = 0; i < 20 && !isHeld(twin, mail); i++) {
      keep(twin, twin.one(), mail.ofOne());
      keep(twin, twin.other(), mail.ofOther());
      twin.backUp();
      tell(twin);
    }
  }

  private static boolean isHeld(Twin twin, Fortnight mail) {
    return twin.one().post().heardCount() == crossing(mail.ofOther())
        && twin.other().post().heardCount() == crossing(mail.ofOne());
  }

  private static long crossing(List<Fact> facts) {
    return facts.stream().filter(each -> each.deed().crosses()).count();
  }

  @Test
  void everyDispatchStandsInOneLineAMonthAndTheSummaryWeighsWhatItsStatementsWeigh() {
    Twin twin = twin(4, Twin.Faults.NONE);
    mail(twin, 4);
    tell(twin);
    account(twin, SEPTEMBER);
    Set<DispatchKey> declared = new HashSet<>();
    dispatches(twin.one()).forEach(each -> declared.add(each.dispatch()));
    List<DispatchKey> accounted =
        lines(twin.one(), SEPTEMBER).stream()
            .map(each -> AccountItem.of(each.key()))
            .map(each -> assertInstanceOf(AccountItem.OfDispatch.class, each).dispatch())
            .toList();
    assertEquals(declared, new HashSet<>(accounted));
    assertEquals(declared.size(), accounted.size());
    GeneralAccount general =
        twin.one().accounts().papers(SEPTEMBER).orElseThrow().general().orElseThrow();
    long grams = 0;
    BigDecimal owedBySyria = BigDecimal.ZERO;
    for (SummaryAccount each : general.accounts()) {
      grams += each.grams();
      assertEquals(each.grams(), each.months().stream().mapToLong(DispatchStatement::grams).sum());
      owedBySyria =
          each.stream().payer().value().equals("sy")
              ? owedBySyria.add(each.amount())
              : owedBySyria.subtract(each.amount());
    }
    assertEquals(
        grams,
        lines(twin.one(), SEPTEMBER).stream()
            .mapToLong(each -> MailCount.grams(each.quantities()))
            .sum());
    assertEquals(itemGrams(twin), grams);
    assertEquals(0, owedBySyria.abs().compareTo(general.net()));
    assertEquals(LocalDate.of(2026, 11, 19), general.issuedOn());
    assertEquals(LocalDate.of(2027, 1, 19), general.dueOn());
  }

  /// What was declared, item by item.
  private static long itemGrams(Twin twin) {
    return dispatches(twin.one()).stream()
        .flatMap(each -> each.advice().orElseThrow().receptacles().stream())
        .flatMap(each -> each.items().stream())
        .mapToLong(each -> each.grams().orElseThrow())
        .sum();
  }

  @Test
  void finalRatesAcceptedNotesAndLateDispatchesComeAsExactDifferencesAndNothingIsRewritten() {
    Twin twin = twin(5, Twin.Faults.NONE);
    mail(twin, 5);
    tell(twin);
    List<VerificationNote> notes = note(twin, LocalDateTime.of(2026, 9, 20, 9, 0));
    assertTrue(notes.size() > 3, notes.size() + " notes");
    tell(twin);
    account(twin, SEPTEMBER);
    byte[] september =
        twin.one().accounts().papers(SEPTEMBER).orElseThrow().json().canonicalBytes();
    answer(twin, notes, LocalDateTime.of(2026, 10, 5, 9, 0));
    Advice late = late(dispatches(twin.one()).getFirst().advice().orElseThrow());
    keep(
        twin,
        late.dispatch().id().series().origin().equals(SY) ? twin.one() : twin.other(),
        List.of(
            fact(
                late.dispatch().id().series().origin(),
                LocalDateTime.of(2026, 10, 2, 9, 0),
                new Deed.Advised(late))));
    tell(twin);
    until(twin, OVER);
    account(twin, OCTOBER);
    requireSameBytes(twin, OCTOBER);
    assertArrayEquals(
        september, twin.one().accounts().papers(SEPTEMBER).orElseThrow().json().canonicalBytes());
    requireDifferences(twin, late.dispatch());
  }

  /// A further dispatch of the same series, closed on the last day of September and told in
  /// October.
  private static Advice late(Advice like) {
    DispatchKey key =
        DispatchKey.parse(like.dispatch().toString().replaceFirst("[0-9]{4}$", "0999"));
    return new Advice(
        key,
        1,
        LocalDateTime.of(2026, 9, 30, 23, 0),
        Optional.empty(),
        List.of(),
        like.receptacles());
  }

  private static void requireDifferences(Twin twin, DispatchKey late) {
    Map<String, BigDecimal> booked = new TreeMap<>();
    Map<String, String> bands = new HashMap<>();
    for (YearMonth month : List.of(SEPTEMBER, OCTOBER)) {
      for (Line each : lines(twin.one(), month)) {
        booked.merge(each.key().item(), new BigDecimal(each.exact()), BigDecimal::add);
        if (month.equals(OCTOBER)) {
          bands.put(each.key().item(), each.key().band());
        }
      }
    }
    int finals = 0;
    for (DispatchPicture each : dispatches(twin.one())) {
      RatedDispatch rated = twin.one().accounts().rated(OCTOBER, each.dispatch()).orElseThrow();
      BigDecimal exact = BigDecimal.ZERO;
      for (RatedMail.Part part : rated.mail().parts()) {
        exact = exact.add(price(part));
        boolean isFinal =
            part.row().status() == RateRow.Status.FINAL && part.row().id().contains("letters-e");
        finals += isFinal ? 1 : 0;
      }
      String word = AccountMaker.word(each.dispatch());
      BigDecimal rounded = exact.setScale(2, RoundingMode.HALF_UP);
      assertEquals(0, rounded.movePointRight(6).compareTo(booked.get(word)), word);
    }
    assertTrue(finals > 0, "some dispatch has final rates");
    assertEquals(AccountMaker.WHOLE, bands.get(AccountMaker.word(late)));
    assertTrue(bands.containsValue(AccountMaker.DIFFERENCE));
    assertEquals(
        1, bands.values().stream().filter(each -> each.equals(AccountMaker.WHOLE)).count());
  }

  /// As a clerk would with the circular in hand.
  private static BigDecimal price(RatedMail.Part part) {
    BigDecimal rate = new BigDecimal(part.row().milliSdr()).movePointLeft(3);
    BigDecimal quantity = new BigDecimal(part.quantity());
    return rate.multiply(
        part.row().unit() == RateRow.Unit.KG ? quantity.movePointLeft(3) : quantity);
  }

  @Test
  void aDeclarationThatOnePostLacksIsContestedWithEvidenceAndSettledOnceBothHoldIt() {
    Twin twin = twin(6, Twin.Faults.NONE);
    mail(twin, 6);
    tell(twin);
    Advice before =
        dispatches(twin.one()).stream()
            .flatMap(each -> each.advice().stream())
            .filter(each -> each.dispatch().id().series().origin().equals(SY))
            .findFirst()
            .orElseThrow();
    Advice anew =
        new Advice(
            before.dispatch(),
            2,
            before.closed(),
            before.expected(),
            before.legs(),
            before.receptacles().subList(0, 1));
    keep(
        twin,
        twin.one(),
        List.of(fact(SY, LocalDateTime.of(2026, 9, 20, 9, 0), new Deed.Advised(anew))));
    twin.act(() -> step(twin.one(), SEPTEMBER));
    twin.settle(60_000);
    twin.act(() -> step(twin.other(), SEPTEMBER));
    twin.settle(60_000);
    twin.act(() -> step(twin.other(), SEPTEMBER));
    twin.settle(60_000);
    AccountDesk syria = twin.one().accounts();
    assertEquals(Stage.WAITING_FOR_OUR_ANSWER, syria.month(SEPTEMBER).stage());
    Contest contest = syria.month(SEPTEMBER).contests().getFirst();
    assertEquals(1, contest.items().size());
    assertEquals("counts", contest.items().getFirst().cause());
    String evidence = syria.evidence(SEPTEMBER, contest.id()).map(Json::canonical).orElseThrow();
    assertTrue(evidence.contains(before.dispatch().toString()), evidence);
    assertTrue(evidence.contains("\"source\""), evidence);
    twin.act(() -> step(twin.one(), SEPTEMBER));
    twin.settle(60_000);
    tell(twin);
    Person first = new Person("first", new OrganisationId("iq.post"));
    AccountDesk.Wish.Proposed proposed =
        assertInstanceOf(
            AccountDesk.Wish.Proposed.class,
            twin.other().accounts().proposeAccount(SEPTEMBER, first, Progress.NONE));
    twin.other()
        .border()
        .approvals()
        .approve(proposed.proposal().id(), new Person("second", new OrganisationId("iq.post")));
    twin.settle(60_000);
    assertEquals(List.of(), syria.month(SEPTEMBER).comparison().orElseThrow().unequal());
    account(twin, SEPTEMBER);
    requireSameBytes(twin, SEPTEMBER);
  }

  @Test
  void aMonthWaitsForTheOneBeforeItAndNoneIsAccountedBehindALaterOne() {
    Twin twin = twin(7, Twin.Faults.NONE);
    mail(twin, 7);
    tell(twin);
    twin.act(() -> step(twin.one(), SEPTEMBER));
    assertFalse(step(twin.one(), OCTOBER));
    twin.settle(60_000);
    account(twin, SEPTEMBER);
    Person clerk = new Person("first", new OrganisationId("sy.post"));
    AccountDesk.Wish.Refused refused =
        assertInstanceOf(
            AccountDesk.Wish.Refused.class,
            twin.one().accounts().proposeAccount(YearMonth.of(2026, 8), clerk, Progress.NONE));
    assertEquals("post.account.passed", refused.refusal().code());
  }

  /// 30 SDR for a registered item (countries/border/iq-sy/post-indemnities.csv): due on the day
  /// after the two months in which nobody answered, taken back when the claim is given up.
  @Test
  void anIndemnityStandsInTheAccountOfItsMonthAndIsTakenBackInALaterOne() {
    Twin twin = twin(8, Twin.Faults.NONE);
    Twin.Side asking = twin.one();
    OrganisationId post = asking.post().agreement().speaker(asking.post().us());
    UUID inquiry = asking.post().freshId();
    LocalDate asked = asking.accounts().today();
    asking.inquiries().open(lost(inquiry, asked), new Person("clerk", post));
    tell(twin);
    LocalDate due = asked.plusMonths(2).plusDays(1);
    YearMonth month = YearMonth.from(due);
    until(twin, month.plusMonths(1).atDay(1));
    account(twin, month);
    DispatchStatement statement = indemnities(twin.one(), month);
    assertEquals(new BigDecimal("30.00"), statement.amount());
    AgreedLine line = statement.lines().getFirst();
    assertEquals(due, line.line().key().day());
    assertEquals(
        "SYDAMA " + asked.getYear() + "/1 · RR 000 000 014 SY",
        AccountItem.of(line.line().key()).printed());
    assertEquals("iq", statement.stream().payer().value(), "the post of destination pays");
    byte[] signed = twin.one().accounts().papers(month).orElseThrow().json().canonicalBytes();
    assertArrayEquals(
        signed, twin.other().accounts().papers(month).orElseThrow().json().canonicalBytes());
    var withdrawal =
        assertInstanceOf(
            InquiryDesk.Said.Proposed.class,
            asking
                .inquiries()
                .close(asking.post().freshId(), inquiry, true, "", new Person("first", post)));
    asking.border().approvals().approve(withdrawal.proposal().id(), new Person("second", post));
    tell(twin);
    until(twin, month.plusMonths(2).atDay(1));
    account(twin, month.plusMonths(1));
    DispatchStatement later = indemnities(twin.other(), month.plusMonths(1));
    assertEquals(new BigDecimal("-30.00"), later.amount());
    assertEquals(AccountMaker.DIFFERENCE, later.lines().getFirst().line().key().band());
    assertArrayEquals(
        signed, twin.one().accounts().papers(month).orElseThrow().json().canonicalBytes());
  }

  private static DispatchStatement indemnities(Twin.Side side, YearMonth month) {
    return side.accounts().papers(month).orElseThrow().statements().stream()
        .filter(DispatchStatement::isOfIndemnities)
        .filter(each -> each.amount().signum() != 0)
        .findFirst()
        .orElseThrow();
  }

  private static InquiryDesk.Wish lost(UUID id, LocalDate today) {
    return new InquiryDesk.Wish(
        id,
        SY,
        ItemId.of("RR", 1, "SY"),
        Set.of(ItemInquiry.Reason.LOST),
        today.minusDays(20),
        SY,
        200,
        false,
        OptionalLong.empty(),
        OptionalLong.empty(),
        ItemInquiry.Asker.SENDER,
        Optional.empty(),
        "");
  }

  /// Between the posts, 163.35 SDR and less is carried over (countries/border/iq-sy).
  @Test
  void aSmallBalanceIsNotPaidButStandsInTheNextGeneralAccount() {
    Twin twin = twin(6, Twin.Faults.NONE);
    mail(twin, 6);
    tell(twin);
    account(twin, SEPTEMBER);
    GeneralAccount third = general(twin.one(), SEPTEMBER);
    assertTrue(third.net().compareTo(new BigDecimal("163.35")) <= 0, third.net()::toString);
    assertTrue(third.isCarried());
    assertEquals(
        StatementDue.Standing.NOTHING_OWED,
        twin.one().accounts().dues().statement(SEPTEMBER, DECEMBER.atEndOfMonth()).standing());
    for (YearMonth month = OCTOBER; !month.isAfter(DECEMBER); month = month.plusMonths(1)) {
      until(twin, month.plusMonths(1).atDay(1));
      account(twin, month);
    }
    GeneralAccount fourth = general(twin.one(), DECEMBER);
    assertEquals(
        Optional.of(
            new GeneralAccount.Carried(third.debtor().orElseThrow(), third.net(), SEPTEMBER)),
        fourth.carriedIn());
    PartyId debtor = third.debtor().orElseThrow();
    BigDecimal owed = third.net();
    for (SummaryAccount each : fourth.accounts()) {
      boolean owes = each.stream().payer().equals(debtor);
      owed = owes ? owed.add(each.amount()) : owed.subtract(each.amount());
    }
    assertEquals(owed.abs(), fourth.net());
    assertEquals(owed.signum() > 0, fourth.debtor().equals(Optional.of(debtor)));
    assertEquals(fourth.digest(), general(twin.other(), DECEMBER).digest());
  }

  private static GeneralAccount general(Twin.Side side, YearMonth period) {
    return side.accounts().papers(period).orElseThrow().general().orElseThrow();
  }

  @Test
  void aGeneralAccountIsPaidOnceTheCreditorConfirmsWithTwoPersonsThatTheMoneyArrived()
      throws IOException {
    Twin twin =
        new Twin(
            paidFromTheFirstUnit(),
            new PartyId("sy"),
            new PartyId("iq"),
            folder,
            7,
            Twin.Faults.NONE);
    mail(twin, 7);
    tell(twin);
    account(twin, SEPTEMBER);
    GeneralAccount general = general(twin.one(), SEPTEMBER);
    LocalDate today = twin.one().accounts().today();
    StatementDue due = twin.one().accounts().dues().statement(SEPTEMBER, today);
    assertEquals(StatementDue.Standing.TO_BE_PAID, due.standing());
    assertEquals(general.net(), due.open());
    assertEquals(Optional.of(LocalDate.of(2027, 1, 19)), due.until(), "as the account names it");
    boolean isOneOwing = general.debtor().equals(Optional.of(twin.one().accounts().us()));
    Twin.Side debtor = isOneOwing ? twin.one() : twin.other();
    Twin.Side creditor = isOneOwing ? twin.other() : twin.one();
    BigDecimal part = new BigDecimal("0.01");
    assertEquals("due.creditor", confirm(twin, debtor, part, today));
    assertEquals("due.day", confirm(twin, creditor, part, today.plusDays(2)));
    assertEquals("due.amount", confirm(twin, creditor, due.open().add(part), today));
    assertEquals("", confirm(twin, creditor, part, today));
    BigDecimal rest = due.open().subtract(part);
    // 6 percent a year of 365 days, from the day after the last day of payment
    LocalDate late = LocalDate.of(2027, 1, 19).plusDays(73);
    for (Twin.Side each : List.of(debtor, creditor)) {
      StatementDue then = each.accounts().dues().statement(SEPTEMBER, late);
      assertEquals(rest, then.open());
      assertTrue(then.late());
      assertEquals(
          rest.multiply(new BigDecimal("0.012")).setScale(2, RoundingMode.HALF_UP),
          then.interest());
    }
    assertEquals("", confirm(twin, creditor, rest, today));
    for (Twin.Side each : List.of(debtor, creditor)) {
      assertEquals(
          StatementDue.Standing.PAID,
          each.accounts().dues().statement(SEPTEMBER, today).standing());
      assertEquals(2, each.accounts().dues().payments(SEPTEMBER).size());
    }
  }

  /// A month without mail is accounted too; no account comes before one on which both agreed.
  @Test
  void accountsFollowOneAnotherWithoutAGapAndNoneComesBeforeTheFirst() {
    Twin twin = twin(9, Twin.Faults.NONE);
    mail(twin, 9);
    tell(twin);
    account(twin, SEPTEMBER);
    until(twin, LocalDate.of(2026, 12, 1));
    AccountDesk desk = twin.one().accounts();
    Person clerk = new Person("first", twin.one().post().agreement().speaker(desk.us()));
    YearMonth november = OCTOBER.plusMonths(1);
    assertTrue(desk.months().containsAll(List.of(november, OCTOBER, SEPTEMBER)));
    assertEquals(
        "post.account.order", refusal(desk.proposeAccount(november, clerk, Progress.NONE)));
    assertEquals(
        "post.account.early", refusal(desk.proposeAccount(DECEMBER, clerk, Progress.NONE)));
    assertEquals(
        "post.account.passed",
        refusal(desk.proposeAccount(SEPTEMBER.minusMonths(1), clerk, Progress.NONE)));
    account(twin, OCTOBER);
    account(twin, november);
    assertEquals(List.of(), desk.changed());
  }

  /// Neither an account of a month before one on which both agreed, nor a line of something else.
  @Test
  void anAccountThatComesTooLateOrIsAboutSomethingElseIsRefused() {
    Twin twin = twin(10, Twin.Faults.NONE);
    mail(twin, 10);
    tell(twin);
    AccountDesk theirs = twin.other().accounts();
    Account september = theirs.account(SEPTEMBER, Progress.NONE).account();
    Line line = september.lines().getFirst();
    LineKey key = new LineKey("indemnities-sy-iq", line.key().item(), line.key().day(), "dispatch");
    for (LineKey wrong :
        List.of(key, new LineKey(line.key().stream(), "x", line.key().day(), "x"))) {
      Account other = with(september, new Line(wrong, line.quantities(), line.exact()));
      assertFalse(heard(twin.one(), theirs.us(), other));
    }
    account(twin, SEPTEMBER);
    Account august =
        new Account(
            september.agreement(),
            september.formVersion(),
            SEPTEMBER.minusMonths(1),
            theirs.us(),
            september.basis(),
            List.of());
    assertFalse(heard(twin.one(), theirs.us(), august));
    until(twin, OVER);
    account(twin, OCTOBER);
  }

  private static Account with(Account account, Line line) {
    return new Account(
        account.agreement(),
        account.formVersion(),
        account.period(),
        account.declaredBy(),
        account.basis(),
        List.of(line));
  }

  /// Whether an account is taken that comes in a message of the other post.
  private static boolean heard(Twin.Side side, PartyId by, Account account) {
    AccountDesk desk = side.accounts();
    Instant now = Instant.parse("2026-10-05T09:00:00Z");
    Delivery delivery =
        new Delivery(
            new Origin(new NodeId("one.test"), new NodeId("other.test"), PostDesk.POST, 1),
            1,
            new MessageId(new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0100L)),
            new MessageKind("post", "account", 1),
            side.post().agreement().speaker(by),
            side.post().agreement().speaker(desk.us()),
            DataClass.AGGREGATE,
            Optional.empty(),
            Optional.empty(),
            now,
            "application/json",
            new Delivery.Content.Present(
                StepJson.json(new Step.Declared(account)).canonicalBytes()),
            now);
    return side.border()
        .transactions()
        .within(() -> desk.handle(delivery) instanceof MessageHandler.Outcome.Accepted);
  }

  private static String refusal(AccountDesk.Wish wish) {
    return assertInstanceOf(AccountDesk.Wish.Refused.class, wish).refusal().code();
  }

  private static void until(Twin twin, LocalDate day) {
    while (twin.one().accounts().today().isBefore(day)) {
      twin.forward(Duration.ofDays(1));
    }
  }

  /// @return the code of the refusal, empty when it was recorded
  private static String confirm(Twin twin, Twin.Side side, BigDecimal amount, LocalDate on) {
    return confirm(twin, side, amount, on, false);
  }

  private static String confirm(
      Twin twin, Twin.Side side, BigDecimal amount, LocalDate on, boolean isInterest) {
    OrganisationId post = side.post().agreement().speaker(side.post().us());
    String code =
        switch (side.accounts()
            .proposePayment(SEPTEMBER, amount, on, isInterest, new Person("first", post))) {
          case AccountDesk.Wish.Refused(var refusal) -> refusal.code();
          case AccountDesk.Wish.Proposed(var proposal) ->
              switch (side.border()
                  .approvals()
                  .approve(proposal.id(), new Person("second", post))) {
                case Approvals.Decision.Refused(var refusal) -> refusal.code();
                default -> "";
              };
        };
    twin.settle(60_000);
    return code;
  }

  /// Whoever changes the agreement under signed months accounts nothing until it is as it was.
  @Test
  void nothingIsAccountedWhileSignedPapersComeOutOtherwise() throws IOException {
    Path all = folder.resolve("countries");
    FileSystemUtils.copyRecursively(COUNTRIES.root(), all);
    Twin twin =
        new Twin(
            new CountriesFolder(all),
            new PartyId("sy"),
            new PartyId("iq"),
            folder,
            11,
            Twin.Faults.NONE);
    mail(twin, 11);
    tell(twin);
    account(twin, SEPTEMBER);
    assertTrue(general(twin.one(), SEPTEMBER).isCarried());
    until(twin, OVER);
    carryUpTo(all, "163.35", "0");
    twin.one().start();
    assertEquals(List.of(SEPTEMBER), twin.one().accounts().changed());
    OrganisationId post = twin.one().post().agreement().speaker(new PartyId("sy"));
    assertEquals(
        "post.account.changed",
        refusal(
            twin.one()
                .accounts()
                .proposeAccount(OCTOBER, new Person("first", post), Progress.NONE)));
    carryUpTo(all, "0", "163.35");
    twin.one().start();
    assertEquals(List.of(), twin.one().accounts().changed());
    // what the other post says while only our terms are wrong is not lost
    for (int i = 0; i < 60 && stage(twin, OCTOBER) != MonthCase.Stage.AGREED; i++) {
      Twin.Side side = i % 2 == 0 ? twin.one() : twin.other();
      twin.act(() -> step(side, OCTOBER));
      twin.settle(60_000);
    }
    carryUpTo(all, "163.35", "0");
    twin.one().start();
    twin.act(() -> step(twin.other(), OCTOBER));
    twin.settle(60_000);
    assertEquals(MonthCase.Stage.WAITING_FOR_OUR_SIGNATURE, stage(twin, OCTOBER));
    assertFalse(step(twin.one(), OCTOBER), "nothing of ours meanwhile");
    carryUpTo(all, "0", "163.35");
    twin.one().start();
    account(twin, OCTOBER);
    assertEquals(List.of(), twin.one().accounts().changed());
    requireSameBytes(twin, OCTOBER);
  }

  private static MonthCase.Stage stage(Twin twin, YearMonth period) {
    return twin.one().accounts().month(period).stage();
  }

  private static void carryUpTo(Path countries, String from, String to) throws IOException {
    Path file = countries.resolve("border").resolve("iq-sy").resolve("post-agreement.json");
    String text = Files.readString(file);
    String changed =
        text.replace("\"carryUpTo\": \"" + from + "\"", "\"carryUpTo\": \"" + to + "\"");
    assertFalse(text.equals(changed));
    Files.writeString(file, changed);
  }

  /// The countries with no balance too small to be paid.
  private CountriesFolder paidFromTheFirstUnit() throws IOException {
    Path all = folder.resolve("countries");
    FileSystemUtils.copyRecursively(COUNTRIES.root(), all);
    carryUpTo(all, "163.35", "0");
    return new CountriesFolder(all);
  }
}
