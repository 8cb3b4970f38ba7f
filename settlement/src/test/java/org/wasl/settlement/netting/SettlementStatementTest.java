package org.wasl.settlement.netting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.wasl.settlement.Example.AA;
import static org.wasl.settlement.Example.BB;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wasl.settlement.Example;

/// Numbers are those of the International Telecommunication Regulations (Dubai 2012), Appendix 1.
class SettlementStatementTest {
  private static final YearMonth JULY = YearMonth.of(2026, 7);

  private static SettlementStatement quarter(boolean swapped) {
    return Example.quarter(swapped);
  }

  @Test
  void theBalanceOfAQuarterIsTheSumOfTheBalancesOfItsMonths() {
    // 60.00 owed by AA, 30.00 owed by BB, nothing; 1.25 dollars are one SDR
    SettlementStatement quarter = quarter(false);
    assertEquals(Optional.of(AA), quarter.debtor());
    assertEquals(Optional.of(BB), quarter.creditor());
    assertEquals(new BigDecimal("30.00"), quarter.net());
    assertEquals(new BigDecimal("24.0000"), quarter.netConverted());
    assertEquals(JULY, quarter.first());
    assertEquals(YearMonth.of(2026, 9), quarter.last());
    // 1,000 + 100 + 5 minutes at ten cents, and 400 + 400 + 5
    assertEquals(new BigDecimal("110.50"), quarter.streams().get(0).amount());
    assertEquals(new BigDecimal("80.50"), quarter.streams().get(1).amount());
    assertEquals(1_105L * 60, quarter.streams().get(0).quantities().get(3));
  }

  @Test
  void bothNodesMakeTheSameBytesAndNameTheMonthsThatBothSign() {
    SettlementStatement ours = quarter(false);
    assertEquals(ours.json().canonical(), quarter(true).json().canonical());
    for (NetStatement month : ours.months()) {
      assertEquals(1, ours.json().canonical().split(month.digest(), -1).length - 1);
    }
  }

  @Test
  void theStatementIsIssuedAfterItsLastMonthAndPaidTwoMonthsLater() {
    // 2.2: fifty days after September; 3: two months
    assertEquals(LocalDate.of(2026, 11, 19), quarter(false).issuedOn());
    assertEquals(LocalDate.of(2027, 1, 19), quarter(false).dueOn());
  }

  @Test
  void amountsRoundedInEachMonthAreNotRoundedAgain() {
    // a third of a cent a month is nothing in each; of three together it would be a cent
    NetStatement july = Example.month(JULY, Example.thirdOfACent(JULY));
    NetStatement august =
        Example.month(JULY.plusMonths(1), Example.thirdOfACent(JULY.plusMonths(1)));
    NetStatement september =
        Example.month(Example.SEPTEMBER, Example.thirdOfACent(Example.SEPTEMBER));
    SettlementStatement quarter = SettlementStatement.of(List.of(july, august, september));
    assertEquals(new BigDecimal("0.00"), quarter.net());
    assertEquals(Optional.empty(), quarter.debtor());
  }

  @Test
  void aMonthLeftOutMakesNoStatement() {
    List<NetStatement> months = quarter(false).months();
    List<NetStatement> gap = List.of(months.get(0), months.get(2));
    assertThrows(IllegalArgumentException.class, () -> SettlementStatement.of(gap));
    assertThrows(IllegalArgumentException.class, () -> SettlementStatement.of(List.of()));
  }

  @Test
  void thePeriodsAreThoseOfTheAgreementsClocks() {
    Clocks quarterly = new Clocks(50, 2, 3, 2, BigDecimal.ZERO);
    Clocks monthly = new Clocks(50, 2, 1, 2, BigDecimal.ZERO);
    Clocks halfYearly = new Clocks(50, 2, 6, 2, BigDecimal.ZERO);
    YearMonth august = YearMonth.of(2026, 8);
    assertEquals(JULY, quarterly.firstOf(august));
    assertEquals(YearMonth.of(2026, 9), quarterly.lastOf(august));
    assertEquals(august, monthly.firstOf(august));
    assertEquals(august, monthly.lastOf(august));
    assertEquals(JULY, halfYearly.firstOf(august));
    assertEquals(YearMonth.of(2026, 12), halfYearly.lastOf(august));
    assertThrows(IllegalArgumentException.class, () -> new Clocks(50, 2, 5, 2, BigDecimal.ZERO));
  }
}
