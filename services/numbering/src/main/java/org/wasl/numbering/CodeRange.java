package org.wasl.numbering;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Codes of one length that follow each other, from the first to the last.
///
/// @param first 1 to 15 digits
/// @param last of the same length, not below the first
public record CodeRange(String first, String last) implements Comparable<CodeRange> {
  /// Codes are compared as the numbers they lead, at most 15 digits (ITU-T E.164 §6).
  public static final int MAX_DIGITS = E164Number.MAX_DIGITS;

  public CodeRange {
    boolean digits = isDigits(first) && isDigits(last);
    if (!digits || first.length() != last.length() || first.compareTo(last) > 0) {
      throw new IllegalArgumentException("not a range of codes: " + first + " to " + last);
    }
  }

  public static CodeRange of(String code) {
    return new CodeRange(code, code);
  }

  /// Whether a text is 1 to 15 ASCII digits.
  public static boolean isDigits(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_DIGITS
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /// How many digits each code has.
  public int length() {
    return first.length();
  }

  /// How many codes there are.
  public long size() {
    return Long.parseLong(last) - Long.parseLong(first) + 1;
  }

  /// The first number of 15 digits that a code of this range leads.
  public long low() {
    return Long.parseLong(first) * power(MAX_DIGITS - length());
  }

  /// The first number of 15 digits behind this range.
  public long high() {
    return (Long.parseLong(last) + 1) * power(MAX_DIGITS - length());
  }

  /// Whether the digits begin with a code of this range.
  public boolean leads(String digits) {
    if (digits.length() < length()) {
      return false;
    }
    String code = digits.substring(0, length());
    return code.compareTo(first) >= 0 && code.compareTo(last) <= 0;
  }

  /// Whether a code of this range begins with the digits, which are fewer than its own.
  public boolean mayFollow(String digits) {
    int length = digits.length();
    return length < length()
        && digits.compareTo(first.substring(0, length)) >= 0
        && digits.compareTo(last.substring(0, length)) <= 0;
  }

  public boolean overlaps(CodeRange other) {
    return low() < other.high() && other.low() < high();
  }

  public boolean contains(CodeRange other) {
    return low() <= other.low() && other.high() <= high();
  }

  /// The codes that both have, in the longer of the two lengths.
  public Optional<CodeRange> shared(CodeRange other) {
    int length = Math.max(length(), other.length());
    return between(Math.max(low(), other.low()), Math.min(high(), other.high()), length);
  }

  /// What is left without the other: nothing, one or two ranges.
  public List<CodeRange> without(CodeRange other) {
    if (!overlaps(other)) {
      return List.of(this);
    }
    int length = Math.max(length(), other.length());
    List<CodeRange> rest = new ArrayList<>();
    between(low(), Math.min(other.low(), high()), length).ifPresent(rest::add);
    between(Math.max(other.high(), low()), high(), length).ifPresent(rest::add);
    return rest;
  }

  /// The range joined with one that follows it directly with codes of the same length.
  public Optional<CodeRange> joined(CodeRange next) {
    return length() == next.length() && high() == next.low()
        ? Optional.of(new CodeRange(first, next.last()))
        : Optional.empty();
  }

  /// The same numbers led by codes of more digits.
  public CodeRange ofLength(int digits) {
    return between(low(), high(), digits).orElseThrow();
  }

  /// The same numbers led by codes of one digit fewer, where whole tens allow it.
  public Optional<CodeRange> shorter() {
    return length() > 1 && first.endsWith("0") && last.endsWith("9")
        ? between(low(), high(), length() - 1)
        : Optional.empty();
  }

  /// The digits with the code at the same place of another range in front, instead of their own.
  ///
  /// @param digits begin with a code of this range
  /// @param other has as many codes
  public String replaced(String digits, CodeRange other) {
    long place = Long.parseLong(digits.substring(0, length())) - Long.parseLong(first);
    return padded(Long.parseLong(other.first) + place, other.length()) + digits.substring(length());
  }

  /// The codes of the fewest digits, but at least so many, that lead the numbers of 15 digits from
  /// `low` up to, not including, `high`.
  public static CodeRange leading(long low, long high, int leastDigits) {
    int digits = Math.max(1, leastDigits);
    while (low % power(MAX_DIGITS - digits) != 0 || high % power(MAX_DIGITS - digits) != 0) {
      digits++;
    }
    return between(low, high, digits).orElseThrow();
  }

  /// The fewest prefixes that together lead exactly what this range leads.
  public List<String> prefixes() {
    List<String> found = new ArrayList<>();
    long at = Long.parseLong(first);
    long end = Long.parseLong(last) + 1;
    while (at < end) {
      long step = 1;
      int shorter = 0;
      while (shorter < length() - 1 && at % (step * 10) == 0 && at + step * 10 <= end) {
        step *= 10;
        shorter++;
      }
      found.add(padded(at / step, length() - shorter));
      at += step;
    }
    return found;
  }

  private static Optional<CodeRange> between(long low, long high, int length) {
    if (low >= high) {
      return Optional.empty();
    }
    long unit = power(MAX_DIGITS - length);
    return Optional.of(new CodeRange(padded(low / unit, length), padded(high / unit - 1, length)));
  }

  private static String padded(long code, int length) {
    String digits = Long.toString(code);
    return "0".repeat(length - digits.length()) + digits;
  }

  private static long power(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }

  @Override
  public int compareTo(CodeRange other) {
    int byLow = Long.compare(low(), other.low());
    return byLow != 0 ? byLow : Long.compare(other.high(), high());
  }

  @Override
  public String toString() {
    return first.equals(last) ? first : first + "-" + last;
  }
}
