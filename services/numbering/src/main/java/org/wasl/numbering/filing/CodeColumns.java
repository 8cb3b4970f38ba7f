package org.wasl.numbering.filing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.filing.CodeText.Item;
import org.wasl.numbering.filing.CodeText.Reading;

/// Which columns hold the codes of a table, by heading and by content.
sealed interface CodeColumns {
  record None(Defect.Kind kind) implements CodeColumns {}

  /// Every cell is a code.
  record Grid(Columns columns) implements CodeColumns {}

  /// @param column the column whose place names the code
  /// @param area the column of area codes that stand before `column`, where there is one
  /// @param end the column of the last codes, where `column` holds the first
  /// @param tail the column of wildcards that stand behind `column`, where there is one
  record Found(
      Columns columns,
      int column,
      OptionalInt area,
      OptionalInt end,
      OptionalInt tail,
      FiledResource resource,
      boolean byContent)
      implements CodeColumns {

    boolean isChange() {
      return columns.has(Role.OLD) && columns.has(Role.NEW);
    }

    boolean reads(int at) {
      return at == column
          || (area.isPresent() && area.getAsInt() == at)
          || (end.isPresent() && end.getAsInt() == at)
          || (tail.isPresent() && tail.getAsInt() == at);
    }

    /// A subscriber number never contains the area code.
    private boolean holdsSubscribers() {
      return PlainText.line(columns.labels().get(column))
          .toLowerCase(Locale.ROOT)
          .matches(".*(subscriber|\\(sn\\)|abonn|suscriptor|مشترك).*");
    }

    boolean areaIsMissing(FiledTable table, int row) {
      return area.isPresent()
          && PlainText.line(table.cell(row, area.getAsInt())).isEmpty()
          && !PlainText.line(table.cell(row, column)).isEmpty();
    }

    /// The nearest row above whose area code is filled; in front of the data when there is none.
    int areaRow(FiledTable table, int row) {
      int from = row;
      while (from >= columns.headingRows()
          && PlainText.line(table.cell(from, area.orElseThrow())).isEmpty()) {
        from--;
      }
      return from;
    }

    /// The codes of a row.
    Reading read(FiledTable table, int row, CodeText codes, OptionalInt most) {
      String text = TableReader.above(table, row, column, columns);
      if (resource != FiledResource.E164 && resource != FiledResource.SHORT) {
        return identifier(text);
      }
      Reading own =
          end.isPresent()
              ? fromTo(codes, text, TableReader.above(table, row, end.getAsInt(), columns))
              : codes.read(text);
      if (tail.isPresent()) {
        own = followed(own, CodeText.wildcards(table.cell(row, tail.getAsInt())));
      }
      if (area.isEmpty()) {
        return own;
      }
      int areaRow = areaIsMissing(table, row) ? areaRow(table, row) : row;
      if (areaRow < columns.headingRows()) {
        return new Reading.Unclear(Defect.Kind.MISSING_CODE);
      }
      String areaText = TableReader.above(table, areaRow, area.getAsInt(), columns);
      if (PlainText.line(areaText).equals(PlainText.line(text))) {
        return own;
      }
      return joined(codes.read(areaText), own, most, holdsSubscribers());
    }

    /// Codes with that many further digits behind them.
    private static Reading followed(Reading codes, int digits) {
      if (!(codes instanceof Reading.Codes(List<Item> items)) || digits == 0) {
        return codes;
      }
      List<Item> longer = new ArrayList<>();
      for (Item item : items) {
        int total = item.total().orElse(item.range().length()) + digits;
        if (total > CodeRange.MAX_DIGITS) {
          return new Reading.Unclear(Defect.Kind.UNREADABLE_CODE);
        }
        longer.add(
            new Item(item.range(), OptionalInt.of(total), item.trunkZero(), item.countryCode()));
      }
      return new Reading.Codes(longer);
    }

    private static Reading fromTo(CodeText codes, String from, String to) {
      if (PlainText.line(to).isEmpty() || PlainText.line(from).equals(PlainText.line(to))) {
        return codes.read(from);
      }
      return PlainText.line(from).isEmpty() ? codes.read(to) : codes.read(from + " – " + to);
    }

    private Reading identifier(String text) {
      String plain = PlainText.line(text);
      if (plain.isEmpty()) {
        return new Reading.Nothing();
      }
      if (resource == FiledResource.ISPC) {
        return signallingPoint(plain);
      }
      String digits = plain.replaceAll("[ \\-–/.]", "");
      boolean fits = digits.matches("[0-9]{4,7}");
      return fits
          ? new Reading.Codes(
              List.of(new Item(CodeRange.of(digits), OptionalInt.empty(), false, false)))
          : new Reading.Unclear(Defect.Kind.UNREADABLE_CODE);
    }

    /// `Z-AAA-S` = Z·2048 + AAA·8 + S (ITU-T Q.708), or the decimal form itself.
    private static Reading signallingPoint(String plain) {
      java.util.regex.Matcher form =
          java.util.regex.Pattern.compile("(\\d)\\s*[-–]\\s*(\\d{1,3})\\s*[-–]\\s*(\\d)")
              .matcher(plain);
      int code = -1;
      if (form.matches()) {
        int zone = Integer.parseInt(form.group(1));
        int network = Integer.parseInt(form.group(2));
        int point = Integer.parseInt(form.group(3));
        code = zone < 8 && network < 256 && point < 8 ? zone * 2048 + network * 8 + point : -1;
      } else if (plain.matches("\\d{3,5}")) {
        code = Integer.parseInt(plain);
      }
      return code < 0 || code >= 1 << 14
          ? new Reading.Unclear(Defect.Kind.UNREADABLE_CODE)
          : new Reading.Codes(
              List.of(
                  new Item(
                      CodeRange.of(Integer.toString(code)), OptionalInt.empty(), false, false)));
    }

    /// Area code and number behind it. Where the number already begins with the area code, its
    /// length must show whether it is the whole.
    private static Reading joined(
        Reading areas, Reading numbers, OptionalInt most, boolean subscribers) {
      if (areas instanceof Reading.Nothing) {
        return numbers;
      }
      if (numbers instanceof Reading.Nothing) {
        return areas;
      }
      if (!(areas instanceof Reading.Codes(List<Item> before))) {
        return areas;
      }
      if (!(numbers instanceof Reading.Codes(List<Item> behind))) {
        return numbers;
      }
      if (before.size() > 1 && behind.size() > 1 && before.size() != behind.size()) {
        return new Reading.Unclear(Defect.Kind.AMBIGUOUS_CODE);
      }
      List<Item> joined = new ArrayList<>();
      for (Item area : before) {
        for (Item number : behind) {
          Optional<Item> one = one(area, number, most, subscribers);
          if (one.isEmpty()) {
            return new Reading.Unclear(Defect.Kind.AMBIGUOUS_CODE);
          }
          joined.add(one.get());
        }
      }
      return joined.size() > CodeText.MAX_CODES
          ? new Reading.Unclear(Defect.Kind.UNREADABLE_CODE)
          : new Reading.Codes(joined);
    }

    /// 000 to 999: every number behind the codes in front.
    private static boolean isWhole(CodeRange range) {
      return range.first().matches("0+") && range.last().matches("9+");
    }

    private static Optional<Item> one(
        Item area, Item number, OptionalInt most, boolean subscribers) {
      String code = area.range().first();
      boolean single = code.equals(area.range().last()) || isWhole(number.range());
      boolean begins =
          number.range().first().startsWith(code) && number.range().last().startsWith(code);
      int total = number.total().orElse(number.range().length());
      int joined = code.length() + total;
      if (begins && (number.countryCode() || joined > most.orElse(CodeRange.MAX_DIGITS))) {
        return Optional.of(number);
      }
      boolean fits = most.isEmpty() ? subscribers || !begins : joined <= most.getAsInt();
      if (!single || !fits || joined > CodeRange.MAX_DIGITS) {
        return Optional.empty();
      }
      CodeRange range =
          new CodeRange(code + number.range().first(), area.range().last() + number.range().last());
      OptionalInt whole = number.total().isPresent() ? OptionalInt.of(joined) : OptionalInt.empty();
      return Optional.of(new Item(range, whole, area.trunkZero(), false));
    }
  }

