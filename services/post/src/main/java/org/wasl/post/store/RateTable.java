package org.wasl.post.store;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.wasl.post.rating.Charge;
import org.wasl.post.rating.RateBook;
import org.wasl.post.rating.RateRow;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.PartyId;
import org.wasl.terms.Validity;

/// Reads `post-rates.csv`: a row a rate, the columns as [#COLUMNS] says. Amounts are SDR with at
/// most three decimals, as circulars print them.
public final class RateTable {
  public static final String COLUMNS =
      "id,precedence,payee,charge,unit,valid_from,valid_to,sdr,status,published,source";

  private static final int DECIMALS = 3;
  private static final int MAX_BYTES = 8 << 20;
  private static final List<String> NAMES = List.of(COLUMNS.split(","));
  private static final LocalizedText DAY =
      new LocalizedText("يوم مثل 2026-01-01", "a day as 2026-01-01");

  private RateTable() {}

  /// @throws MalformedRatesException with the place of the first fault
  public static RateBook read(String file, byte[] bytes) {
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
    List<RateRow> rows = new ArrayList<>();
    Rivals rivals = new Rivals();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        Cells cells = new Cells(file, i + 1, lines.get(i).split(",", -1));
        RateRow row = cells.row();
        rivals.take(row, cells);
        rows.add(row);
      }
    }
    return new RateBook(rows);
  }

  private static String cut(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80);
  }

  /// What rows of a table may not say twice.
  private static final class Rivals {
    private final Set<String> ids = new HashSet<>();
    private final Map<String, List<RateRow>> same = new HashMap<>();

    void take(RateRow row, Cells cells) {
      if (!ids.add(row.id())) {
        throw cells.wrong(
            "id", new LocalizedText("اسم لم يرد من قبل", "a name that did not stand before"));
      }
      if (ids.size() > RateBook.MOST) {
        throw cells.wrong(
            "id",
            new LocalizedText(
                RateBook.MOST + " سطراً على الأكثر", RateBook.MOST + " rows at most"));
      }
      List<RateRow> others =
          same.computeIfAbsent(
              row.payee() + " " + row.charge() + " " + row.unit(), _ -> new ArrayList<>());
      RateBook.findRival(others, row)
          .ifPresent(other -> {
            throw cells.wrong(
                "valid_from",
                new LocalizedText(
                    "أيام لا يسري فيها " + other.id() + " بالقوة نفسها",
                    "days on which " + other.id() + " does not hold as strongly"));
          });
      others.add(row);
    }
  }

  /// One line.
  private record Cells(String file, int line, String[] cells) {
    MalformedRatesException wrong(String column, LocalizedText expected) {
      int at = NAMES.indexOf(column);
      return new MalformedRatesException(
          file, line, column, expected, at < cells.length ? cut(cells[at]) : "");
    }

    RateRow row() {
      if (cells.length != NAMES.size()) {
        throw new MalformedRatesException(
            file,
            line,
            NAMES.getFirst(),
            new LocalizedText(NAMES.size() + " خلية", NAMES.size() + " cells"),
            String.valueOf(cells.length));
      }
      return new RateRow(
          id(),
          one(
              "precedence",
              new LocalizedText("رقم من 1 إلى 9", "a figure from 1 to 9"),
              RateTable::precedence),
          one("payee", new LocalizedText("طرف", "a party"), PartyId::new),
          one("charge", new LocalizedText("نوع أجر", "a charge"), Charge::of),
          unit(),
          validity(),
          one(
              "sdr",
              new LocalizedText(
                  "مبلغ بوحدة حقوق السحب الخاصة، ثلاث خانات عشرية على الأكثر",
                  "an amount in SDR with at most three decimals"),
              RateTable::milliSdr),
          one(
              "status",
              new LocalizedText("provisional أو final", "provisional or final"),
              text -> RateRow.Status.valueOf(upper(text))),
          one("published", DAY, LocalDate::parse),
          one(
              "source",
              new LocalizedText("اسم التعميم", "the name of the circular"),
              RateTable::some));
    }

    private String id() {
      return one(
          "id",
          new LocalizedText("اسم من a-z و0-9 و. و-", "a name of a-z, 0-9, . and -"),
          text -> {
            if (!text.matches("[a-z0-9][a-z0-9.-]{0,62}")) {
              throw new IllegalArgumentException(text);
            }
            return text;
          });
    }

    private RateRow.Unit unit() {
      RateRow.Unit unit =
          one(
              "unit",
              new LocalizedText("item أو kg أو started-kg", "item, kg or started-kg"),
              text -> RateRow.Unit.valueOf(upper(text).replace('-', '_')));
      if (Charge.of(cell("charge")).isSupplement() && unit != RateRow.Unit.ITEM) {
        throw wrong("unit", new LocalizedText("item للأجور الإضافية", "item, for a supplement"));
      }
      return unit;
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
    return text.toUpperCase(Locale.ROOT);
  }

  private static int precedence(String text) {
    if (!text.matches("[1-9]")) {
      throw new IllegalArgumentException(text);
    }
    return Integer.parseInt(text);
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
