package org.wasl.numbering.filing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.wasl.numbering.filing.CodeText.Item;
import org.wasl.numbering.filing.CodeText.Reading;

/// Which columns hold the codes of a table, by heading and by content.
sealed interface CodeColumns {
  record None(Defect.Kind kind) implements CodeColumns {}

  /// @param column the column whose place names the code
  /// @param area the column of area codes that stand before `column`, where there is one
  /// @param end the column of the last codes, where `column` holds the first
  record Found(
      Columns columns,
      int column,
      OptionalInt area,
      OptionalInt end,
      Resource resource,
      boolean byContent)
      implements CodeColumns {

    boolean isChange() {
      return columns.has(Role.OLD) && columns.has(Role.NEW);
    }

    boolean reads(int at) {
      return at == column
          || (area.isPresent() && area.getAsInt() == at)
          || (end.isPresent() && end.getAsInt() == at);
    }

    /// The codes of a row.
    Reading read(FiledTable table, int row, CodeText codes, OptionalInt most) {
      String text = TableReader.above(table, row, column, columns);
      if (resource != Resource.E164 && resource != Resource.SHORT) {
        return identifier(text);
      }
      Reading own =
          end.isPresent()
              ? fromTo(codes, text, TableReader.above(table, row, end.getAsInt(), columns))
              : codes.read(text);
      if (area.isEmpty()) {
        return own;
      }
      String areaText = TableReader.above(table, row, area.getAsInt(), columns);
      if (PlainText.line(areaText).equals(PlainText.line(text))) {
        return own;
      }
      return joined(codes.read(areaText), own, most);
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
      if (resource == Resource.ISPC) {
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
    private static Reading joined(Reading areas, Reading numbers, OptionalInt most) {
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
          Optional<Item> one = one(area, number, most);
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

    private static Optional<Item> one(Item area, Item number, OptionalInt most) {
      String code = area.range().first();
      boolean single = code.equals(area.range().last());
      boolean begins =
          number.range().first().startsWith(code) && number.range().last().startsWith(code);
      int total = number.total().orElse(number.range().digits());
      int joined = code.length() + total;
      if (begins && (number.countryCode() || joined > most.orElse(CodeRange.MAX_DIGITS))) {
        return Optional.of(number);
      }
      boolean fits = most.isEmpty() ? !begins : joined <= most.getAsInt();
      if (!single || !fits || joined > CodeRange.MAX_DIGITS) {
        return Optional.empty();
      }
      CodeRange range = new CodeRange(code + number.range().first(), code + number.range().last());
      OptionalInt whole = number.total().isPresent() ? OptionalInt.of(joined) : OptionalInt.empty();
      return Optional.of(new Item(range, whole, area.trunkZero(), false));
    }
  }

  static CodeColumns find(FiledTable table, Columns columns, String countryCode) {
    if (columns.has(Role.OLD) && columns.has(Role.NEW)) {
      return found(columns, columns.first(Role.OLD).getAsInt(), Resource.E164, false);
    }
    double[] shares = shares(table, columns, countryCode);
    Optional<CodeColumns> named = byHeading(columns, shares);
    if (named.isPresent()) {
      return named.get();
    }
    return byContent(table, columns, shares);
  }

  private static Optional<CodeColumns> byHeading(Columns columns, double[] shares) {
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
              Resource.E164,
              false));
    }
    for (Role role :
        List.of(Role.SHORT, Role.CODE, Role.SERIES, Role.AREA_CODE, Role.NEW, Role.OLD)) {
      Optional<Integer> best =
          columns.all(role).stream()
              .filter(column -> shares[column] >= 0.3)
              .max(
                  java.util.Comparator.<Integer>comparingDouble(c -> shares[c])
                      .thenComparing(c -> -c));
      if (best.isPresent()) {
        return Optional.of(
            new Found(
                columns,
                best.get(),
                role == Role.AREA_CODE ? OptionalInt.empty() : area(columns, best.get(), shares),
                OptionalInt.empty(),
                role == Role.SHORT ? Resource.SHORT : Resource.E164,
                false));
      }
    }
    return Optional.empty();
  }

  private static OptionalInt area(Columns columns, int column, double[] shares) {
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
    if (readable > 2) {
      return new None(Defect.Kind.CODE_MATRIX);
    }
    return best < 0
        ? new None(Defect.Kind.NOT_A_CODE_TABLE)
        : new Found(columns, best, OptionalInt.empty(), OptionalInt.empty(), Resource.E164, true);
  }

  private static Found found(Columns columns, int column, Resource resource, boolean byContent) {
    return new Found(
        columns, column, OptionalInt.empty(), OptionalInt.empty(), resource, byContent);
  }

  private static Resource resource(Role role) {
    return role == Role.ISPC ? Resource.ISPC : role == Role.IIN ? Resource.IIN : Resource.MNC;
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

  /// A column 1, 2, 3 … numbers the rows.
  private static boolean counts(FiledTable table, Columns columns, int column) {
    for (int row = columns.headingRows(), n = 1; row < table.rows().size(); row++, n++) {
      if (!PlainText.line(table.cell(row, column)).replaceAll("[.)]", "").equals("" + n)) {
        return false;
      }
    }
    return true;
  }
}