  static CodeColumns find(FiledTable table, Columns columns, String countryCode) {
    if (columns.has(Role.OLD) && columns.has(Role.NEW)) {
      return found(columns, columns.first(Role.OLD).getAsInt(), FiledResource.E164, false);
    }
    if (isMatrix(table, columns)) {
      return new None(Defect.Kind.CODE_MATRIX);
    }
    double[] shares = shares(table, columns, countryCode);
    Optional<CodeColumns> named = byHeading(table, columns, shares);
    if (named.isPresent()) {
      return named.get();
    }
    return byContent(table, columns, shares);
  }

  private static Optional<CodeColumns> byHeading(
      FiledTable table, Columns columns, double[] shares) {
    for (Role role : List.of(Role.ISPC, Role.IIN, Role.MNC)) {
      OptionalInt column = columns.first(role);
      if (column.isPresent()) {
        return Optional.of(found(columns, column.getAsInt(), resource(role), false));
      }
    }
    OptionalInt start = columns.first(Role.START);
    OptionalInt end = columns.first(Role.END);
    if (start.isPresent() && end.isPresent() && shares[start.getAsInt()] > 0.3) {
      return Optional.of(
          new Found(
              columns,
              start.getAsInt(),
              area(columns, start.getAsInt(), shares),
              end,
              OptionalInt.empty(),
              FiledResource.E164,
              false));
    }
    for (Role role :
        List.of(Role.SHORT, Role.CODE, Role.SERIES, Role.AREA_CODE, Role.NEW, Role.OLD)) {
      Optional<Integer> best =
          columns.all(role).stream()
              .filter(column -> shares[column] >= (role == Role.CODE ? 0.05 : 0.3))
              .max(
                  java.util.Comparator.<Integer>comparingDouble(c -> shares[c])
                      .thenComparing(c -> -c));
      if (best.isPresent()) {
        return Optional.of(underHeading(table, columns, shares, best.get()));
      }
    }
    return Optional.empty();
  }

