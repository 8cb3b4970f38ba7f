package org.wasl.post.store;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.wasl.post.inquiring.IndemnityBook;
import org.wasl.post.inquiring.IndemnityRow;
import org.wasl.post.recording.ItemInquiry.Reason;
import org.wasl.post.recording.ItemInquiry.Service;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.Validity;

/// Reads `post-indemnities.csv`: a row an indemnity, the columns as [#COLUMNS] says. Amounts are
/// SDR with at most three decimals; reasons are separated by `+`.
public final class IndemnityTable {
  public static final String COLUMNS =
      "id,service,reasons,basis,valid_from,valid_to,sdr,sdr_per_kg,published,source";

  private static final int DECIMALS = 3;
  private static final int MAX_BYTES = 1 << 20;
  private static final List<String> NAMES = List.of(COLUMNS.split(","));
  private static final LocalizedText DAY =
      new LocalizedText("يوم مثل 2026-01-01", "a day as 2026-01-01");
  private static final LocalizedText AMOUNT =
      new LocalizedText(
          "مبلغ بوحدة حقوق السحب الخاصة، ثلاث خانات عشرية على الأكثر",
          "an amount in SDR with at most three decimals");

  private IndemnityTable() {}

  /// @throws MalformedRatesException with the place of the first fault
  public static IndemnityBook read(String file, byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw new MalformedRatesException(
          file,
          1,
          "id",
          new LocalizedText("ملف أصغر من " + MAX_BYTES, "a file smaller than " + MAX_BYTES),
          String.valueOf(bytes.length));
    }
    List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    String first = lines.isEmpty() ? "" : lines.getFirst();
    if (!first.equals(COLUMNS)) {
      throw new MalformedRatesException(
          file,
          1,
          "id",
          new LocalizedText("الأعمدة " + COLUMNS, "the columns " + COLUMNS),
          cut(first));
    }
    List<IndemnityRow> rows = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        Cells cells = new Cells(file, i + 1, lines.get(i).split(",", -1));
        IndemnityRow row = cells.row();
        requireNew(row, cells, rows, ids);
        rows.add(row);
      }
    }
    return new IndemnityBook(rows);
  }

  private static void requireNew(
      IndemnityRow row, Cells cells, List<IndemnityRow> rows, Set<String> ids) {
    if (!ids.add(row.id())) {
      throw cells.wrong(
          "id", new LocalizedText("اسم لم يرد من قبل", "a name that did not stand before"));
    }
    if (rows.size() >= IndemnityBook.MOST) {
      throw cells.wrong(
          "id",
          new LocalizedText(
              IndemnityBook.MOST + " سطراً على الأكثر", IndemnityBook.MOST + " rows at most"));
    }
    IndemnityBook.findRival(rows, row)
        .ifPresent(other -> {
          throw cells.wrong(
              "valid_from",
              new LocalizedText(
                  "أيام لا يسري فيها " + other.id(),
                  "days on which " + other.id() + " does not hold"));
        });
  }

  private static String cut(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80);
  }

  /// One line.
  private record Cells(String file, int line, String[] cells) {
    MalformedRatesException wrong(String column, LocalizedText expected) {
      int at = NAMES.indexOf(column);
      return new MalformedRatesException(
          file, line, column, expected, at < cells.length ? cut(cells[at]) : "");
    }

    IndemnityRow row() {
      if (cells.length != NAMES.size()) {
        throw new MalformedRatesException(
            file,
            line,
            NAMES.getFirst(),
            new LocalizedText(NAMES.size() + " خلية", NAMES.size() + " cells"),
            String.valueOf(cells.length));
      }
      IndemnityRow.Basis basis =
          one(
              "basis",
              new LocalizedText("fixed أو declared", "fixed or declared"),
              text -> IndemnityRow.Basis.valueOf(upper(text)));
      return new IndemnityRow(
          one(
              "id",
              new LocalizedText("اسم من a-z و0-9 و. و-", "a name of a-z, 0-9, . and -"),
              IndemnityTable::name),
          one("service", new LocalizedText("نوع خدمة", "a service"), Service::of),
          one(
              "reasons",
              new LocalizedText("أسباب بينها +", "reasons with + between them"),
              IndemnityTable::reasons),
          basis,
          validity(),
          amount("sdr", basis),
          amount("sdr_per_kg", basis),
          one("published", DAY, LocalDate::parse),
          one(
              "source",
              new LocalizedText("اسم التعميم", "the name of the circular"),
              IndemnityTable::some));
    }

    private long amount(String column, IndemnityRow.Basis basis) {
      long amount = one(column, AMOUNT, IndemnityTable::milliSdr);
      if (basis == IndemnityRow.Basis.DECLARED && amount != 0) {
        throw wrong(
            column,
            new LocalizedText(
                "0 حيث تُدفع القيمة المصرح بها", "0 where the declared value is paid"));
      }
      return amount;
    }

    private Validity validity() {
      Optional<LocalDate> from = Optional.of(one("valid_from", DAY, LocalDate::parse));
      Optional<LocalDate> to =
          cell("valid_to").isEmpty()
              ? Optional.empty()
              : Optional.of(one("valid_to", DAY, LocalDate::parse));
      try {
        return new Validity(from, to);
      } catch (IllegalArgumentException e) {
        throw wrong("valid_to", new LocalizedText("يوم بعد valid_from", "a day after valid_from"));
      }
    }

    private String cell(String column) {
      return cells[NAMES.indexOf(column)];
    }

    private <T> T one(String column, LocalizedText expected, Function<String, T> reader) {
      try {
        return reader.apply(cell(column));
      } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
        throw wrong(column, expected);
      }
    }
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static String name(String text) {
    if (!text.matches("[a-z0-9][a-z0-9.-]{0,62}")) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  private static Set<Reason> reasons(String text) {
    Set<Reason> reasons = EnumSet.noneOf(Reason.class);
    for (String each : text.split("\\+", -1)) {
      if (!reasons.add(Reason.valueOf(upper(each)))) {
        throw new IllegalArgumentException(text);
      }
    }
    return reasons;
  }

  private static long milliSdr(String text) {
    if (!text.matches("[0-9]{1,6}(\\.[0-9]{1,3})?")) {
      throw new IllegalArgumentException(text);
    }
    return new BigDecimal(text).movePointRight(DECIMALS).longValueExact();
  }

  private static String some(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("nothing");
    }
    return text;
  }
}
