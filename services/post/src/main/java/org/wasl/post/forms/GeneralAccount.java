package org.wasl.post.forms;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.wasl.post.forms.Layout.Box;
import org.wasl.post.forms.Layout.Column;
import org.wasl.post.forms.Layout.Part;
import org.wasl.post.forms.Layout.Size;
import org.wasl.terms.LocalizedText;

/// The general account (CN 52): the accounts of letters, parcels, EMS and indemnities netted to one
/// balance.
///
/// @param one an operator
/// @param other the other one
public record GeneralAccount(
    String number,
    String period,
    LocalizedText one,
    LocalizedText other,
    String currency,
    List<Entry> entries)
    implements Form {

  /// An account that goes into it.
  ///
  /// @param number of that account
  /// @param toOne owed to the first operator, not negative
  /// @param toOther owed to the other, not negative
  public record Entry(LocalizedText account, String number, BigDecimal toOne, BigDecimal toOther) {
    public Entry {
      if (toOne.signum() < 0 || toOther.signum() < 0) {
        throw new IllegalArgumentException("what is owed is not less than nothing: " + number);
      }
    }
  }

  public GeneralAccount {
    entries = List.copyOf(entries);
  }

  private BigDecimal toOne() {
    return entries.stream().map(Entry::toOne).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private BigDecimal toOther() {
    return entries.stream().map(Entry::toOther).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /// Positive in favour of the first operator.
  public BigDecimal balance() {
    return toOne().subtract(toOther());
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
        Part.Boxes.of(
            Box.of("one", DetailedAccount.both(one), 1),
            Box.of("other", DetailedAccount.both(other), 1)));
    parts.add(
        new Part.Table(
            "entry",
            List.of(
                Column.text("entry", 50),
                Column.text("account", 34),
                Column.number("owed.one", 24),
                Column.number("owed.other", 24)),
            entries.stream()
                .map(each ->
                    List.of(
                        DetailedAccount.both(each.account()),
                        each.number(),
                        FormText.grouped(each.toOne()),
                        FormText.grouped(each.toOther())))
                .toList(),
            List.of(
                captions.caption("total").inOneLine(),
                "",
                FormText.grouped(toOne()),
                FormText.grouped(toOther()))));
    parts.add(
        Part.Boxes.of(
            Box.of("favour", favour(captions), 3),
            Box.of("balance", FormText.grouped(balance().abs()) + " " + currency, 2)));
    parts.add(new Part.Signatures(List.of("sign.one", "sign.other")));
    return new Layout(
        Size.A4,
        "cn52.number",
        "cn52.title",
        captions.caption("cn52.number").en() + " · " + number,
        parts);
  }

  private String favour(Captions captions) {
    return switch (balance().signum()) {
      case 1 -> DetailedAccount.both(one);
      case -1 -> DetailedAccount.both(other);
      default -> captions.caption("nobody").inOneLine();
    };
  }
}