  /// The columns of codes that belong together: one; two under a merged heading, which are joined;
  /// a code and the wildcards behind it. More parts under one heading are not understood.
  private static CodeColumns underHeading(
      FiledTable table, Columns columns, double[] shares, int best) {
    int last = lastOfHeading(columns, best, shares);
    int first = firstOfHeading(columns, last);
    if (last - first > 1) {
      return new None(Defect.Kind.CODE_MATRIX);
    }
    boolean wild = last > first && wildcards(table, columns, last) >= 0.5;
    int column = wild ? first : last > first ? last : best;
    Role role = columns.roles().get(column);
    OptionalInt area =
        role == Role.AREA_CODE && last == first
            ? OptionalInt.empty()
            : area(columns, column, shares);
    return new Found(
        columns,
        column,
        area,
        OptionalInt.empty(),
        wild ? OptionalInt.of(last) : OptionalInt.empty(),
        role == Role.SHORT ? FiledResource.SHORT : FiledResource.E164,
        false);
  }

  private static double wildcards(FiledTable table, Columns columns, int column) {
    int filled = 0;
    int wild = 0;
    for (int row = columns.headingRows(); row < table.rows().size(); row++) {
      String cell = table.cell(row, column);
      filled += PlainText.line(cell).isEmpty() ? 0 : 1;
      wild += CodeText.wildcards(cell) > 0 ? 1 : 0;
    }
    return filled == 0 ? 0 : (double) wild / filled;
  }

  /// The last of the code columns that stand side by side under one merged heading.
  private static int lastOfHeading(Columns columns, int column, double[] shares) {
    int last = column;
    while (last + 1 < shares.length
        && columns.oneHeading(last, last + 1)
        && columns.roles().get(last + 1).holdsCodes()) {
      last++;
    }
    return last;
  }

  private static int firstOfHeading(Columns columns, int column) {
    int first = column;
    while (first > 0
        && columns.oneHeading(first - 1, first)
        && columns.roles().get(first - 1).holdsCodes()) {
      first--;
    }
    return first;
  }

