package org.wasl.post.accounting;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.wasl.post.rating.MailCount;
import org.wasl.settlement.AccountForm;
import org.wasl.settlement.Stream;
import org.wasl.terms.Sha256;
import org.wasl.terms.json.Json;

/// The account of a summary period (CN 61) for mail of one class from one post to the other: the
/// sum of its CN 55 statements.
///
/// @param months its statements in order, at least one
/// @param quantities of all together, in the order of the form's measures
public record SummaryAccount(
    AccountForm form,
    YearMonth first,
    YearMonth last,
    Stream stream,
    List<DispatchStatement> months,
    List<Long> quantities,
    BigDecimal amount,
    BigDecimal held)
    implements AccountPaper {
  public SummaryAccount {
    months = List.copyOf(months);
    quantities = List.copyOf(quantities);
  }

  /// @param months the statements of the stream in the period, in order
  public static SummaryAccount of(
      AccountForm form,
      YearMonth first,
      YearMonth last,
      Stream stream,
      List<DispatchStatement> months) {
    long[] sums = new long[form.measures().size()];
    BigDecimal amount = DispatchStatement.zero(form);
    BigDecimal held = DispatchStatement.zero(form);
    for (DispatchStatement each : months) {
      DispatchStatement.add(sums, each.quantities());
      amount = amount.add(each.amount());
      held = held.add(each.held());
    }
    return new SummaryAccount(
        form, first, last, stream, months, DispatchStatement.boxed(sums), amount, held);
  }

  /// Whether it is about indemnities, not mail.
  public boolean isOfIndemnities() {
    return months.getFirst().isOfIndemnities();
  }

  /// The weight of all dispatches together in grams.
  public long grams() {
    return MailCount.grams(quantities);
  }

  @Override
  public Json.Obj json() {
    List<Json> rows = new ArrayList<>();
    for (DispatchStatement each : months) {
      rows.add(
          Json.Obj.with()
              .put("period", each.period().toString())
              .put("cn55", each.digest())
              .put("q", DispatchStatement.json(each.quantities()))
              .put("grams", each.grams())
              .put("amount", each.amount().toPlainString())
              .put("held", each.held().toPlainString())
              .end());
    }
    return Json.Obj.with()
        .put("type", "wasl-cn61/1")
        .put("agreement", form.agreement().value())
        .put("form", form.version())
        .put("first", first.toString())
        .put("last", last.toString())
        .put("stream", stream.id())
        .put("payer", stream.payer().value())
        .put("payee", stream.payee().value())
        .put("currency", form.currency().code())
        .put("rounding", DispatchStatement.rounding(form))
        .putStrings("measures", form.measures())
        .put("months", new Json.Arr(rows))
        .put("q", DispatchStatement.json(quantities))
        .put("grams", grams())
        .put("amount", amount.toPlainString())
        .put("held", held.toPlainString())
        .end();
  }

  @Override
  public String digest() {
    return Sha256.hex(json().canonicalBytes());
  }
}
