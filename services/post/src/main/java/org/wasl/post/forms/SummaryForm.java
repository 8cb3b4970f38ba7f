package org.wasl.post.forms;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.wasl.post.accounting.DispatchStatement;
import org.wasl.post.accounting.SummaryAccount;
import org.wasl.post.forms.Layout.Box;
import org.wasl.post.forms.Layout.Column;
import org.wasl.post.forms.Layout.Part;
import org.wasl.post.forms.Layout.Size;
import org.wasl.post.rating.RateRow;
import org.wasl.terms.Validity;

/// The detailed account of a summary period (CN 61): its months with what was counted and what it
/// comes to, and the published rates that held.
///
/// @param rates that may have priced its dispatches
public record SummaryForm(SummaryAccount account, List<RateRow> rates, Posts posts)
    implements Form {
  public SummaryForm {
    rates = List.copyOf(rates);
  }

  @Override
  public Layout layout(Captions captions) {
    AccountParts common = new AccountParts(account.form(), account.quantities());
    String period = AccountParts.period(account.first(), account.last());
    List<Part> parts = new ArrayList<>();
    parts.add(common.head(account.stream().id(), period));
    parts.add(
        Part.Boxes.of(
            Box.of("creditor", posts.named(account.stream().payee()), 1),
            Box.of("debtor", posts.named(account.stream().payer()), 1),
            Box.of("mail", Posts.both(account.stream().name()), 1)));
    parts.add(months(captions, common));
    if (!rates.isEmpty()) {
      parts.add(rates(captions));
    }
    parts.add(common.rules(captions, account.digest()));
    parts.add(new Part.Signatures(List.of("sign.creditor", "sign.debtor")));
    return new Layout(
        Size.A4,
        name() + ".number",
        name() + ".title",
        captions.caption(name() + ".number").en() + " · " + account.stream().id() + " · " + period,
        parts);
  }

  private String name() {
    return account.isOfIndemnities() ? "cn48" : "cn61";
  }

  private Part months(Captions captions, AccountParts common) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.text("period", 22));
    columns.add(Column.number("lines", 11));
    columns.addAll(common.columns());
    columns.add(Column.number("held", 15));
    columns.add(Column.number("amount", 18));
    List<List<String>> rows = new ArrayList<>();
    long lines = 0;
    for (DispatchStatement each : account.months()) {
      List<String> row = new ArrayList<>();
      row.add(each.period().toString());
      row.add(FormText.grouped(each.lines().size()));
      row.addAll(common.values(each.quantities()));
      row.add(AccountParts.money(each.held()));
      row.add(AccountParts.money(each.amount()));
      rows.add(row);
      lines += each.lines().size();
    }
    List<String> total = new ArrayList<>();
    total.add(captions.caption("total").inOneLine());
    total.add(FormText.grouped(lines));
    total.addAll(common.values(account.quantities()));
    total.add(AccountParts.money(account.held()));
    total.add(AccountParts.money(account.amount()));
    return new Part.Table("mail", columns, rows, total);
  }

  /// Both ends are days on which it holds.
  private static String days(Validity validity) {
    return validity.from().map(LocalDate::toString).orElse("")
        + " – "
        + validity.to().map(end -> end.minusDays(1).toString()).orElse("");
  }

  private Part rates(Captions captions) {
    return new Part.Table(
        "rates",
        List.of(
            Column.text("entry", 40),
            Column.number("rate", 14),
            Column.text("per", 26),
            Column.text("valid", 30),
            Column.text("source", 46)),
        rates.stream()
            .map(each ->
                List.of(
                    captions.word("charge", each.charge().code()).inOneLine(),
                    FormText.rate(each.milliSdr()),
                    captions.word("unit", each.unit().name()).inOneLine(),
                    days(each.validity()),
                    each.source()
                        + " · "
                        + each.published()
                        + "\n"
                        + captions.word("status", each.status().name()).inOneLine()))
            .toList(),
        List.of());
  }
}
