package org.wasl.voice.wire;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.OptionalLong;

/// Reads `yyyy-MM-dd HH:mm:ss` with a space or `T`, and an offset or `Z` behind where there is one.
/// Times without an offset are local in the zone of the mapping profile.
final class Timestamps {
  private Timestamps() {}

  /// @return seconds since 1970, or nothing when the text is no such time
  static OptionalLong read(String text, ZoneId zone) {
    if (text.length() < 19 || text.length() > 25) {
      return OptionalLong.empty();
    }
    try {
      LocalDateTime local =
          LocalDateTime.of(
              digits(text, 0, 4),
              digits(text, 5, 7),
              digits(text, 8, 10),
              digits(text, 11, 13),
              digits(text, 14, 16),
              digits(text, 17, 19));
      boolean marks =
          text.charAt(4) == '-'
              && text.charAt(7) == '-'
              && (text.charAt(10) == ' ' || text.charAt(10) == 'T')
              && text.charAt(13) == ':'
              && text.charAt(16) == ':';
      if (!marks) {
        return OptionalLong.empty();
      }
      return OptionalLong.of(
          text.length() == 19
              ? local.atZone(zone).toEpochSecond()
              : local.toEpochSecond(ZoneOffset.of(text.substring(19))));
    } catch (DateTimeException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /// Why a text is no time: a spreadsheet that saved the file again takes the seconds away and
  /// turns the date round, which nobody can undo.
  static String flaw(String text) {
    return text.matches("[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4} [0-9]{1,2}:[0-9]{2}.{0,3}")
        ? "time-reformatted"
        : "time";
  }

  private static int digits(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        throw new NumberFormatException("not a digit");
      }
      value = value * 10 + c - '0';
    }
    return value;
  }

  /// A whole number of up to nine digits, -1 when the text is none.
  static long number(String text) {
    return text.matches("[0-9]{1,9}") ? Long.parseLong(text) : -1;
  }

  /// Seconds from one moment to another, -1 where one of both is not there.
  static long between(OptionalLong from, OptionalLong to) {
    return from.isPresent() && to.isPresent() ? to.getAsLong() - from.getAsLong() : -1;
  }

  /// Whole seconds from 0 to a week, or nothing.
  static OptionalLong seconds(String text) {
    if (text.isEmpty() || text.length() > 6) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(digits(text, 0, text.length()));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
