package org.wasl.voice.reconciliation;

import java.util.regex.Pattern;
import org.wasl.settlement.LineKey;

/// A call as it may cross the border in a dispute, or one of our own in the same form: no number,
/// only keyed values.
///
/// @param key the line in which its side counts it
/// @param token of the number on the disputing receiver's own network
/// @param other the other number, 16 bits
/// @param time by its side's clock, seconds since 1970
/// @param exact price in exact units, by its side's tariff
public record Masked(
    LineKey key,
    long token,
    int other,
    long time,
    int seconds,
    int billed,
    long exact,
    String trunk) {
  private static final Pattern TRUNK = Pattern.compile("[A-Za-z0-9._/ -]{1,32}");
  private static final int DIGITS = 8;

  /// Both numbers, each cut to 16 bits: all that single calls are compared by, so that a number of
  /// the sender's side never crosses as more.
  public int pair() {
    return (int) (token >>> 16) << 16 | other & 0xFFFF;
  }

  /// The same call in another line at another moment.
  Masked at(LineKey line, long moment) {
    return new Masked(line, token, other, moment, seconds, billed, exact, trunk);
  }

  /// Whether a trunk group may be named across the border: no free text, no number.
  public static boolean isTrunkName(String name) {
    return TRUNK.matcher(name).matches()
        && name.chars().filter(Character::isDigit).count() < DIGITS;
  }
}
