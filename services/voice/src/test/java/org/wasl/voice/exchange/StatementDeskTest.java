package org.wasl.voice.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.wasl.settlement.Account;
import org.wasl.settlement.AccountForm;
import org.wasl.settlement.Line;
import org.wasl.settlement.LineKey;
import org.wasl.settlement.Tolerance;
import org.wasl.settlement.agreeing.MonthCase;
import org.wasl.settlement.agreeing.Step;
import org.wasl.settlement.keeping.MonthSteps;
import org.wasl.settlement.keeping.StepStore;
import org.wasl.settlement.netting.Clocks;
import org.wasl.settlement.netting.Conversion;
import org.wasl.settlement.netting.NetStatement;
import org.wasl.settlement.wire.StepJson;
import org.wasl.terms.CurrencyVintage;
import org.wasl.terms.PartyId;
import org.wasl.terms.json.Json;
import org.wasl.voice.Example;
import org.wasl.voice.TrafficAgreement;
import org.wasl.voice.TrafficAgreement.Earlier;
import org.wasl.voice.TrunkGroups;
import org.wasl.voice.accounting.AccountMaker;

/// Signed months under files that were changed since.
class StatementDeskTest {
  private static final YearMonth AUGUST = YearMonth.of(2026, 8);
  private static final TrafficAgreement FIRST = agreement(1, "1", List.of(), rate(15, "1.30"));

  private final Rows rows = new Rows();

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

  private static Conversion rate(int day, String rate) {
    return new Conversion(
        new CurrencyVintage("XDR", 0, 4),
        new BigDecimal(rate),
        AUGUST.atDay(day),
        "example",
        RoundingMode.HALF_UP);
  }

  private static AccountForm form(int version) {
    return form(version, new CurrencyVintage("USD", 0, 2));
  }

  private static AccountForm form(int version, CurrencyVintage currency) {
    AccountForm form = Example.agreement(Example.row("8881", 100_000, 1, 1)).form();
    return new AccountForm(
        form.agreement(),
        version,
        form.measures(),
        currency,
        form.unitsPerCurrency(),
        form.rounding(),
        form.streams());
  }

  private static TrafficAgreement agreement(
      int version, String percent, List<Earlier> earlier, Conversion... rates) {
    TrafficAgreement plain = Example.agreement(Example.row("8881", 100_000, 1, 1));
    return new TrafficAgreement(
        form(version),
        new Tolerance(new BigDecimal(percent), BigDecimal.ZERO),
        plain.clocks(),
        plain.zone(),
        plain.profiles(),
        List.of(),
        plain.calledCodes(),
        plain.gateways(),
        plain.tariff(),
        List.of(rates),
        plain.ground(),
        plain.wording(),
        List.of(),
        List.of(),
        0,
        TrunkGroups.ALL,
        earlier);
  }

  private MonthSteps steps(TrafficAgreement agreement) {
    return new MonthSteps(agreement::terms, Example.AA, Example.BB, rows);
  }

  private StatementDesk desk(TrafficAgreement agreement) {
    return new StatementDesk(agreement, steps(agreement), Map.of(), _ -> Optional.empty());
  }

  private void keep(Step step) {
    rows.addStep(
        AUGUST,
        Json.Obj.with().put("type", StepJson.type(step)).put("body", StepJson.json(step)).end());
  }

  private static Account account(PartyId by, long calls) {
    Line line =
        new Line(
            new LineKey("aa-bb", "to-8881", AUGUST.atDay(1), "peak"),
            List.of(calls, calls, calls * 60, calls * 60),
            BigInteger.valueOf(calls * 6_000_000));
    return new AccountMaker(FIRST, by).account(AUGUST, List.of(line), List.of());
  }

