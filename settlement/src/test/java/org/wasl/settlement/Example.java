package org.wasl.settlement;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.wasl.settlement.agreeing.AgreedAccount;
import org.wasl.settlement.comparing.Comparison;
import org.wasl.settlement.document.Wording;
import org.wasl.settlement.netting.Clocks;
import org.wasl.settlement.netting.Conversion;
import org.wasl.settlement.netting.NetStatement;
import org.wasl.settlement.netting.SettlementStatement;
import org.wasl.terms.CurrencyVintage;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.PartyId;

/// An agreement between two made-up parties, for tests.
public final class Example {
  public static final PartyId AA = new PartyId("aa");
  public static final PartyId BB = new PartyId("bb");
  public static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);
  public static final BigInteger UNITS = BigInteger.valueOf(60_000_000);

  public static final AccountForm FORM =
      new AccountForm(
          new AgreementId("aa-bb-voice"),
          1,
          List.of("calls", "answered", "seconds", "billedSeconds"),
          new CurrencyVintage("USD", 0, 2),
          UNITS,
          new RoundingRule(RoundingRule.Point.PER_ACCOUNT, RoundingMode.HALF_UP, 2),
          List.of(
              new Stream("aa-to-bb", AA, BB, text("من أ إلى ب", "A to B")),
              new Stream("bb-to-aa", BB, AA, text("من ب إلى أ", "B to A"))));

  public static final Tolerance TOLERANCE =
      new Tolerance(new BigDecimal("0.5"), new BigDecimal("0.01"));

  public static final Terms TERMS = new Terms(FORM, TOLERANCE);

  public static final Clocks CLOCKS = new Clocks(50, 2, 1, 2, new BigDecimal("6"));

  public static final Conversion SDR =
      new Conversion(
          new CurrencyVintage("XDR", 0, 4),
          new BigDecimal("1.25"),
          LocalDate.of(2026, 9, 30),
          "example",
          RoundingMode.HALF_UP);

  public static final Map<PartyId, LocalizedText> NAMES =
      Map.of(AA, text("الطرف أ", "Party A"), BB, text("الطرف ب", "Party B"));

  private Example() {}

  public static LocalizedText text(String ar, String en) {
    return new LocalizedText(ar, en);
  }

  public static LineKey key(String stream, int day) {
    return new LineKey(stream, "mobile", SEPTEMBER.atDay(day), "peak");
  }

  /// A line of so many minutes at a tenth of a dollar.
  public static Line line(String stream, int day, long minutes) {
    return new Line(
        key(stream, day),
        List.of(minutes, minutes, minutes * 60, minutes * 60),
        BigInteger.valueOf(minutes * 6_000_000));
  }

  public static Account account(PartyId by, Line... lines) {
    return new Account(FORM.agreement(), 1, SEPTEMBER, by, List.of("0".repeat(64)), List.of(lines));
  }

  /// A line of a month's first day, of so many minutes at a tenth of a dollar.
  private static Line line(YearMonth period, String stream, long minutes) {
    return new Line(
        new LineKey(stream, "mobile", period.atDay(1), "peak"),
        List.of(minutes, minutes, minutes * 60, minutes * 60),
        BigInteger.valueOf(minutes * 6_000_000));
  }

  /// A line that comes to a third of a cent.
  public static List<Line> thirdOfACent(YearMonth period) {
    LineKey key = new LineKey("aa-to-bb", "mobile", period.atDay(1), "peak");
    return List.of(new Line(key, List.of(1L, 1L, 2L, 2L), BigInteger.valueOf(200_000)));
  }

  /// The statement of a month of which both parties have the same lines.
  public static NetStatement month(YearMonth period, List<Line> lines) {
    return month(period, lines, false);
  }

  private static NetStatement month(YearMonth period, List<Line> lines, boolean swapped) {
    Account one = account(period, AA, lines);
    Account other = account(period, BB, lines);
    Comparison both = swapped ? Comparison.of(TERMS, other, one) : Comparison.of(TERMS, one, other);
    return NetStatement.of(FORM, AgreedAccount.of(TERMS, both, List.of()), SDR, CLOCKS);
  }

  private static Account account(YearMonth period, PartyId by, List<Line> lines) {
    return new Account(FORM.agreement(), 1, period, by, List.of("0".repeat(64)), lines);
  }

  /// July to September: AA owes 60.00, BB owes 30.00, nobody owes.
  ///
  /// @param swapped as the other node makes it
  public static SettlementStatement quarter(boolean swapped) {
    long[][] minutes = {{1_000, 400}, {100, 400}, {5, 5}};
    List<NetStatement> months = new ArrayList<>();
    for (int i = 0; i < minutes.length; i++) {
      YearMonth period = SEPTEMBER.minusMonths(2L - i);
      List<Line> lines =
          List.of(line(period, "aa-to-bb", minutes[i][0]), line(period, "bb-to-aa", minutes[i][1]));
      months.add(month(period, lines, swapped));
    }
    return SettlementStatement.of(months);
  }

  public static Wording wording() {
    return new Wording(
        Map.ofEntries(
            Map.entry("title", text("كشف تسوية الحساب", "Settlement statement")),
            Map.entry("agreement", text("الاتفاق", "Agreement")),
            Map.entry("period", text("الشهر", "Month")),
            Map.entry("months", text("الأشهر", "Months")),
            Map.entry("issued", text("تاريخ الكشف", "Date of the statement")),
            Map.entry("due", text("موعد السداد", "Payment due")),
            Map.entry("debtor", text("الطرف المدين", "Debtor")),
            Map.entry("creditor", text("الطرف الدائن", "Creditor")),
            Map.entry("balanced", text("الحساب متوازن", "the account is balanced")),
            Map.entry("net", text("الرصيد المستحق", "Balance due")),
            Map.entry("streams", text("الاتجاهات", "Streams")),
            Map.entry("stream", text("الاتجاه", "Stream")),
            Map.entry("payer", text("الدافع", "Payer")),
            Map.entry("amount", text("المبلغ", "Amount")),
            Map.entry("held", text("متنازع عليه", "Disputed")),
            Map.entry("rate", text("سعر التحويل", "Conversion")),
            Map.entry("digest", text("بصمة الكشف", "Digest of the statement")),
            Map.entry(
                "agreedDigest", text("بصمة الحساب المتفق عليه", "Digest of the agreed account")),
            Map.entry(
                "note",
                text(
                    "يُسدَّد الرصيد خلال المدة المتفق عليها (شهران).",
                    "The balance is paid within the agreed time (two months).")),
            Map.entry("measure.calls", text("المكالمات", "Calls")),
            Map.entry("measure.answered", text("المجابة", "Answered")),
            Map.entry("measure.seconds", text("الثواني", "Seconds")),
            Map.entry("measure.billedSeconds", text("الثواني المفوترة", "Billed seconds"))));
  }
}
