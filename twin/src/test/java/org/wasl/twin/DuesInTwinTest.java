package org.wasl.twin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import org.wasl.border.approval.Approvals.Decision;
import org.wasl.settlement.due.Due;
import org.wasl.settlement.due.Payment;
import org.wasl.settlement.due.StatementDue;
import org.wasl.settlement.netting.NetStatement;
import org.wasl.settlement.netting.SettlementStatement;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;
import org.wasl.terms.Progress;
import org.wasl.terms.country.CountriesFolder;

/// What is due, as both nodes tell it. The twin's day is 5 October 2026; the agreement's clocks are
/// those of the ITR 2012, Appendix 1: 50 days, two months, two months.
class DuesInTwinTest {
  private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);
  private static final LocalDate TODAY = LocalDate.of(2026, 10, 5);
  private final CountriesFolder countries =
      new CountriesFolder(Path.of(System.getProperty("wasl.root", ".."), "countries"));
  private final PartyId sy = new PartyId("sy");
  private final PartyId iq = new PartyId("iq");

  @TempDir Path folder = Path.of(".");
  private Twin twin;
  private int pairs;

  @BeforeEach
  void pair() {
    pair(countries);
  }

  private void pair(CountriesFolder countries) {
    twin = new Twin(countries, sy, iq, folder.resolve("twin" + (++pairs)), 11, Twin.Faults.NONE);
    String row = "1,+963933123456,+9647901234567,%1$s,%1$s,6400,gw-1,16\n";
    String file =
        "id,a,b,seizure,answer,seconds,trunk,cause\n" + row.formatted("2026-09-10T12:00:00+03:00");
    byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
    twin.one().desk().load("gw.csv", bytes, Progress.NONE);
    twin.other().desk().load("gw.csv", bytes, Progress.NONE);
  }

  private static Person person(String name) {
    return new Person(name, new OrganisationId("test.gateway"));
  }

  private List<String> told(Twin.Side side) {
    return side.desk().dueBook().open().stream().map(Due::toString).toList();
  }

  private void step(Twin.Side side) {
    assertTrue(side.autopilot().step(SEPTEMBER, Progress.NONE));
    twin.settle(5_000);
    assertEquals(told(twin.one()), told(twin.other()), "both nodes say the same");
  }

  @Test
  void beforeAnythingCrossedBothAccountsAreDueFiftyDaysAfterTheMonth() {
    assertEquals(
        List.of(LocalDate.of(2026, 11, 19), LocalDate.of(2026, 11, 19)),
        twin.one().desk().dueBook().open().stream()
            .flatMap(each -> each.until().stream())
            .toList());
    assertEquals(told(twin.one()), told(twin.other()));
  }

  @Test
  void aReceivedAccountMayBeQuestionedForTwoMonthsByTheOtherParty() {
    step(twin.one());
    Due questions =
        twin.other().desk().dueBook().open().stream()
            .filter(each -> each.what() == Due.What.QUESTIONS)
            .findFirst()
            .orElseThrow();
    assertEquals(Optional.of(iq), questions.from());
    assertEquals(Optional.of(TODAY.plusMonths(2)), questions.until());
    assertFalse(questions.past());
  }

  private void signByBoth() {
    for (int i = 0; i < 3; i++) {
      step(twin.one());
      step(twin.other());
    }
  }

  @Test
  void aSignedStatementIsPaidOnceTheCreditorConfirmsWithTwoPersonsThatTheMoneyArrived() {
    signByBoth();
    StatementDue due = twin.one().desk().dueBook().statement(SEPTEMBER);
    assertEquals(StatementDue.Standing.TO_BE_PAID, due.standing());
    assertEquals(Optional.of(sy), due.debtor(), "the caller's side pays for a call");
    assertEquals(Optional.of(LocalDate.of(2027, 1, 19)), due.until(), "as the statement names it");
    BigDecimal part = new BigDecimal("0.01");
    assertEquals(
        "due.creditor",
        confirm(twin.one(), payment(sy, part, TODAY)),
        "the debtor does not confirm");
    assertEquals("due.day", confirm(twin.other(), payment(iq, part, TODAY.plusDays(2))));
    assertEquals("due.amount", confirm(twin.other(), payment(iq, due.open().add(part), TODAY)));
    assertEquals(settlement(twin.one()), settlement(twin.other()));
    Optional<String> another = Optional.of("0".repeat(64));
    assertEquals(
        "due.other-statement",
        confirm(twin.other(), new Payment(iq, SEPTEMBER, another, part, TODAY)));
    assertEquals("", confirm(twin.other(), payment(iq, part, TODAY)));
    assertEquals(
        due.open().subtract(part), twin.one().desk().dueBook().statement(SEPTEMBER).open());
    assertEquals("", confirm(twin.other(), payment(iq, due.open().subtract(part), TODAY)));
    for (Twin.Side side : List.of(twin.one(), twin.other())) {
      assertEquals(
          StatementDue.Standing.PAID, side.desk().dueBook().statement(SEPTEMBER).standing());
      assertEquals(List.of(), side.desk().dueBook().open());
      assertEquals(List.of(), side.desk().dueBook().setAside());
    }
  }

  @Test
  void theInvoiceOfTheStatementIsTheSameBytesOnBothNodesAndNamesBothGateways() {
    assertEquals(
        Optional.empty(),
        twin.one().desk().statements().invoice(SEPTEMBER, iq),
        "nothing agreed yet");
    signByBoth();
    byte[] ours = twin.one().desk().statements().invoice(SEPTEMBER, iq).orElseThrow();
    assertArrayEquals(ours, twin.other().desk().statements().invoice(SEPTEMBER, iq).orElseThrow());
    assertEquals(Optional.empty(), twin.one().desk().statements().invoice(SEPTEMBER, sy));
    String xml = new String(ours, StandardCharsets.UTF_8);
    String net = twin.one().desk().dueBook().statement(SEPTEMBER).open().toPlainString();
    assertTrue(xml.contains("<cbc:PayableAmount currencyID=\"USD\">" + net + "<"), xml);
    assertTrue(xml.indexOf("<cbc:ID>iq.itpc<") < xml.indexOf("<cbc:ID>sy.telecom<"), xml);
    assertTrue(xml.contains("<cbc:IdentificationCode>IQ<"), xml);
    assertTrue(xml.contains("<cbc:IdentificationCode>SY<"), xml);
  }

  private void forwardTo(LocalDate day) {
    while (twin.one().desk().today().isBefore(day)) {
      twin.forward(Duration.ofDays(1));
    }
    twin.settle(5_000);
  }

  /// ITR 2012 Appendix 1, no. 2.3: two months after it was received an account that nobody
  /// questioned counts as accepted; 2.2: the silent party's own was due 50 days after the month.
  @Test
  void anAccountThatTheOtherPartyLeavesUnansweredStandsAndIsPaidWithoutItsSignature() {
    step(twin.other());
    forwardTo(TODAY.plusMonths(2));
    assertEquals(Optional.empty(), twin.other().desk().statements().month(SEPTEMBER));
    forwardTo(TODAY.plusMonths(2).plusDays(1));
    NetStatement statement = twin.other().desk().statements().month(SEPTEMBER).orElseThrow();
    assertEquals(Optional.of(statement), twin.one().desk().statements().month(SEPTEMBER));
    assertEquals(Optional.of(sy), statement.debtor());
    for (Twin.Side side : List.of(twin.one(), twin.other())) {
      StatementDue due = side.desk().dueBook().statement(SEPTEMBER);
      assertEquals(StatementDue.Standing.TO_BE_PAID, due.standing());
      assertEquals(statement.net(), due.open());
      assertEquals(Optional.of(LocalDate.of(2027, 2, 6)), due.until(), "two months");
    }
    assertEquals(told(twin.one()), told(twin.other()));
    // the debtor wakes up: too late for this month
    assertFalse(twin.one().autopilot().step(SEPTEMBER, Progress.NONE));
    BigDecimal open = twin.one().desk().dueBook().statement(SEPTEMBER).open();
    assertEquals("", confirm(twin.other(), payment(iq, open, twin.other().desk().today())));
    for (Twin.Side side : List.of(twin.one(), twin.other())) {
      assertEquals(
          StatementDue.Standing.PAID, side.desk().dueBook().statement(SEPTEMBER).standing());
      assertEquals(List.of(), side.desk().dueBook().setAside());
    }
  }

  @Test
  void twoAccountsThatNobodyQuestionedStandThoughNobodyAgreed() {
    step(twin.one());
    step(twin.other());
    forwardTo(TODAY.plusMonths(2).plusDays(1));
    NetStatement statement = twin.one().desk().statements().month(SEPTEMBER).orElseThrow();
    assertEquals(Optional.of(statement), twin.other().desk().statements().month(SEPTEMBER));
    assertFalse(twin.one().autopilot().step(SEPTEMBER, Progress.NONE), "it stands as it is");
    assertEquals(
        StatementDue.Standing.TO_BE_PAID,
        twin.other().desk().dueBook().statement(SEPTEMBER).standing());
  }

  /// ITR 2012 Appendix 1, no. 2.5: a quarter, where the agreement says so.
  @Test
  void aQuarterIsStatedOnceFromItsThreeMonthsTheSameBytesOnBothNodesAndPaidAsOne()
      throws IOException {
    pair(quarterly());
    List<YearMonth> quarter = List.of(YearMonth.of(2026, 7), YearMonth.of(2026, 8), SEPTEMBER);
    load("2026-07-10", "963933123456", "9647901234567");
    load("2026-08-10", "9647901234567", "963933123456");
    for (YearMonth month : quarter) {
      assertEquals(Optional.empty(), settlement(twin.one()), "a month is not agreed yet");
      for (int i = 0; i < 3; i++) {
        assertTrue(twin.one().autopilot().step(month, Progress.NONE));
        twin.settle(5_000);
        assertTrue(twin.other().autopilot().step(month, Progress.NONE));
        twin.settle(5_000);
      }
    }
    SettlementStatement ours =
        twin.one().desk().statements().settlement(quarter.getFirst()).orElseThrow();
    SettlementStatement theirs =
        twin.other().desk().statements().settlement(SEPTEMBER).orElseThrow();
    assertArrayEquals(ours.json().canonicalBytes(), theirs.json().canonicalBytes());
    assertEquals(quarter, ours.months().stream().map(NetStatement::period).toList());
    assertArrayEquals(
        twin.one().desk().statements().settlementUbl(SEPTEMBER).orElseThrow(),
        twin.other().desk().statements().settlementUbl(SEPTEMBER).orElseThrow());
    // each month's balance with its sign, added by hand
    BigDecimal owedBySy = BigDecimal.ZERO;
    for (YearMonth month : quarter) {
      NetStatement each = twin.other().desk().statements().month(month).orElseThrow();
      boolean owes = each.debtor().equals(Optional.of(sy));
      owedBySy = owes ? owedBySy.add(each.net()) : owedBySy.subtract(each.net());
    }
    assertEquals(owedBySy, ours.net());
    assertEquals(Optional.of(sy), ours.debtor());
    StatementDue due = twin.one().desk().dueBook().statement(SEPTEMBER);
    assertEquals(quarter.getFirst(), due.first());
    assertEquals(ours.net(), due.open());
    assertEquals(Optional.of(ours.dueOn()), due.until());
    Payment all = twin.other().desk().dueBook().payment(SEPTEMBER, ours.net(), TODAY, false);
    assertEquals(Optional.of(ours.digest()), all.statement());
    assertEquals("", confirm(twin.other(), all));
    for (Twin.Side side : List.of(twin.one(), twin.other())) {
      assertEquals(
          StatementDue.Standing.PAID, side.desk().dueBook().statement(SEPTEMBER).standing());
      assertEquals(List.of(), side.desk().dueBook().setAside());
    }
  }

  private void load(String day, String from, String to) {
    String at = day + "T12:00:00+03:00";
    String file =
        "id,a,b,seizure,answer,seconds,trunk,cause\n1,+%s,+%s,%s,%s,3200,gw-1,16\n"
            .formatted(from, to, at, at);
    for (Twin.Side side : List.of(twin.one(), twin.other())) {
      side.desk().load("gw.csv", file.getBytes(StandardCharsets.UTF_8), Progress.NONE);
    }
  }

  @Test
  void withoutARateOfConversionBothAgreeAndNobodySigns() throws IOException {
    CountriesFolder rateless = copied();
    Path rates = rateless.root().resolve("border/iq-sy/exchange-rates.csv");
    List<String> rows = Files.readAllLines(rates);
    Files.write(rates, rows.stream().filter(row -> !row.matches("2026-0[1-9]-.*")).toList());
    assertTrue(Files.readAllLines(rates).size() < rows.size());
    pair(rateless);
    step(twin.one());
    step(twin.other());
    step(twin.one());
    step(twin.other());
    for (Twin.Side side : List.of(twin.one(), twin.other())) {
      assertFalse(side.autopilot().step(SEPTEMBER, Progress.NONE), "there is nothing to sign");
      assertTrue(side.desk().statements().lacksRate(SEPTEMBER));
      assertEquals(Optional.empty(), side.desk().statements().month(SEPTEMBER));
      assertEquals(Optional.empty(), side.desk().statements().settlement(SEPTEMBER));
    }
    assertEquals(told(twin.one()), told(twin.other()));
  }

  private CountriesFolder copied() throws IOException {
    Path copy = folder.resolve("countries");
    FileSystemUtils.copyRecursively(
        Path.of(System.getProperty("wasl.root", ".."), "countries"), copy);
    return new CountriesFolder(copy);
  }

  /// The same agreement, settled by the quarter.
  private CountriesFolder quarterly() throws IOException {
    CountriesFolder quarterly = copied();
    Path copy = quarterly.root();
    Path agreement = copy.resolve("border/iq-sy/voice-agreement.json");
    String text = Files.readString(agreement);
    String changed = text.replace("\"statementMonths\": 1", "\"statementMonths\": 3");
    assertFalse(text.equals(changed));
    Files.writeString(agreement, changed);
    Files.writeString(
        copy.resolve("border/iq-sy/exchange-rates.csv"),
        "2026-07-31,USD,XDR,1.36,made up for this test,EXAMPLE\n",
        StandardOpenOption.APPEND);
    return quarterly;
  }

  /// A payment for the statement as both nodes have it.
  private Payment payment(PartyId by, BigDecimal amount, LocalDate on) {
    return new Payment(by, SEPTEMBER, settlement(twin.one()), amount, on);
  }

  private static Optional<String> settlement(Twin.Side side) {
    return side.desk().statements().settlement(SEPTEMBER).map(SettlementStatement::digest);
  }

  /// @return the code of the refusal, empty where there was none
  private String confirm(Twin.Side side, Payment payment) {
    var proposal = side.desk().dueBook().proposePayment(payment, person("first"));
    assertInstanceOf(
        Decision.Refused.class,
        side.border().approvals().approve(proposal.id(), person("first")),
        "one person alone");
    Decision decision = side.border().approvals().approve(proposal.id(), person("second"));
    twin.settle(5_000);
    return decision instanceof Decision.Refused refused ? refused.refusal().code() : "";
  }
}