  /// Both declared, agreed and signed by the first agreement.
  private NetStatement signed() {
    keep(new Step.Declared(account(Example.AA, 1_000)));
    keep(new Step.Declared(account(Example.BB, 1_004)));
    String agreed = steps(FIRST).month(AUGUST).agreedAccount().orElseThrow().digest();
    keep(new Step.Agreed(Example.AA, AUGUST, agreed));
    keep(new Step.Agreed(Example.BB, AUGUST, agreed));
    NetStatement statement = desk(FIRST).month(AUGUST).orElseThrow();
    keep(new Step.Signed(Example.AA, AUGUST, statement.digest()));
    keep(new Step.Signed(Example.BB, AUGUST, statement.digest()));
    assertEquals(List.of(), desk(FIRST).changed());
    return statement;
  }

  @Test
  void aSignedStatementKeepsItsRateWhateverRatesComeLater() {
    NetStatement before = signed();
    StatementDesk desk =
        desk(agreement(1, "1", List.of(), rate(15, "1.30"), rate(30, "1.40"), rate(1, "1.20")));
    assertEquals(before, desk.month(AUGUST).orElseThrow());
    assertEquals(List.of(), desk.changed());
  }

  @Test
  void aRateThatIsGoneIsToldAndSoIsAChangedOne() {
    signed();
    assertEquals(List.of(AUGUST), desk(agreement(1, "1", List.of())).changed());
    assertEquals(List.of(AUGUST), desk(agreement(1, "1", List.of(), rate(15, "1.31"))).changed());
  }

  @Test
  void aNewVersionLeavesTheMonthsBeforeItAsTheyWere() {
    NetStatement before = signed();
    TrafficAgreement second =
        agreement(
            2,
            "0",
            List.of(new Earlier(AUGUST, form(1), FIRST.tolerance(), FIRST.clocks())),
            rate(15, "1.30"));
    assertEquals(before, desk(second).month(AUGUST).orElseThrow());
    assertEquals(List.of(), desk(second).changed());
    assertEquals(MonthCase.Stage.CLOSED, steps(second).month(AUGUST).stage());
    assertEquals(2, second.form(AUGUST.plusMonths(1)).version());
  }

  @Test
  void eachMonthIsInTheCurrencyOfItsVersion() {
    CurrencyVintage old = new CurrencyVintage("XDR", 0, 4);
    TrafficAgreement second =
        agreement(
            2, "0", List.of(new Earlier(AUGUST, form(1, old), FIRST.tolerance(), FIRST.clocks())));
    YearMonth september = AUGUST.plusMonths(1);
    assertEquals(
        Map.of(AUGUST, old, september, new CurrencyVintage("USD", 0, 2)),
        second.currencies(List.of(AUGUST, september, AUGUST)));
  }

  @Test
  void aNewVersionWithoutTheEarlierOneIsToldAndSoIsAnotherTolerance() {
    signed();
    TrafficAgreement second = agreement(2, "1", List.of(), rate(15, "1.30"));
    assertEquals(List.of(AUGUST), desk(second).changed());
    // 1,000 against 1,004 lies within 1 % and over none: both parties agreed to another reason
    TrafficAgreement narrower = agreement(1, "0", List.of(), rate(15, "1.30"));
    assertEquals(List.of(AUGUST), desk(narrower).changed());
  }

  @Test
  void versionsStandInOrderAndSettleAsManyMonths() {
    Earlier first = new Earlier(AUGUST, form(1), FIRST.tolerance(), FIRST.clocks());
    Earlier same = new Earlier(AUGUST, form(2), FIRST.tolerance(), FIRST.clocks());
    Earlier quarterly =
        new Earlier(AUGUST, form(1), FIRST.tolerance(), new Clocks(50, 2, 3, 2, BigDecimal.ZERO));
    assertThrows(IllegalArgumentException.class, () -> agreement(3, "1", List.of(first, same)));
    assertThrows(IllegalArgumentException.class, () -> agreement(1, "1", List.of(first)));
    assertThrows(IllegalArgumentException.class, () -> agreement(2, "1", List.of(quarterly)));
    assertEquals(
        Optional.of(LocalDate.of(2026, 10, 20)),
        Optional.of(agreement(2, "1", List.of(first)).clocks(AUGUST).accountDue(AUGUST)));
  }
}
