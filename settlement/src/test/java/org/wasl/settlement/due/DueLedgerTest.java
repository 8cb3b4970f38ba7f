package org.wasl.settlement.due;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.wasl.settlement.Example.AA;
import static org.wasl.settlement.Example.BB;
import static org.wasl.settlement.Example.SEPTEMBER;
import static org.wasl.settlement.Example.account;
import static org.wasl.settlement.Example.line;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wasl.settlement.Account;
import org.wasl.settlement.Example;
import org.wasl.settlement.agreeing.AgreedAccount;
import org.wasl.settlement.agreeing.Step;
import org.wasl.settlement.contesting.Contest;
import org.wasl.settlement.keeping.MonthSteps;
import org.wasl.settlement.keeping.StepStore;
import org.wasl.settlement.wire.StepJson;
import org.wasl.terms.PartyId;
import org.wasl.terms.Refusal;
import org.wasl.terms.json.Json;

/// The ledgers of both nodes, whose steps came in the order in which each of them saw them.
class DueLedgerTest {
  private static final BigDecimal NET = new BigDecimal("1000.00");
  private static final Optional<String> STATEMENT = Optional.of("5".repeat(64));
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 30);

  private final Node ofAa = new Node(AA, BB);
  private final Node ofBb = new Node(BB, AA);

  /// AA owes; the statement names the 19th of January.
  private static final class Owed implements DueLedger.Statements {
    @Override
    public List<YearMonth> monthsOf(YearMonth month) {
      return List.of(month);
    }

    @Override
    public Optional<DueLedger.Statement> of(YearMonth month) {
      return Optional.of(
          new DueLedger.Statement(
              Optional.of(AA), NET, LocalDate.of(2027, 1, 19), STATEMENT.orElseThrow()));
    }
  }

  private static final class Rows implements StepStore {
    private final Map<YearMonth, List<Json.Obj>> rows = new TreeMap<>();

    @Override
    public void addStep(YearMonth period, Json.Obj step) {
      rows.computeIfAbsent(period, _ -> new ArrayList<>()).add(step);
    }

    @Override
    public List<Json.Obj> steps(YearMonth period) {
      return List.copyOf(rows.getOrDefault(period, List.of()));
    }

    @Override
    public SequencedMap<YearMonth, Integer> counts() {
      SequencedMap<YearMonth, Integer> counts = new LinkedHashMap<>();
      rows.forEach((period, all) -> counts.put(period, all.size()));
      return counts;
    }

    @Override
    public List<YearMonth> periods() {
      return List.copyOf(rows.keySet());
    }
  }

  private static final class Node {
    private final Rows rows = new Rows();
    private final MonthSteps steps;
    private final DueLedger ledger;

    Node(PartyId us, PartyId them) {
      steps = new MonthSteps(_ -> Example.TERMS, us, them, rows);
      ledger =
          new DueLedger(
              DueRules.of(Example.FORM, Example.CLOCKS),
              steps,
              rows,
              row -> Optional.of(LocalDate.parse(row.asObject("step").string("day"))),
              new Owed());
    }

    void saw(Step step, String day) {
      rows.addStep(
          SEPTEMBER,
          Json.Obj.with()
              .put("type", StepJson.type(step))
              .put("body", StepJson.json(step))
              .put("day", day)
              .end());
    }

    Optional<String> confirm(String amount, String on) {
      Payment payment =
          new Payment(BB, SEPTEMBER, STATEMENT, new BigDecimal(amount), LocalDate.parse(on));
      Optional<String> refused = ledger.refusal(payment, BB, TODAY).map(refusal -> refusal.code());
      if (refused.isEmpty()) {
        rows.addStep(ledger.monthOf(payment), DueLedger.row(payment).put("day", on).end());
      }
      return refused;
    }

    StatementDue due() {
      return ledger.statement(SEPTEMBER, TODAY);
    }
  }

  @BeforeEach
  void bothAgreedOnTheTwentieth() {
    Account one = account(AA, line("aa-to-bb", 1, 1000));
    Account other = account(BB, line("aa-to-bb", 1, 1000));
    for (Node each : List.of(ofAa, ofBb)) {
      each.saw(new Step.Declared(one), "2026-10-10");
      each.saw(new Step.Declared(other), "2026-10-10");
      String digest = each.steps.month(SEPTEMBER).agreedAccount().orElseThrow().digest();
      each.saw(new Step.Agreed(AA, SEPTEMBER, digest), "2026-10-20");
      each.saw(new Step.Agreed(BB, SEPTEMBER, digest), "2026-10-18");
    }
  }

  private static Step signedBy(PartyId party) {
    return new Step.Signed(party, SEPTEMBER, STATEMENT.orElseThrow());
  }

  /// AA signs on the 25th, BB on the 27th before it has seen that.
  private void signaturesCross() {
    ofAa.saw(signedBy(AA), "2026-10-25");
    ofAa.saw(signedBy(BB), "2026-10-27");
    ofBb.saw(signedBy(BB), "2026-10-27");
    ofBb.saw(signedBy(AA), "2026-10-25");
  }

  @Test
  void whereSignaturesCrossBothNodesCountFromTheEarlierAndEndorseWithTheLater() {
    signaturesCross();
    assertEquals(ofAa.due(), ofBb.due());
    assertEquals(StatementDue.Standing.TO_BE_PAID, ofBb.due().standing());
    assertEquals(LocalDate.of(2026, 10, 27), ofBb.due().since());
    assertEquals(List.of(), ofBb.ledger.setAside(TODAY));
    assertEquals(
        ofAa.ledger.relation(TODAY).account(SEPTEMBER, AA, TODAY),
        ofBb.ledger.relation(TODAY).account(SEPTEMBER, AA, TODAY));
  }

  /// 500 of an earlier day would leave 500, for which the 600 that were recorded are too much.
  @Test
  void aPaymentThatWouldPushOutARecordedOneIsRefused() {
    signaturesCross();
    assertEquals(Optional.empty(), ofBb.confirm("600.00", "2026-11-20"));
    assertEquals(Optional.of("due.amount"), ofBb.confirm("500.00", "2026-11-10"));
    assertEquals(new BigDecimal("400.00"), ofBb.due().open());
    assertEquals(Optional.empty(), ofBb.confirm("400.00", "2026-11-10"));
    assertEquals(StatementDue.Standing.PAID, ofBb.due().standing());
    assertEquals(2, ofBb.ledger.payments(SEPTEMBER).size());
  }

  /// The statement of a silent month was paid; signatures that were on their way name a later day.
  @Test
  void aPaymentFromBeforeTheSignaturesCountsFromTheirDay() {
    Payment early =
        new Payment(BB, SEPTEMBER, STATEMENT, new BigDecimal("600.00"), LocalDate.of(2026, 10, 22));
    for (Node each : List.of(ofAa, ofBb)) {
      each.rows.addStep(
          each.ledger.monthOf(early), DueLedger.row(early).put("day", "2026-10-22").end());
    }
    signaturesCross();
    for (Node each : List.of(ofAa, ofBb)) {
      assertEquals(new BigDecimal("400.00"), each.due().open());
      assertEquals(List.of(), each.ledger.setAside(TODAY));
    }
  }

  private static Step contestOf(PartyId by, Account one, Account other) {
    return new Step.Contested(
        new Contest(
            new UUID(0x7000L, 1),
            Example.FORM.agreement(),
            SEPTEMBER,
            by,
            AgreedAccount.digestsOf(one, other),
            List.of(
                new Contest.Item(
                    Example.key("aa-to-bb", 1), line("aa-to-bb", 1, 1_500), "count"))));
  }

  private static String late(Node node, Step step, String day) {
    return node.ledger
        .late(step, SEPTEMBER, LocalDate.parse(day))
        .map(Refusal::code)
        .orElse("in time");
  }

  /// ITR 2012 Appendix 1, 2.2 and 2.3: 50 days for the account, two months for questions about it.
  @Test
  void whatIsAcceptedIsNeitherReplacedNorQuestioned() {
    Account one = account(AA, line("aa-to-bb", 1, 1_000));
    Account other = account(BB, line("aa-to-bb", 1, 2_000));
    for (Node node : List.of(new Node(AA, BB), new Node(BB, AA))) {
      node.saw(new Step.Declared(one), "2026-10-10");
      node.saw(new Step.Declared(other), "2026-11-15");
      assertEquals("in time", late(node, contestOf(BB, other, one), "2026-12-10"));
      assertEquals("due.question-late", late(node, contestOf(BB, other, one), "2026-12-11"));
      assertEquals("due.closed", late(node, new Step.Declared(one), "2026-12-11"));
      assertEquals("in time", late(node, contestOf(AA, one, other), "2027-01-15"));
      assertEquals("in time", late(node, new Step.Declared(other), "2027-01-15"));
      assertEquals("due.silent", late(node, contestOf(AA, one, other), "2027-01-16"));
      assertEquals("due.silent", late(node, new Step.Declared(other), "2027-01-16"));
    }
  }
}
