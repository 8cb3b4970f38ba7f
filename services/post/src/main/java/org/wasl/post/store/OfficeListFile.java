package org.wasl.post.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.wasl.post.OfficeCode;
import org.wasl.post.OfficeList;
import org.wasl.post.OperatorCode;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.terms.country.Sourced;
import org.wasl.terms.file.CsvLine;

/// Reads code lists 108 and 206 from `countries/world`: the whole lists, where an administration
/// put them there (`list-108.csv`, `list-206.csv`), else and beside them the excerpts that come
/// with Wasl (`post-offices.csv`, `post-operators.csv`). Cells are separated as the first line is,
/// by tabs, semicolons or commas; quotes as in RFC 4180, within a line.
public final class OfficeListFile {
  public static final String OFFICES =
      "code,name,operator,status,valid_from,listed,source,confidence";
  public static final String OPERATORS = "code,name,country,listed,source,confidence";

  private static final int MOST_BYTES = 16 << 20;
  private static final int MOST_ROWS = 50_000;
  private static final int LONGEST_NAME = 200;

  private static final LocalizedText DAY =
      new LocalizedText("يوم مثل 2026-01-01", "a day as 2026-01-01");

  private OfficeListFile() {}

  /// @throws MalformedTableException with the place of the first fault
  public static OfficeList read(CountriesFolder countries) {
    Path world = countries.root().resolve("world");
    List<OfficeList.Listed> whole = offices(world.resolve("list-108.csv"));
    List<OfficeList.Operator> wholeOperators = operators(world.resolve("list-206.csv"));
    Map<OfficeCode, OfficeList.Listed> offices = new HashMap<>();
    offices(world.resolve("post-offices.csv")).forEach(each -> offices.put(each.code(), each));
    Map<OperatorCode, OfficeList.Operator> operators = new HashMap<>();
    operators(world.resolve("post-operators.csv"))
        .forEach(each -> operators.put(each.code(), each));
    Optional<LocalDate> offices108 =
        whole.stream().map(OfficeList.Listed::listed).max(LocalDate::compareTo);
    Optional<LocalDate> operators206 =
        wholeOperators.stream().map(OfficeList.Operator::listed).max(LocalDate::compareTo);
    if (offices108.isPresent()) {
      offices.clear();
    }
    if (operators206.isPresent()) {
      operators.clear();
    }
    whole.forEach(each -> offices.put(each.code(), each));
    wholeOperators.forEach(each -> operators.put(each.code(), each));
    return new OfficeList(offices, operators, offices108, operators206);
  }

  private static List<OfficeList.Listed> offices(Path file) {
    return offices(file.toString(), bytes(file));
  }

  /// @throws MalformedTableException with the place of the first fault
  public static List<OfficeList.Listed> offices(String file, byte[] bytes) {
    List<OfficeList.Listed> all = new ArrayList<>();
    for (Row row : rows(file, bytes, OFFICES)) {
      row.sourced();
      all.add(
          new OfficeList.Listed(
              row.one(
                  "code",
                  new LocalizedText("رمز مكتب مثل IQBGWA", "a code of an office as IQBGWA"),
                  OfficeCode::new),
              row.name(),
              row.cell("operator").isEmpty()
                  ? Optional.empty()
                  : Optional.of(
                      row.one(
                          "operator",
                          new LocalizedText(
                              "رمز مشغّل مثل J1CIQA", "a code of an operator as J1CIQA"),
                          OperatorCode::new)),
              row.word("status", List.of("open", "closed")).equals("closed"),
              row.cell("valid_from").isEmpty()
                  ? Optional.empty()
                  : Optional.of(row.one("valid_from", DAY, LocalDate::parse)),
              row.one("listed", DAY, LocalDate::parse)));
    }
    return all;
  }

  private static List<OfficeList.Operator> operators(Path file) {
    return operators(file.toString(), bytes(file));
  }

