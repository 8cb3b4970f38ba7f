package org.wasl.post.store;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.Validity;

/// A line of a table of amounts in SDR, whose every fault is told with its column. What all such
/// tables have: `id`, `valid_from`, `valid_to`, `published`, `source`.
record RateCells(String file, int line, List<String> names, List<String> cells) {
  private static final int DECIMALS = 3;
  private static final LocalizedText DAY =
      new LocalizedText("يوم مثل 2026-01-01", "a day as 2026-01-01");
  private static final LocalizedText AMOUNT =
      new LocalizedText(
          "مبلغ بوحدة حقوق السحب الخاصة، ثلاث خانات عشرية على الأكثر",
          "an amount in SDR with at most three decimals");

  /// The lines below a first one that names the columns; blank ones are passed over.
  ///
  /// @throws MalformedTableException when the file is too large or its columns are others
  static List<RateCells> read(String file, byte[] bytes, String columns, int mostBytes) {
    if (bytes.length > mostBytes) {
      throw new MalformedTableException(
          file,
          1,
          "id",
          new LocalizedText("ملف أصغر من " + mostBytes, "a file smaller than " + mostBytes),
          String.valueOf(bytes.length));
    }
    List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    String first = lines.isEmpty() ? "" : lines.getFirst();
    if (!first.equals(columns)) {
      throw new MalformedTableException(
          file,
          1,
          "id",
          new LocalizedText("الأعمدة " + columns, "the columns " + columns),
          cut(first));
    }
    List<String> names = List.of(columns.split(","));
    List<RateCells> all = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        all.add(new RateCells(file, i + 1, names, List.of(lines.get(i).split(",", -1))));
      }
    }
    return all;
  }

  private static String cut(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80);
  }

  MalformedTableException wrong(String column, LocalizedText expected) {
    int at = names.indexOf(column);
    return new MalformedTableException(
        file, line, column, expected, at < cells.size() ? cut(cells.get(at)) : "");
  }

  /// A line has as many cells as there are columns.
  void requireWhole() {
    if (cells.size() != names.size()) {
      throw new MalformedTableException(
          file,
          line,
          names.getFirst(),
          new LocalizedText(names.size() + " خلية", names.size() + " cells"),
          String.valueOf(cells.size()));
    }
  }

  /// No name stands twice, and there are not too many.
  ///
  /// @param ids of the lines before; this one's is added
  void requireNew(Set<String> ids, int most) {
    if (!ids.add(cell("id"))) {
      throw wrong("id", new LocalizedText("اسم لم يرد من قبل", "a name that did not stand before"));
    }
    if (ids.size() > most) {
      throw wrong("id", new LocalizedText(most + " سطراً على الأكثر", most + " rows at most"));
    }
  }

  String cell(String column) {
    return cells.get(names.indexOf(column));
  }

  <T> T one(String column, LocalizedText expected, Function<String, T> reader) {
    try {
      return reader.apply(cell(column));
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw wrong(column, expected);
    }
  }

  /// A word of an enumeration in small letters with hyphens.
  static String constant(String text) {
    return text.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  String id() {
    return one(
        "id",
        new LocalizedText("اسم من a-z و0-9 و. و-", "a name of a-z, 0-9, . and -"),
        text -> matching(text, "[a-z0-9][a-z0-9.-]{0,62}"));
  }

  private static String matching(String text, String form) {
    if (!text.matches(form)) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  Validity validity() {
    Optional<LocalDate> from = Optional.of(day("valid_from"));
    Optional<LocalDate> to =
        cell("valid_to").isEmpty() ? Optional.empty() : Optional.of(day("valid_to"));
    try {
      return new Validity(from, to);
    } catch (IllegalArgumentException e) {
      throw wrong("valid_to", new LocalizedText("يوم بعد valid_from", "a day after valid_from"));
    }
  }

  private LocalDate day(String column) {
    return one(column, DAY, LocalDate::parse);
  }

  LocalDate published() {
    return day("published");
  }

  String source() {
    return one(
        "source",
        new LocalizedText("اسم التعميم", "the name of the circular"),
        text -> matching(text, "(?s).*\\S.*"));
  }

  /// An amount in thousandths of an SDR.
  long milliSdr(String column) {
    return one(
        column,
        AMOUNT,
        text ->
            new BigDecimal(matching(text, "[0-9]{1,6}(\\.[0-9]{1,3})?"))
                .movePointRight(DECIMALS)
                .longValueExact());
  }
}
