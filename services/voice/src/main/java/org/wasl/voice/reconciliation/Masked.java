package org.wasl.voice.reconciliation;

import org.wasl.settlement.LineKey;

/// A call as it may cross the border in a dispute, or one of our own in the same form: no number,
/// only keyed values.
///
/// @param key the line in which its side counts it
/// @param token of the number on the disputing receiver's own network
/// @param other the other number, 16 bits
/// @param time by its side's clock, seconds since 1970
/// @param exact price in exact units, by its side's tariff
/// @param trunk group by which the call came or went; [#UNNAMED] where its name may not cross
public record Masked(
    LineKey key,
    long token,
    int other,
    long time,
    int seconds,
    int billed,
    long exact,
    String trunk) {
  /// Stands for every trunk group whose name may not cross: none was recorded, or it is the number
  /// or the telephone of a subscriber, or free text.
  public static final String UNNAMED = "-";

  private static final int LONGEST = 32;
  private static final int DIGITS = 8;

  public Masked {
    trunk = told(trunk);
  }

  /// Both numbers, each cut to 16 bits: all that single calls are compared by, so that a number of
  /// the sender's side never crosses as more.
  public int pair() {
    return (int) (token >>> 16) << 16 | other & 0xFFFF;
  }

  /// The same call in another line at another moment.
  Masked at(LineKey line, long moment) {
    return new Masked(line, token, other, moment, seconds, billed, exact, trunk);
  }

  /// The name by which a trunk group is told across the border.
  public static String told(String trunk) {
    return isTrunkName(trunk) ? trunk : UNNAMED;
  }

  /// Whether a trunk group may be named across the border: no free text, no number. Latin letters,
  /// fewer than eight digits, dots, slashes, spaces, dashes and underscores, at most 32.
  public static boolean isTrunkName(String name) {
    int digits = 0;
    for (int i = 0; i < name.length(); i++) {
      char each = name.charAt(i);
      if (each >= '0' && each <= '9') {
        digits++;
      } else if (!isLetter(each) && "._/ -".indexOf(each) < 0) {
        return false;
      }
    }
    return !name.isEmpty() && name.length() <= LONGEST && digits < DIGITS;
  }

  private static boolean isLetter(char each) {
    return each >= 'a' && each <= 'z' || each >= 'A' && each <= 'Z';
  }
}
