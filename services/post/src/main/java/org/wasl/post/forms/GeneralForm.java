package org.wasl.post.forms;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wasl.post.accounting.GeneralAccount;
import org.wasl.post.accounting.SummaryAccount;
import org.wasl.post.forms.Layout.Box;
import org.wasl.post.forms.Layout.Column;
import org.wasl.post.forms.Layout.Part;
import org.wasl.post.forms.Layout.Size;
import org.wasl.terms.PartyId;

/// The general account (CN 52): the accounts of letters, parcels, EMS and indemnities netted to one
/// balance, who pays it and until when.
public record GeneralForm(GeneralAccount account, Posts posts) implements Form {

  @Override
  public Layout layout(Captions captions) {
    AccountParts common = new AccountParts(account.form(), List.of());
    String period = AccountParts.period(account.first(), account.last());
    List<Part> parts = new ArrayList<>();
    parts.add(common.head(account.form().agreement().value(), period));
    parts.add(
        Part.Boxes.of(
            Box.of("one", posts.named(one()), 1), Box.of("other", posts.named(other()), 1)));
    parts.add(entries(captions));
    parts.add(
        Part.Boxes.of(
            Box.of("favour", favour(captions), 3),
            Box.of("balance", AccountParts.money(account.net()), 2),
            Box.of("issued", account.issuedOn().toString(), 2),
            Box.of("payuntil", account.isCarried() ? "" : account.dueOn().toString(), 2)));
    if (account.isCarried()) {
      parts.add(Part.Boxes.of(Box.of("carried.out", AccountParts.money(account.net()), 1)));
    }
    parts.add(common.rules(captions, account.digest()));
    parts.add(new Part.Signatures(List.of("sign.one", "sign.other")));
    return new Layout(
        Size.A4,
        "cn52.number",
        "cn52.title",
        captions.caption("cn52.number").en() + " · " + period,
        parts);
  }

  private PartyId one() {
    return account.form().streams().getFirst().payee();
  }

  private PartyId other() {
    return account.form().streams().getFirst().payer();
  }

  private Part entries(Captions captions) {
    List<List<String>> rows = new ArrayList<>();
    BigDecimal toOne = BigDecimal.ZERO;
    BigDecimal toOther = BigDecimal.ZERO;
    for (SummaryAccount each : account.accounts()) {
      boolean isToOne = each.stream().payee().equals(one());
      String amount = AccountParts.money(each.amount());
      rows.add(
          List.of(
              Posts.both(each.stream().name()),
              captions.caption(each.isOfIndemnities() ? "cn48.number" : "cn61.number").en()
                  + " "
                  + each.stream().id(),
              isToOne ? amount : "",
              isToOne ? "" : amount));
      toOne = isToOne ? toOne.add(each.amount()) : toOne;
      toOther = isToOne ? toOther : toOther.add(each.amount());
    }
    if (account.carriedIn().isPresent()) {
      GeneralAccount.Carried carried = account.carriedIn().get();
      boolean isToOne = !carried.debtor().equals(one());
      String amount = AccountParts.money(carried.amount());
      rows.add(
          List.of(
              captions.caption("carried.in").inTwoLines(),
              captions.caption("cn52.number").en() + " " + carried.last(),
              isToOne ? amount : "",
              isToOne ? "" : amount));
      toOne = isToOne ? toOne.add(carried.amount()) : toOne;
      toOther = isToOne ? toOther : toOther.add(carried.amount());
    }
    return new Part.Table(
        "entry",
        List.of(
            Column.text("entry", 50),
            Column.text("account", 34),
            Column.number("owed.one", 24),
            Column.number("owed.other", 24)),
        rows,
        List.of(
            captions.caption("total").inOneLine(),
            "",
            AccountParts.money(toOne),
            AccountParts.money(toOther)));
  }

  private String favour(Captions captions) {
    Optional<PartyId> creditor =
        account.debtor().map(debtor -> debtor.equals(one()) ? other() : one());
    return creditor.map(posts::named).orElseGet(() -> captions.caption("nobody").inOneLine());
  }
}