  /// @throws MalformedTableException with the place of the first fault
  public static List<OfficeList.Operator> operators(String file, byte[] bytes) {
    List<OfficeList.Operator> all = new ArrayList<>();
    for (Row row : rows(file, bytes, OPERATORS)) {
      row.sourced();
      all.add(
          new OfficeList.Operator(
              row.one(
                  "code",
                  new LocalizedText("رمز مشغّل مثل J1CIQA", "a code of an operator as J1CIQA"),
                  OperatorCode::new),
              row.name(),
              row.one(
                  "country",
                  new LocalizedText("حرفان كبيران", "two capital letters"),
                  text -> matching(text, "[A-Z]{2}")),
              row.one("listed", DAY, LocalDate::parse)));
    }
    return all;
  }

  private static String matching(String text, String form) {
    if (!text.matches(form)) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  private record Row(String file, int line, List<String> names, List<String> cells) {
    String cell(String column) {
      return cells.get(names.indexOf(column)).strip();
    }

    MalformedTableException wrong(String column, LocalizedText expected) {
      return new MalformedTableException(file, line, column, expected, cut(cell(column)));
    }

    <T> T one(String column, LocalizedText expected, Function<String, T> reader) {
      try {
        return reader.apply(cell(column));
      } catch (IllegalArgumentException | DateTimeException _) {
        throw wrong(column, expected);
      }
    }

    String word(String column, List<String> words) {
      String among = String.join(", ", words);
      return one(
          column,
          new LocalizedText("واحد من " + among, "one of " + among),
          text -> matching(text.toLowerCase(Locale.ROOT), String.join("|", words)));
    }

    String name() {
      return one(
          "name",
          new LocalizedText("اسم", "a name"),
          text -> matching(text, ".{1," + LONGEST_NAME + "}"));
    }

    void sourced() {
      one("source", new LocalizedText("مصدر", "a source"), text -> matching(text, ".+"));
      one(
          "confidence",
          new LocalizedText(
              "CONFIRMED أو READ_IN_SOURCE أو UNCONFIRMED أو EXAMPLE",
              "CONFIRMED, READ_IN_SOURCE, UNCONFIRMED or EXAMPLE"),
          Sourced.Confidence::valueOf);
    }
  }

  private static String cut(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80);
  }

  private static List<Row> rows(String file, byte[] bytes, String columns) {
    if (bytes.length == 0) {
      return List.of();
    }
    List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    String first = lines.isEmpty() ? "" : lines.getFirst().replace("\uFEFF", "");
    char separator = first.indexOf('\t') >= 0 ? '\t' : first.indexOf(';') >= 0 ? ';' : ',';
    List<String> names = List.of(columns.split(","));
    if (!first.replace(separator, ',').strip().equals(columns)) {
      throw new MalformedTableException(
          file,
          1,
          names.getFirst(),
          new LocalizedText("الأعمدة " + columns, "the columns " + columns),
          cut(first));
    }
    Map<String, Integer> known = new HashMap<>();
    List<Row> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        rows.add(row(file, i + 1, names, CsvLine.split(lines.get(i), separator), known));
      }
    }
    if (rows.size() > MOST_ROWS) {
      throw new MalformedTableException(
          file,
          MOST_ROWS + 2,
          names.getFirst(),
          new LocalizedText(MOST_ROWS + " سطر على الأكثر", MOST_ROWS + " rows at most"),
          String.valueOf(rows.size()));
    }
    return rows;
  }

  private static Row row(
      String file, int line, List<String> names, List<String> cells, Map<String, Integer> known) {
    if (cells.size() != names.size()) {
      throw new MalformedTableException(
          file,
          line,
          names.getFirst(),
          new LocalizedText(names.size() + " خلية", names.size() + " cells"),
          String.valueOf(cells.size()));
    }
    Row row = new Row(file, line, names, cells);
    Integer before = known.putIfAbsent(row.cell("code"), line);
    if (before != null) {
      throw row.wrong(
          "code",
          new LocalizedText(
              "رمز لم يرد من قبل (السطر " + before + ")",
              "a code that did not stand before (line " + before + ")"));
    }
    return row;
  }

  /// A file that is not there is empty, and has no rows.
  private static byte[] bytes(Path path) {
    try {
      if (!Files.isRegularFile(path)) {
        return new byte[0];
      }
      if (Files.size(path) > MOST_BYTES) {
        throw new MalformedTableException(
            path.toString(),
            1,
            "code",
            new LocalizedText("ملف أصغر من " + MOST_BYTES, "a file smaller than " + MOST_BYTES),
            String.valueOf(Files.size(path)));
      }
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }
}
