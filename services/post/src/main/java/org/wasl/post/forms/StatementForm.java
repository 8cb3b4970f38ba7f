package org.wasl.post.forms;

import java.util.ArrayList;
import java.util.List;
import org.wasl.post.accounting.AccountItem;
import org.wasl.post.accounting.AccountMaker;
import org.wasl.post.accounting.DispatchStatement;
import org.wasl.post.forms.Layout.Box;
import org.wasl.post.forms.Layout.Column;
import org.wasl.post.forms.Layout.Part;
import org.wasl.post.forms.Layout.Size;
import org.wasl.settlement.Line;
import org.wasl.settlement.LineKey;
import org.wasl.settlement.agreeing.AgreedLine;

/// The statement of mails of a month (CN 55): each dispatch, with what is accounted for it and what
/// that comes to; a line that corrects an earlier month says so.
public record StatementForm(DispatchStatement statement, Posts posts) implements Form {

  @Override
  public Layout layout(Captions captions) {
    AccountParts account = new AccountParts(statement.form(), statement.quantities());
    String period = statement.period().toString();
    List<Part> parts = new ArrayList<>();
    parts.add(account.head(statement.stream().id(), period));
    parts.add(
        Part.Boxes.of(
            Box.of(
                statement.isOfIndemnities() ? "debtor" : "operator.from",
                posts.named(statement.stream().payer()),
                1),
            Box.of(
                statement.isOfIndemnities() ? "creditor" : "operator.to",
                posts.named(statement.stream().payee()),
                1),
            Box.of("mail", Posts.both(statement.stream().name()), 1)));
    parts.add(lines(captions, account));
    if (statement.held().signum() != 0) {
      parts.add(Part.Boxes.of(Box.of("held", AccountParts.money(statement.held()), 1)));
    }
    parts.add(account.rules(captions, statement.digest()));
    parts.add(
        new Part.Signatures(
            statement.isOfIndemnities()
                ? List.of("sign.creditor", "sign.debtor")
                : List.of("sign.destination", "sign.origin")));
    return new Layout(
        Size.A4,
        name() + ".number",
        name() + ".title",
        captions.caption(name() + ".number").en()
            + " · "
            + statement.stream().id()
            + " · "
            + period,
        parts);
  }

  private String name() {
    return statement.isOfIndemnities() ? "cn48" : "cn55";
  }

  private Part lines(Captions captions, AccountParts account) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.text(statement.isOfIndemnities() ? "inquiry" : "dispatch", 54));
    columns.add(Column.text(statement.isOfIndemnities() ? "since" : "closed", 17));
    columns.addAll(account.columns());
    columns.add(Column.number("amount", 16));
    List<List<String>> rows = new ArrayList<>();
    for (AgreedLine each : statement.lines()) {
      Line line = each.line();
      List<String> row = new ArrayList<>();
      row.add(dispatch(captions, line.key()));
      row.add(line.key().day().toString());
      row.addAll(account.values(line.quantities()));
      row.add(AccountParts.money(DispatchStatement.money(statement.form(), line)));
      rows.add(row);
    }
    List<String> total = new ArrayList<>();
    total.add(captions.caption("total").inOneLine());
    total.add("");
    total.addAll(account.values(statement.quantities()));
    total.add(AccountParts.money(statement.amount()));
    return new Part.Table(
        statement.isOfIndemnities() ? "inquiries" : "mails", columns, rows, total);
  }

  private static String dispatch(Captions captions, LineKey key) {
    String printed = AccountItem.of(key).printed();
    return key.band().equals(AccountMaker.DIFFERENCE)
        ? printed + "\n" + captions.caption("difference").inOneLine()
        : printed;
  }
}
