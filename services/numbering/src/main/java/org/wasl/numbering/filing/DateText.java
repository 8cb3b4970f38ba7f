package org.wasl.numbering.filing;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a day as filed: `2021-03-04T23:00`, `18.XI.2016`, `18 November 2016`, `November 18, 2016`,
/// `18.11.2016`. Day before month where both are digits, the form of the bulletin.
final class DateText {
  private static final List<String> ROMAN =
      List.of("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii");
  private static final List<List<String>> NAMES =
      List.of(
          List.of("jan", "ene", "janv", "كانون الثاني", "يناير"),
          List.of("feb", "fév", "fev", "شباط", "فبراير"),
          List.of("mar", "آذار", "مارس"),
          List.of("apr", "abr", "avr", "نيسان", "أبريل"),
          List.of("may", "mai", "أيار", "مايو"),
          List.of("jun", "juin", "حزيران", "يونيو"),
          List.of("jul", "juil", "تموز", "يوليو"),
          List.of("aug", "ago", "aoû", "aou", "آب", "أغسطس"),
          List.of("sep", "أيلول", "سبتمبر"),
          List.of("oct", "تشرين الأول", "أكتوبر"),
          List.of("nov", "تشرين الثاني", "نوفمبر"),
          List.of("dec", "dic", "déc", "كانون الأول", "ديسمبر"));
  private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})");
  private static final Pattern DIGITS =
      Pattern.compile("(?<!\\d)(\\d{1,2})[./-](\\d{1,2})[./-](\\d{4})(?!\\d)");
  private static final Pattern ROMANS =
      Pattern.compile("(?<!\\d)(\\d{1,2})\\s*\\.\\s*([ivx]+)\\s*\\.\\s*(\\d{4})");
  private static final Pattern DAY_MONTH =
      Pattern.compile(
          "(\\d{1,2})(?:st|nd|rd|th|er)?[\\s.\\-]*(?:of |de |d')?\\s*(\\p{L}[\\p{L} ]*?)[\\s.,\\-]+(?:de |del )?(\\d{4})");
  private static final Pattern MONTH_DAY =
      Pattern.compile("(\\p{L}+)\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})");

  private DateText() {}

  static Optional<LocalDate> read(String cell) {
    String text = PlainText.line(cell).toLowerCase(Locale.ROOT);
    try {
      return find(text);
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Optional<LocalDate> find(String text) {
    Matcher iso = ISO.matcher(text);
    if (iso.find()) {
      return day(iso.group(1), Integer.parseInt(iso.group(2)), iso.group(3));
    }
    Matcher romans = ROMANS.matcher(text);
    if (romans.find()) {
      return day(romans.group(3), ROMAN.indexOf(romans.group(2)) + 1, romans.group(1));
    }
    Matcher digits = DIGITS.matcher(text);
    if (digits.find()) {
      return day(digits.group(3), Integer.parseInt(digits.group(2)), digits.group(1));
    }
    Matcher named = DAY_MONTH.matcher(text);
    if (named.find()) {
      return day(named.group(3), month(named.group(2)), named.group(1));
    }
    Matcher american = MONTH_DAY.matcher(text);
    return american.find()
        ? day(american.group(3), month(american.group(1)), american.group(2))
        : Optional.empty();
  }

  private static Optional<LocalDate> day(String year, int month, String day) {
    return Optional.of(LocalDate.of(Integer.parseInt(year), month, Integer.parseInt(day)));
  }

  /// 0 where the word names no month; no date has that month.
  private static int month(String word) {
    for (int i = 0; i < NAMES.size(); i++) {
      if (NAMES.get(i).stream().anyMatch(word.strip()::startsWith)) {
        return i + 1;
      }
    }
    return 0;
  }
}
