package org.wasl.post.forms;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.wasl.post.forms.Layout.Box;
import org.wasl.post.forms.Layout.Column;
import org.wasl.post.forms.Layout.Part;
import org.wasl.settlement.AccountForm;
import org.wasl.settlement.RoundingRule;

/// What the papers of accounts have in common.
///
/// @param sums of all lines, by which those measures are told that nothing was counted for
record AccountParts(AccountForm form, List<Long> sums) {
  private static final String GRAMS = "Grams";

  Part head(String account, String period) {
    return Part.Boxes.of(
        Box.of("account", account, 3),
        Box.of("period", period, 2),
        Box.of("currency", form.currency().code(), 1));
  }

  static String period(YearMonth first, YearMonth last) {
    return first.equals(last) ? first.toString() : first + " – " + last;
  }

  private IntStream counted() {
    return IntStream.range(0, sums.size()).filter(i -> sums.get(i) != 0);
  }

  /// A column for each measure of which something was counted.
  List<Column> columns() {
    return counted()
        .mapToObj(i ->
            Column.number(
                "measure." + form.measures().get(i),
                form.measures().get(i).endsWith(GRAMS) ? 15 : 10))
        .toList();
  }

  /// Quantities for these columns.
  List<String> values(List<Long> quantities) {
    return counted().mapToObj(i -> value(form.measures().get(i), quantities.get(i))).toList();
  }

  private static String value(String measure, long quantity) {
    return measure.endsWith(GRAMS) ? FormText.kilograms(quantity) : FormText.grouped(quantity);
  }

  /// The rounding rule, and the digest of the data that both posts sign.
  Part rules(Captions captions, String digest) {
    RoundingRule rule = form.rounding();
    List<String> said = new ArrayList<>();
    said.add(captions.word("rounding.point", rule.point().name()).inOneLine());
    said.add(captions.word("rounding.mode", rule.mode().name()).inOneLine());
    said.add(captions.caption("rounding.decimals").inOneLine() + ": " + rule.decimals());
    return Part.Boxes.of(
        Box.of("rounding", String.join("\n", said), 3), Box.of("digest", digest, 4));
  }

  static String money(BigDecimal amount) {
    return FormText.grouped(amount);
  }
}
