package org.wasl.twin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.border.approval.Approvals.Decision;
import org.wasl.settlement.due.StatementDue;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;
import org.wasl.terms.Progress;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.voice.exchange.Due;
import org.wasl.voice.exchange.Payment;

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

  @BeforeEach
  void pair() {
    twin = new Twin(countries, sy, iq, folder.resolve("twin"), 11, Twin.Faults.NONE);
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
        "voice.payment.creditor",
        confirm(twin.one(), new Payment(sy, SEPTEMBER, part, TODAY)),
        "the debtor does not confirm");
    assertEquals(
        "voice.payment.day",
        confirm(twin.other(), new Payment(iq, SEPTEMBER, part, TODAY.plusDays(2))));
    assertEquals(
        "due.amount",
        confirm(twin.other(), new Payment(iq, SEPTEMBER, due.open().add(part), TODAY)));
    assertEquals("", confirm(twin.other(), new Payment(iq, SEPTEMBER, part, TODAY)));
    assertEquals(
        due.open().subtract(part), twin.one().desk().dueBook().statement(SEPTEMBER).open());
    assertEquals(
        "", confirm(twin.other(), new Payment(iq, SEPTEMBER, due.open().subtract(part), TODAY)));
    for (Twin.Side side : List.of(twin.one(), twin.other())) {
      assertEquals(
          StatementDue.Standing.PAID, side.desk().dueBook().statement(SEPTEMBER).standing());
      assertEquals(List.of(), side.desk().dueBook().open());
      assertEquals(List.of(), side.desk().dueBook().setAside());
    }
  }

  @Test
  void theInvoiceOfTheStatementIsTheSameBytesOnBothNodesAndNamesBothGateways() {
    assertEquals(Optional.empty(), twin.one().desk().invoice(SEPTEMBER, iq), "nothing agreed yet");
    signByBoth();
    byte[] ours = twin.one().desk().invoice(SEPTEMBER, iq).orElseThrow();
    assertArrayEquals(ours, twin.other().desk().invoice(SEPTEMBER, iq).orElseThrow());
    assertEquals(Optional.empty(), twin.one().desk().invoice(SEPTEMBER, sy));
    String xml = new String(ours, StandardCharsets.UTF_8);
    String net = twin.one().desk().dueBook().statement(SEPTEMBER).open().toPlainString();
    assertTrue(xml.contains("<cbc:PayableAmount currencyID=\"USD\">" + net + "<"), xml);
    assertTrue(xml.indexOf("<cbc:ID>iq.itpc<") < xml.indexOf("<cbc:ID>sy.telecom<"), xml);
    assertTrue(xml.contains("<cbc:IdentificationCode>IQ<"), xml);
    assertTrue(xml.contains("<cbc:IdentificationCode>SY<"), xml);
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