  private static OptionalInt area(Columns columns, int column, double[] shares) {
    if (column > 0 && columns.oneHeading(column - 1, column) && shares[column - 1] >= 0.3) {
      return OptionalInt.of(column - 1);
    }
    OptionalInt area = columns.first(Role.AREA_CODE);
    boolean apart =
        area.isPresent()
            && area.getAsInt() != column
            && shares[area.getAsInt()] >= 0.3
            && columns.roles().get(column) != Role.SHORT
            && !(columns.roles().get(column) == Role.CODE
                && columns.labels().get(column).contains("+"));
    return apart ? area : OptionalInt.empty();
  }

  private static CodeColumns byContent(FiledTable table, Columns columns, double[] shares) {
    int best = -1;
    int readable = 0;
    for (int column = 0; column < shares.length; column++) {
      Role role = columns.roles().get(column);
      boolean free = role == Role.OTHER || role.holdsCodes();
      if (free && shares[column] >= 0.6 && !counts(table, columns, column)) {
        readable++;
        best = best < 0 ? column : best;
      }
    }
    if (readable > 2 && isGrid(table, columns)) {
      return new Grid(columns);
    }
    if (readable > 2) {
      return new None(Defect.Kind.CODE_MATRIX);
    }
    return best < 0
        ? new None(Defect.Kind.NOT_A_CODE_TABLE)
        : found(columns, best, FiledResource.E164, true);
  }

  private static Found found(
      Columns columns, int column, FiledResource resource, boolean byContent) {
    return new Found(
        columns,
        column,
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        resource,
        byContent);
  }

  private static FiledResource resource(Role role) {
    return role == Role.ISPC
        ? FiledResource.ISPC
        : role == Role.IIN ? FiledResource.IIN : FiledResource.MNC;
  }

  /// The share of the filled cells of each column that read as codes.
  private static double[] shares(FiledTable table, Columns columns, String countryCode) {
    CodeText codes = new CodeText(countryCode, OptionalInt.empty());
    double[] shares = new double[table.width()];
    for (int column = 0; column < shares.length; column++) {
      int filled = 0;
      int read = 0;
      for (int row = columns.headingRows(); row < table.rows().size(); row++) {
        String cell = PlainText.line(table.cell(row, column));
        if (!cell.isEmpty()) {
          filled++;
          read += codes.read(table.cell(row, column)) instanceof Reading.Codes ? 1 : 0;
        }
      }
      shares[column] = filled == 0 ? 0 : (double) read / filled;
    }
    return shares;
  }

  /// A table that is nothing but codes, of at least four digits or with wildcards, row by row.
  private static boolean isGrid(FiledTable table, Columns columns) {
    CodeText codes = new CodeText("", OptionalInt.empty());
    int filled = 0;
    int read = 0;
    for (int row = columns.headingRows(); row < table.rows().size(); row++) {
      for (String cell : table.rows().get(row)) {
        filled += PlainText.line(cell).isEmpty() ? 0 : 1;
        boolean full =
            codes.read(cell) instanceof Reading.Codes(List<Item> items)
                && items.stream().allMatch(i -> i.total().orElse(i.range().length()) >= 4);
        read += full ? 1 : 0;
      }
    }
    return filled > 0 && read >= filled * 0.9;
  }

  /// A column that numbers the rows: 1, 2, 3 …, from the start again in each part of the table.
  private static boolean counts(FiledTable table, Columns columns, int column) {
    int last = 0;
    int steps = 0;
    int others = 0;
    for (int row = columns.headingRows(); row < table.rows().size(); row++) {
      String text = PlainText.line(table.cell(row, column)).replaceAll("[.)]$", "");
      if (text.matches("[0-9]{1,4}")) {
        int number = Integer.parseInt(text);
        boolean step = number == last + 1 || number == last || number == 1;
        steps += step ? 1 : 0;
        others += step ? 0 : 1;
        last = number;
      } else if (!text.isEmpty()) {
        others++;
      }
    }
    return steps >= 3 && others * 5 <= steps;
  }

  /// Columns headed by single digits are parts of codes.
  private static boolean isMatrix(FiledTable table, Columns columns) {
    return digits(columns.labels()) >= 5
        || table.rows().stream().limit(3).anyMatch(row -> digits(row) >= 5);
  }

  private static long digits(List<String> cells) {
    return cells.stream()
        .map(PlainText::line)
        .filter(text -> text.matches("[0-9]"))
        .distinct()
        .count();
  }
}
