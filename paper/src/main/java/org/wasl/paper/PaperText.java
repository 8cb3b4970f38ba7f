package org.wasl.paper;

import java.util.Locale;
import org.wasl.paper.Paper.Value;

/// How values read in every form: Latin digits, thousands apart by commas, the unit behind.
final class PaperText {
  private PaperText() {}

  static String of(Value value, Locale language) {
    return switch (value) {
      case Value.Text(var text) -> text.in(language);
      case Value.Code(var code) -> code;
      case Value.Amount amount -> grouped(amount) + unit(amount);
    };
  }

  /// The number alone, as machines read it.
  static String plain(Value.Amount amount) {
    return amount.number().toPlainString();
  }

  private static String unit(Value.Amount amount) {
    return amount.unit().isEmpty() ? "" : " " + amount.unit();
  }

  private static String grouped(Value.Amount amount) {
    String plain = plain(amount);
    int point = plain.indexOf('.') < 0 ? plain.length() : plain.indexOf('.');
    int first = plain.startsWith("-") ? 1 : 0;
    StringBuilder out = new StringBuilder(plain);
    for (int i = point - 3; i > first; i -= 3) {
      out.insert(i, ',');
    }
    return out.toString();
  }
}
