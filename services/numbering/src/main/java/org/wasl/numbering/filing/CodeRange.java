package org.wasl.numbering.filing;

import java.util.ArrayList;
import java.util.List;

/// A run of codes of one length, as filed: `7800` to `7879`, or one code twice. Without country
/// code and trunk prefix; at most 15 digits (ITU-T E.164 §6).
public record CodeRange(String first, String last) implements Comparable<CodeRange> {
  public static final int MAX_DIGITS = 15;

  public CodeRange {
    if (!isDigits(first) || !isDigits(last)) {
      throw new IllegalArgumentException("not codes: " + first + " to " + last);
    }
    if (first.length() != last.length() || first.compareTo(last) > 0) {
      throw new IllegalArgumentException("not a range: " + first + " to " + last);
    }
  }

  public static CodeRange of(String code) {
    return new CodeRange(code, code);
  }

  static boolean isDigits(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_DIGITS
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  public int digits() {
    return first.length();
  }

  /// How many codes are in it.
  public long codes() {
    return Long.parseLong(last) - Long.parseLong(first) + 1;
  }

  /// The first number of the range when all numbers are written with 15 digits.
  public long from() {
    return Long.parseLong(first) * power(MAX_DIGITS - digits());
  }

  /// The first number behind the range, on the same scale.
  public long to() {
    return (Long.parseLong(last) + 1) * power(MAX_DIGITS - digits());
  }

  /// Leading zeroes make two ranges of different digits that begin at one number of the scale; the
  /// scale keeps them apart, because every code fills it from the left.
  public boolean overlaps(CodeRange other) {
    return from() < other.to() && other.from() < to();
  }

  public boolean covers(CodeRange other) {
    return from() <= other.from() && other.to() <= to();
  }

  /// The fewest prefixes that stand for exactly the same numbers; at most 18 for each digit.
  public List<String> prefixes() {
    List<String> prefixes = new ArrayList<>();
    long next = Long.parseLong(first);
    long end = Long.parseLong(last);
    while (next <= end) {
      int free = 0;
      long step = 1;
      while (free + 1 < digits() && next % (step * 10) == 0 && next + step * 10 - 1 <= end) {
        step *= 10;
        free++;
      }
      prefixes.add(written(next).substring(0, digits() - free));
      next += step;
    }
    return prefixes;
  }

  private String written(long code) {
    String text = Long.toString(code);
    return "0".repeat(digits() - text.length()) + text;
  }

  private static long power(int exponent) {
    long value = 1;
    for (int i = 0; i < exponent; i++) {
      value *= 10;
    }
    return value;
  }

  @Override
  public int compareTo(CodeRange other) {
    int byFirst = first.compareTo(other.first);
    return byFirst != 0 ? byFirst : last.compareTo(other.last);
  }

  @Override
  public String toString() {
    return first.equals(last) ? first : first + "-" + last;
  }
}
