package org.wasl.voice;

import java.util.regex.Pattern;
import org.wasl.terms.Validity;

/// One rate: what calls of a stream to a prefix cost while it is valid.
///
/// @param prefix E.164 digits of the called number, country code first; the longest that fits
///   decides
/// @param destination word used in accounts
/// @param peakMicros millionths of the currency a minute in the peak band
/// @param offPeakMicros outside it
/// @param initial seconds of the first step
/// @param step seconds of each further step
/// @param minimum least seconds billed
/// @param grace calls no longer than this cost nothing
/// @param connectMicros millionths for the answer itself
/// @param attemptMicros millionths for each attempt, answered or not
/// @param origin E.164 digits that the calling number begins with, empty for every origin; among
///   rows of one prefix the longest origin that fits decides
/// @param profile name of the agreement's [TimeProfile] that tells its peak hours, empty for the
///   standard one
public record TariffRow(
    String stream,
    String prefix,
    String destination,
    Validity validity,
    long peakMicros,
    long offPeakMicros,
    int initial,
    int step,
    int minimum,
    int grace,
    long connectMicros,
    long attemptMicros,
    String origin,
    String profile) {
  /// The highest rate or fee: a million of the currency. Keeps the price of a call far inside a
  /// long.
  public static final long MAX_MICROS = 1_000_000_000_000L;

  /// The longest step or minimum: a week.
  public static final int MAX_STEP = 7 * 86_400;

  private static final int LONGEST_PREFIX = 15;
  private static final Pattern PROFILE = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  public TariffRow {
    if (!isPrefix(prefix) || !(origin.isEmpty() || isPrefix(origin))) {
      throw new IllegalArgumentException("not the prefixes of a tariff row: " + stream);
    }
    if (!profile.isEmpty() && !PROFILE.matcher(profile).matches()) {
      throw new IllegalArgumentException("not the profile of a tariff row: " + profile);
    }
    requireFee(peakMicros);
    requireFee(offPeakMicros);
    requireFee(connectMicros);
    requireFee(attemptMicros);
    requireSeconds(initial, 1);
    requireSeconds(step, 1);
    requireSeconds(minimum, 0);
    requireSeconds(grace, 0);
  }

  /// A row without a fee for attempts, for every origin, with the standard hours.
  public TariffRow(
      String stream,
      String prefix,
      String destination,
      Validity validity,
      long peakMicros,
      long offPeakMicros,
      int initial,
      int step,
      int minimum,
      int grace,
      long connectMicros) {
    this(
        stream,
        prefix,
        destination,
        validity,
        peakMicros,
        offPeakMicros,
        initial,
        step,
        minimum,
        grace,
        connectMicros,
        0,
        "",
        TimeProfile.STANDARD);
  }

  /// The same rate for other days.
  public TariffRow with(Validity other) {
    return new TariffRow(
        stream,
        prefix,
        destination,
        other,
        peakMicros,
        offPeakMicros,
        initial,
        step,
        minimum,
        grace,
        connectMicros,
        attemptMicros,
        origin,
        profile);
  }

  /// Up to 15 digits, the first of them not 0: by hand, since tariffs have a million of them.
  private static boolean isPrefix(String text) {
    boolean good = !text.isEmpty() && text.length() <= LONGEST_PREFIX && text.charAt(0) != '0';
    for (int i = 0; good && i < text.length(); i++) {
      good = text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    return good;
  }

  private static void requireFee(long micros) {
    if (micros < 0 || micros > MAX_MICROS) {
      throw new IllegalArgumentException("not a rate of a tariff row: " + micros);
    }
  }

  private static void requireSeconds(int seconds, int least) {
    if (seconds < least || seconds > MAX_STEP) {
      throw new IllegalArgumentException("not seconds of a tariff row: " + seconds);
    }
  }
}
