package org.wasl.voice.bulk;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.wasl.voice.rating.ZoneClock;

/// Reads times written as `yyyy-MM-dd HH:mm:ss` or with `T` between, with `Z` or an offset behind
/// them where the format has it. The month and the offset are alike in most lines of a file and are
/// looked at when they change. One instance serves one thread.
final class TimeText {
  private static final long MONTH_MARKS = text("0000-00-");
  private static final long DIGITS_OF_MONTH = 0x00FFFF00FFFFFFFFL;
  private static final long CLOCK_MARKS = text("00:00:00");
  private static final long CLOCK_SIXES = 0x0606000606000606L;

  /// What must be zero where two digits, a colon and so on stand: the high half of each digit, the
  /// whole of each mark.
  private static final long CLOCK_MUST = 0xF0F0FFF0F0FFF0F0L;

  private final boolean withOffset;
  private final ZoneClock clock;
  private long month = -1;
  private long monthStart;
  private int monthLength;
  private long offsetText = -1;
  private int offset;

  /// Seconds since 1970 of the time that was read last.
  long instant;

  /// @param zone of times without offset
  TimeText(boolean withOffset, ZoneId zone) {
    this.withOffset = withOffset;
    this.clock = new ZoneClock(zone);
  }

  private static long text(String eight) {
    return EightBytes.at(eight.getBytes(StandardCharsets.US_ASCII), 0);
  }

  /// Reads a time and sets [#instant].
  ///
  /// @return the place behind it, -1 when there is none
  int read(byte[] bytes, int at) {
    long first = EightBytes.at(bytes, at);
    if (first != month && !isMonth(first)) {
      return -1;
    }
    long date = EightBytes.digitsAt(bytes, at + 8);
    byte between = bytes[at + 10];
    long time = EightBytes.at(bytes, at + 11) ^ CLOCK_MARKS;
    long odd = (time | time + CLOCK_SIXES) & CLOCK_MUST | (date | date + 0x0606) & 0xF0F0;
    long pairs = time * 10 + (time >>> 8);
    int day = (int) (date & 0xFF) * 10 + (int) (date >>> 8 & 0xFF);
    int hour = (int) pairs & 0xFF;
    int minute = (int) (pairs >>> 24) & 0xFF;
    int second = (int) (pairs >>> 48) & 0xFF;
    int beyond = 23 - hour | 59 - minute | 59 - second | day - 1 | monthLength - day;
    if (odd != 0 || beyond < 0 || (between != ' ' && between != 'T')) {
      return -1;
    }
    long local = (monthStart + day) * 86_400L + hour * 3_600 + minute * 60 + second;
    if (withOffset) {
      return offset(bytes, at + 19, local);
    }
    instant = clock.instant(local);
    return at + 19;
  }

  private boolean isMonth(long text) {
    long digits = text ^ MONTH_MARKS;
    boolean good =
        EightBytes.leading(digits & DIGITS_OF_MONTH) == 8 && (digits & ~DIGITS_OF_MONTH) == 0;
    int year = (int) EightBytes.number(digits, 4);
    int number = (int) EightBytes.number(digits >>> 40 & 0xFFFF, 2);
    if (!good || year < 1900 || number < 1 || number > 12) {
      return false;
    }
    LocalDate start = LocalDate.of(year, number, 1);
    monthStart = start.toEpochDay() - 1;
    monthLength = start.lengthOfMonth();
    month = text;
    return true;
  }

  private int offset(byte[] bytes, int at, long local) {
    if (bytes[at] == 'Z') {
      instant = local;
      return at + 1;
    }
    long text = EightBytes.head(EightBytes.at(bytes, at), 6);
    if (text != offsetText) {
      String written = new String(bytes, at, 6, StandardCharsets.US_ASCII);
      if (!written.matches("[+-](0[0-9]|1[0-7]):[0-5][0-9]")) {
        return -1;
      }
      offset = ZoneOffset.of(written).getTotalSeconds();
      offsetText = text;
    }
    instant = local - offset;
    return at + 6;
  }
}
