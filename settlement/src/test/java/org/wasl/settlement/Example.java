package org.wasl.settlement;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.wasl.settlement.document.Wording;
import org.wasl.settlement.netting.Clocks;
import org.wasl.settlement.netting.Conversion;
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

  public static Wording wording() {
    return new Wording(
        Map.ofEntries(
            Map.entry("title", text("كشف تسوية الحساب", "Settlement statement")),
            Map.entry("agreement", text("الاتفاق", "Agreement")),
            Map.entry("period", text("الشهر", "Month")),
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
