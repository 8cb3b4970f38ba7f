package org.wasl.post.accounting;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.wasl.post.rating.MailCount;
import org.wasl.settlement.AccountForm;
import org.wasl.settlement.Line;
import org.wasl.settlement.Stream;
import org.wasl.settlement.agreeing.AgreedAccount;
import org.wasl.settlement.agreeing.AgreedLine;
import org.wasl.terms.Sha256;
import org.wasl.terms.json.Json;

/// Statement of the dispatches of a month from one post to the other (CN 55), one mail class: a
/// line for each dispatch; or of the indemnities of a month (CN 48): a line for each inquiry. Made
/// from the agreed account alone, so that both posts make the same bytes.
///
/// @param agreedDigest of the account on which both agreed
/// @param lines in the order of the account
/// @param quantities of all lines together, in the order of the form's measures
/// @param amount the sum of the rounded lines, without what is disputed
/// @param held disputed
public record DispatchStatement(
    AccountForm form,
    YearMonth period,
    Stream stream,
    boolean isOfIndemnities,
    String agreedDigest,
    List<AgreedLine> lines,
    List<Long> quantities,
    BigDecimal amount,
    BigDecimal held)
    implements AccountPaper {
  public DispatchStatement {
    lines = List.copyOf(lines);
    quantities = List.copyOf(quantities);
  }

  /// @param agreedDigest of the agreed account
  public static DispatchStatement of(
      AccountForm form,
      Stream stream,
      boolean isOfIndemnities,
      AgreedAccount agreed,
      String agreedDigest) {
    List<AgreedLine> lines =
        agreed.lines().stream()
            .filter(each -> each.line().key().stream().equals(stream.id()))
            .toList();
    long[] sums = new long[form.measures().size()];
    BigDecimal amount = zero(form);
    BigDecimal held = zero(form);
    for (AgreedLine each : lines) {
      add(sums, each.line().quantities());
      amount = amount.add(money(form, each.line()));
      held = held.add(form.rounding().money(each.held(), form.unitsPerCurrency()));
    }
    return new DispatchStatement(
        form,
        agreed.period(),
        stream,
        isOfIndemnities,
        agreedDigest,
        lines,
        boxed(sums),
        amount,
        held);
  }

  static BigDecimal zero(AccountForm form) {
    return BigDecimal.ZERO.setScale(form.rounding().decimals());
  }

  /// What a line comes to.
  public static BigDecimal money(AccountForm form, Line line) {
    return form.rounding().money(line.exact(), form.unitsPerCurrency());
  }

  static void add(long[] sums, List<Long> quantities) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] = Math.addExact(sums[i], quantities.get(i));
    }
  }

  static List<Long> boxed(long[] sums) {
    List<Long> all = new ArrayList<>(sums.length);
    for (long each : sums) {
      all.add(each);
    }
    return all;
  }

  static Json.Arr json(List<Long> quantities) {
    List<Json> numbers = new ArrayList<>();
    quantities.forEach(each -> numbers.add(new Json.Int(each)));
    return new Json.Arr(numbers);
  }

  /// The weight of all lines together in grams.
  public long grams() {
    return MailCount.grams(quantities);
  }

  @Override
  public Json.Obj json() {
    List<Json> rows = new ArrayList<>();
    for (AgreedLine each : lines) {
      rows.add(
          Json.Obj.with()
              .put(isOfIndemnities ? "inquiry" : "dispatch", each.line().key().item())
              .put("closed", each.line().key().day().toString())
              .put("band", each.line().key().band())
              .put("q", json(each.line().quantities()))
              .put("amount", money(form, each.line()).toPlainString())
              .put("resolution", each.resolution().name())
              .end());
    }
    return Json.Obj.with()
        .put("type", isOfIndemnities ? "wasl-cn48/1" : "wasl-cn55/1")
        .put("agreement", form.agreement().value())
        .put("form", form.version())
        .put("period", period.toString())
        .put("stream", stream.id())
        .put("payer", stream.payer().value())
        .put("payee", stream.payee().value())
        .put("agreed", agreedDigest)
        .put("currency", form.currency().code())
        .put("rounding", rounding(form))
        .putStrings("measures", form.measures())
        .put("lines", new Json.Arr(rows))
        .put("q", json(quantities))
        .put("grams", grams())
        .put("amount", amount.toPlainString())
        .put("held", held.toPlainString())
        .end();
  }

  /// The rounding rule in words of the standard library, for whoever computes it again.
  static String rounding(AccountForm form) {
    return form.rounding().point()
        + " "
        + form.rounding().mode()
        + " "
        + form.rounding().decimals();
  }

  @Override
  public String digest() {
    return Sha256.hex(json().canonicalBytes());
  }
}
