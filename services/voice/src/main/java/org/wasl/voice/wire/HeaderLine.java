package org.wasl.voice.wire;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wasl.terms.file.CsvLine;

/// The line of column names, read even where one octet of it is damaged.
///
/// @param text as it should be
/// @param damagedAt place of the damaged character, from 1; 0 where there is none
/// @param lines over how many lines it goes: two, where a character became a line end
public record HeaderLine(String text, int damagedAt, int lines) {
  /// A header that is always the same: as it is, or with one character changed, its line end
  /// included.
  ///
  /// @param beginning of the file
  static Optional<HeaderLine> constant(String beginning, String header) {
    if (beginning.length() < header.length()) {
      return Optional.empty();
    }
    int at = difference(beginning, 0, header);
    if (at == MANY) {
      return Optional.empty();
    }
    if (at >= 0) {
      int lines = "\r\n".indexOf(beginning.charAt(at)) >= 0 ? 2 : 1;
      return Optional.of(new HeaderLine(header, at + 1, lines));
    }
    boolean ends =
        beginning.length() == header.length()
            || "\r\n".indexOf(beginning.charAt(header.length())) >= 0;
    return Optional.of(new HeaderLine(header, ends ? 0 : header.length() + 1, 1));
  }

  /// A header in which these names stand somewhere: each of them as it is, or one of all with one
  /// character changed, its separators and line ends included.
  ///
  /// @param beginning of the file
  static Optional<HeaderLine> named(String beginning, char separator, List<String> names) {
    List<String> lines = beginning.lines().limit(2 + NEXT).toList();
    if (lines.isEmpty() || lines.stream().limit(2).anyMatch(line -> line.length() > MAX_LINE)) {
      return Optional.empty();
    }
    Optional<HeaderLine> one = inLine(lines.getFirst(), separator, names, 1);
    if (one.isPresent() || lines.size() < 2) {
      return one.map(header -> header.ofWidth(lines, separator));
    }
    String joined = beginning.substring(0, lines.getFirst().length() + 1) + lines.get(1);
    return inLine(joined, separator, names, 2);
  }

  private static Optional<HeaderLine> inLine(
      String line, char separator, List<String> names, int lines) {
    StringBuilder text = new StringBuilder().append(separator).append(line).append(separator);
    int damagedAt = lines - 1;
    boolean isRepaired = false;
    for (String name : names) {
      @Nullable Place place = place(text.toString(), separator, name, names);
      if (place == null || place.damagedAt() > 0 && isRepaired) {
        return Optional.empty();
      }
      if (place.damagedAt() > 0) {
        isRepaired = true;
        damagedAt = place.damagedAt();
        text.replace(place.from(), place.from() + place.as().length(), place.as());
      }
    }
    String whole = text.substring(1, text.length() - 1);
    boolean isOdd = whole.chars().filter(c -> c == '"').count() % 2 == 1;
    return Optional.of(
        new HeaderLine(
            isOdd ? whole.replace("\"", "") : whole,
            isOdd ? Math.max(1, damagedAt) : damagedAt,
            lines));
  }

  /// Without the record that a damaged line end joined to it: the lines that follow tell how many
  /// columns there are.
  private HeaderLine ofWidth(List<String> lines, char separator) {
    List<String> cells = CsvLine.split(text, separator);
    int width =
        lines.stream()
            .skip(1)
            .mapToInt(line -> CsvLine.split(line, separator).size())
            .max()
            .orElse(0);
    if (width < 2 || cells.size() < 2 * width - 1) {
      return this;
    }
    String first = String.join(String.valueOf(separator), cells.subList(0, width));
    return new HeaderLine(first, Math.max(1, damagedAt), this.lines);
  }

  /// @param as what should stand there
  private record Place(int from, String as, int damagedAt) {}

  /// Where a name stands between separators, with quotes or without.
  private static @Nullable Place place(
      String text, char separator, String name, List<String> names) {
    String plain = separator + name + separator;
    String quoted = separator + "\"" + name + "\"" + separator;
    for (String form : List.of(plain, quoted)) {
      int at = text.indexOf(form);
      if (at >= 0) {
        return new Place(at, form, 0);
      }
    }
    @Nullable Place found = null;
    for (String form : List.of(plain, quoted)) {
      for (int from = 0; from + form.length() <= text.length(); from++) {
        int at = difference(text, from, form);
        if (at >= 0 && !isOther(text.substring(from + 1, from + form.length() - 1), name, names)) {
          if (found != null) {
            return null;
          }
          found = new Place(from, form, from + at);
        }
      }
    }
    return found;
  }

  /// Whether another name stands there as it should.
  private static boolean isOther(String text, String name, List<String> names) {
    return !text.equals(name) && names.contains(text);
  }

  private static final int MANY = -2;
  private static final int MAX_LINE = 8_192;

  /// How many lines behind the header are looked at.
  private static final int NEXT = 4;

  /// The place of the one character that differs; -1 for none, [#MANY] for more.
  private static int difference(String text, int from, String wanted) {
    int found = -1;
    for (int i = 0; i < wanted.length(); i++) {
      if (text.charAt(from + i) != wanted.charAt(i)) {
        if (found >= 0) {
          return MANY;
        }
        found = i;
      }
    }
    return found;
  }
}
