package org.wasl.post.forms;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalInt;
import org.wasl.post.Office;

/// How values read on forms: Latin digits in every language, as on the product's other papers.
final class FormText {
  private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private FormText() {}

  /// Grams as kilograms with three decimals.
  static String kilograms(long grams) {
    return grouped(BigDecimal.valueOf(grams, 3));
  }

  static String kilograms(OptionalInt grams) {
    return grams.isPresent() ? kilograms(grams.getAsInt()) : "";
  }

  static String grouped(long number) {
    return grouped(BigDecimal.valueOf(number));
  }

  static String grouped(BigDecimal number) {
    String plain = number.toPlainString();
    int point = plain.indexOf('.') < 0 ? plain.length() : plain.indexOf('.');
    int first = plain.startsWith("-") ? 1 : 0;
    StringBuilder out = new StringBuilder(plain);
    for (int i = point - 3; i > first; i -= 3) {
      out.insert(i, ',');
    }
    return out.toString();
  }

  /// Thousandths of an SDR with their three decimals, as published.
  static String rate(long milliSdr) {
    return grouped(BigDecimal.valueOf(milliSdr, 3));
  }

  static String time(LocalDateTime time) {
    return MINUTES.format(time);
  }

  static String time(Optional<LocalDateTime> time) {
    return time.map(FormText::time).orElse("");
  }

  /// Code and names of an office, in lines of their own.
  static String office(Office office) {
    String code = office.code().value();
    String en = office.name().en();
    String latin = en.equals(code) ? code : code + " " + en;
    return office.name().ar().equals(code) ? latin : latin + "\n" + office.name().ar();
  }
}
