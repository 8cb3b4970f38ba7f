package org.wasl.numbering.filing;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/// The columns of a table by their role, from its heading rows.
///
/// @param headingRows how many rows at the top are headings
/// @param roles one a column
/// @param labels the heading text of each column
/// @param tops the uppermost heading text of each column where another stands below it, else empty
record Columns(int headingRows, List<Role> roles, List<String> labels, List<String> tops) {
  private static final int MAX_HEADING_ROWS = 5;

  static Columns of(FiledTable table) {
    int rows = 0;
    boolean named = false;
    while (rows < Math.min(MAX_HEADING_ROWS, table.rows().size())
        && isHeading(table, rows)
        && !(named && isSpread(table, rows))) {
      named |= !isSpread(table, rows);
      rows++;
    }
    List<Role> roles = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (int column = 0; column < table.width(); column++) {
      roles.add(role(table, rows, column));
      labels.add(label(table, rows, column));
    }
    return new Columns(rows, List.copyOf(roles), List.copyOf(labels), tops(table, rows));
  }

  private static List<String> tops(FiledTable table, int rows) {
    List<String> tops = new ArrayList<>();
    for (int column = 0; column < table.width(); column++) {
      String top = "";
      for (int row = 0; row + 1 < rows && top.isEmpty(); row++) {
        String text = PlainText.line(table.cell(row, column));
        String below = PlainText.line(table.cell(row + 1, column));
        top = isSpread(table, row) || below.isEmpty() || below.equals(text) ? "" : text;
      }
      tops.add(top);
    }
    return List.copyOf(tops);
  }

  /// Whether two columns of codes stand under one merged heading, each with its own below it.
  boolean oneHeading(int left, int right) {
    return !tops.get(left).isEmpty()
        && tops.get(left).equals(tops.get(right))
        && !labels.get(left).equals(labels.get(right))
        && roles.get(left).holdsCodes()
        && roles.get(right).holdsCodes();
  }

  OptionalInt first(Role role) {
    int at = roles.indexOf(role);
    return at < 0 ? OptionalInt.empty() : OptionalInt.of(at);
  }

  boolean has(Role role) {
    return roles.contains(role);
  }

  List<Integer> all(Role role) {
    List<Integer> found = new ArrayList<>();
    for (int column = 0; column < roles.size(); column++) {
      if (roles.get(column) == role) {
        found.add(column);
      }
    }
    return found;
  }

  Columns with(int column, Role role) {
    List<Role> changed = new ArrayList<>(roles);
    changed.set(column, role);
    return new Columns(headingRows, List.copyOf(changed), labels, tops);
  }

  /// Whether the headings tell any role that a table of codes has.
  boolean anyKnown() {
    return roles.stream().anyMatch(role -> role != Role.OTHER);
  }

  private static boolean isHeading(FiledTable table, int row) {
    Map<String, Role> cells = new java.util.LinkedHashMap<>();
    boolean numbered = true;
    boolean blank = true;
    for (String cell : table.rows().get(row)) {
      String text = PlainText.line(cell);
      if (!text.isEmpty()) {
        blank = false;
        cells.put(text, HeadingWords.role(text));
        numbered &= text.matches("\\(?\\d\\)?|[A-Z]") && text.startsWith("(");
      }
    }
    if (blank) {
      return true;
    }
    if (numbered || isTitle(table, row, cells)) {
      return true;
    }
    long known = cells.values().stream().filter(role -> role != Role.OTHER).count();
    long digits = cells.keySet().stream().filter(Columns::isMostlyDigits).count();
    long longTexts = cells.keySet().stream().filter(text -> text.length() > 120).count();
    boolean withHead = cells.size() == 1 ? table.width() == 1 : known >= 2 || row > 0;
    return withHead && known * 2 >= cells.size() && digits == 0 && longTexts * 2 < cells.size();
  }

  /// One text over the whole width, in front of further rows.
  private static boolean isTitle(FiledTable table, int row, Map<String, Role> cells) {
    return cells.size() == 1
        && table.width() > 1
        && row + 1 < table.rows().size()
        && !isMostlyDigits(cells.keySet().iterator().next());
  }

  static boolean isMostlyDigits(String text) {
    String plain =
        PlainText.line(text)
            .toLowerCase(Locale.ROOT)
            .replaceAll("e\\.? ?\\d{3}(\\.\\d)?|[234]g|[^\\p{L}0-9]", "");
    long digits = plain.chars().filter(Character::isDigit).count();
    return digits * 2 > plain.replace("x", "").length() && digits > 0;
  }

  private static Role role(FiledTable table, int rows, int column) {
    Role role = Role.OTHER;
    for (int row = 0; row < rows; row++) {
      if (isSpread(table, row)) {
        continue;
      }
      Role here = HeadingWords.role(table.cell(row, column));
      role = here == Role.OTHER || refines(role, here) ? role : here;
    }
    return role;
  }

  /// `N(S)N number length` above `from | to` stays a length.
  private static boolean refines(Role above, Role here) {
    return switch (above) {
      case LENGTH, CC_LENGTH, SN_LENGTH -> here != Role.MAX && here != Role.MIN;
      case PARALLEL -> true;
      default -> false;
    };
  }

  /// One text over the whole row, or alone in it: a title.
  private static boolean isSpread(FiledTable table, int row) {
    return table.width() > 1
        && table.rows().get(row).stream()
                .map(PlainText::line)
                .filter(text -> !text.isEmpty())
                .distinct()
                .count()
            <= 1;
  }

  private static String label(FiledTable table, int rows, int column) {
    List<String> texts = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      String text = PlainText.line(table.cell(row, column));
      if (!text.isEmpty() && !texts.contains(text) && !isSpread(table, row)) {
        texts.add(text);
      }
    }
    return String.join(" / ", texts);
  }

  /// The columns of each group where one sequence of headings is repeated side by side (`old | new
  /// | old | new`); none where nothing is repeated.
  List<List<Integer>> groups() {
    List<Integer> filled = new ArrayList<>();
    for (int column = 0; column < labels.size(); column++) {
      if (!labels.get(column).isEmpty()) {
        filled.add(column);
      }
    }
    for (int width = 2; width * 2 <= filled.size(); width++) {
      if (filled.size() % width == 0 && repeats(filled, width)) {
        List<List<Integer>> groups = new ArrayList<>();
        for (int from = 0; from < filled.size(); from += width) {
          groups.add(List.copyOf(filled.subList(from, from + width)));
        }
        return groups;
      }
    }
    return List.of();
  }

  private boolean repeats(List<Integer> filled, int width) {
    for (int i = width; i < filled.size(); i++) {
      if (!labels.get(filled.get(i)).equals(labels.get(filled.get(i - width)))) {
        return false;
      }
    }
    return filled.subList(0, width).stream().map(labels::get).distinct().count() == width;
  }

  /// How many columns have each role.
  Map<Role, Integer> counts() {
    Map<Role, Integer> counts = new EnumMap<>(Role.class);
    roles.forEach(role -> counts.merge(role, 1, Integer::sum));
    return counts;
  }
}
