package org.wasl.post.forms;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.wasl.post.forms.Layout.Box;
import org.wasl.post.forms.Layout.Column;
import org.wasl.post.forms.Layout.Part;
import org.wasl.post.forms.Layout.Size;
import org.wasl.terms.LocalizedText;

/// The detailed account of terminal dues (CN 61): weights and items at their rates, supplementary
/// remuneration, payments made and the balance. An account that does not add up cannot be made.
///
/// @param period as it is to be printed
/// @param currency SDR
/// @param rounding the rule, in words
/// @param total of lines and supplements, as the account states it
/// @param balance total less payments, as the account states it
public record DetailedAccount(
    String number,
    String period,
    LocalizedText creditor,
    LocalizedText debtor,
    String currency,
    LocalizedText rounding,
    List<Line> lines,
    List<Supplement> supplements,
    List<Payment> payments,
    BigDecimal total,
    BigDecimal balance)
    implements Form {

  /// What was carried, at its rates; the amount is rounded by the rule of the account.
  public record Line(
      LocalizedText entry,
      long items,
      long grams,
      BigDecimal perItem,
      BigDecimal perKilogram,
      BigDecimal amount) {}

  /// What is paid by the item beyond that.
  public record Supplement(
      LocalizedText entry, long items, BigDecimal perItem, BigDecimal amount) {}

  public record Payment(LocalizedText entry, BigDecimal amount) {}

  public DetailedAccount {
    lines = List.copyOf(lines);
    supplements = List.copyOf(supplements);
    payments = List.copyOf(payments);
    BigDecimal sum =
        sum(lines.stream().map(Line::amount).toList())
            .add(sum(supplements.stream().map(Supplement::amount).toList()));
    if (sum.compareTo(total) != 0) {
      throw new IllegalArgumentException("the lines make " + sum + ", not " + total);
    }
    BigDecimal rest = total.subtract(sum(payments.stream().map(Payment::amount).toList()));
    if (rest.compareTo(balance) != 0) {
      throw new IllegalArgumentException("the balance is " + rest + ", not " + balance);
    }
  }

  private static BigDecimal sum(List<BigDecimal> amounts) {
    return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  static String both(LocalizedText text) {
    return text.en().equals(text.ar()) ? text.en() : text.en() + "\n" + text.ar();
  }

  @Override
  public Layout layout(Captions captions) {
    List<Part> parts = new ArrayList<>();
    parts.add(
        Part.Boxes.of(
            Box.of("account", number, 3),
            Box.of("period", period, 2),
            Box.of("currency", currency, 1)));
    parts.add(
        Part.Boxes.of(Box.of("creditor", both(creditor), 1), Box.of("debtor", both(debtor), 1)));
    parts.add(
        new Part.Table(
            "mail",
            List.of(
                Column.text("entry", 44),
                Column.number("items", 16),
                Column.number("weight", 18),
                Column.number("rate.item", 14),
                Column.number("rate.kg", 14),
                Column.number("amount", 20)),
            lines.stream()
                .map(each ->
                    List.of(
                        both(each.entry()),
                        FormText.grouped(each.items()),
                        FormText.kilograms(each.grams()),
                        each.perItem().toPlainString(),
                        each.perKilogram().toPlainString(),
                        FormText.grouped(each.amount())))
                .toList(),
            List.of(
                captions.caption("total").inOneLine(),
                FormText.grouped(lines.stream().mapToLong(Line::items).sum()),
                FormText.kilograms(lines.stream().mapToLong(Line::grams).sum()),
                "",
                "",
                FormText.grouped(sum(lines.stream().map(Line::amount).toList())))));
    if (!supplements.isEmpty()) {
      parts.add(supplements(captions));
    }
    parts.add(balance(captions));
    parts.add(Part.Boxes.of(Box.of("rounding", both(rounding), 1)));
    parts.add(new Part.Signatures(List.of("sign.creditor", "sign.debtor")));
    return new Layout(
        Size.A4,
        "cn61.number",
        "cn61.title",
        captions.caption("cn61.number").en() + " · " + number,
        parts);
  }

  private Part supplements(Captions captions) {
    return new Part.Table(
        "supplements",
        List.of(
            Column.text("entry", 60),
            Column.number("items", 16),
            Column.number("rate.item", 14),
            Column.number("amount", 20)),
        supplements.stream()
            .map(each ->
                List.of(
                    both(each.entry()),
                    FormText.grouped(each.items()),
                    each.perItem().toPlainString(),
                    FormText.grouped(each.amount())))
            .toList(),
        List.of(
            captions.caption("total").inOneLine(),
            "",
            "",
            FormText.grouped(sum(supplements.stream().map(Supplement::amount).toList()))));
  }

  private Part balance(Captions captions) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of(captions.caption("total").inOneLine(), FormText.grouped(total)));
    for (Payment each : payments) {
      rows.add(List.of(both(each.entry()), FormText.grouped(each.amount().negate())));
    }
    return new Part.Table(
        "balance",
        List.of(Column.text("entry", 90), Column.number("amount", 20)),
        rows,
        List.of(captions.caption("balance").inOneLine(), FormText.grouped(balance)));
  }
}
