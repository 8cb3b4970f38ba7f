package org.wasl.settlement.netting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.wasl.settlement.Example.AA;
import static org.wasl.settlement.Example.BB;
import static org.wasl.settlement.Example.account;
import static org.wasl.settlement.Example.line;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wasl.settlement.Account;
import org.wasl.settlement.Example;
import org.wasl.settlement.Line;
import org.wasl.settlement.RoundingRule;
import org.wasl.settlement.agreeing.AgreedAccount;
import org.wasl.settlement.comparing.Comparison;

class NetStatementTest {

  private static NetStatement statement(Account one, Account other) {
    Comparison both = Comparison.of(Example.TERMS, one, other);
    AgreedAccount agreed = AgreedAccount.of(Example.TERMS, both, List.of());
    return NetStatement.of(Example.FORM, agreed, Example.SDR, Example.CLOCKS);
  }

  @Test
  void theBalanceOfAThousandMinutesAgainstFourHundredAtTenCentsIsSixtyDollars() {
    Account one = account(AA, line("aa-to-bb", 1, 1000), line("bb-to-aa", 1, 400));
    Account other = account(BB, line("aa-to-bb", 1, 1000), line("bb-to-aa", 1, 400));
    NetStatement statement = statement(one, other);
    assertEquals(Optional.of(AA), statement.debtor());
    assertEquals(new BigDecimal("60.00"), statement.net());
    assertEquals(new BigDecimal("48.0000"), statement.netConverted());
  }

  @Test
  void anEvenMonthHasNoDebtor() {
    Account one = account(AA, line("aa-to-bb", 1, 5), line("bb-to-aa", 1, 5));
    Account other = account(BB, line("aa-to-bb", 1, 5), line("bb-to-aa", 1, 5));
    assertEquals(Optional.empty(), statement(one, other).debtor());
  }

  @Test
  void theClocksAreThoseOfTheItr() {
    // ITR 2012 Appendix 1: fifty days after September is 19 November; payment two months later
    assertEquals(LocalDate.of(2026, 11, 19), Example.CLOCKS.accountDue(Example.SEPTEMBER));
    assertEquals(LocalDate.of(2027, 1, 19), Example.CLOCKS.paymentDate(Example.SEPTEMBER));
    assertEquals(
        LocalDate.of(2027, 1, 10), Example.CLOCKS.questionsUntil(LocalDate.of(2026, 11, 10)));
  }

  @Test
  void roundingHappensOnceAtTheNamedPoint() {
    // three lines of one third of a cent: 0.01 when rounded once, 0.00 when rounded line by line
    BigInteger third = BigInteger.valueOf(200_000);
    RoundingRule once = new RoundingRule(RoundingRule.Point.PER_ACCOUNT, RoundingMode.HALF_UP, 2);
    assertEquals(
        new BigDecimal("0.01"), once.money(third.multiply(BigInteger.valueOf(3)), Example.UNITS));
    assertEquals(new BigDecimal("0.00"), once.money(third, Example.UNITS));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
  void whateverTheAccountsBothSidesSeeTheSameStatementAndMoneyIsConserved(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Account one = random(AA, random);
    Account other = random(BB, random);
    NetStatement ours = statement(one, other);
    NetStatement theirs = statement(other, one);
    assertEquals(ours.json().canonical(), theirs.json().canonical(), "seed " + seed);
    BigDecimal owedByAa = ours.streams().get(0).amount().subtract(ours.streams().get(1).amount());
    BigDecimal signed = ours.debtor().equals(Optional.of(BB)) ? ours.net().negate() : ours.net();
    assertEquals(0, owedByAa.compareTo(signed), "seed " + seed);
  }

  private static Account random(org.wasl.terms.PartyId by, SplittableRandom random) {
    Line[] lines = new Line[56];
    for (int i = 0; i < 28; i++) {
      lines[i] = line("aa-to-bb", i + 1, random.nextLong(10_000));
      lines[28 + i] = line("bb-to-aa", i + 1, random.nextLong(10_000));
    }
    return account(by, lines);
  }
}
