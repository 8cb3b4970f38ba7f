package org.wasl.voice;

import org.wasl.terms.Validity;

/// One rate: what calls of a stream to a prefix cost while it is valid.
///
/// @param prefix E.164 digits, country code first; the longest that fits decides
/// @param destination word used in accounts
/// @param peakMicros millionths of the currency a minute in the peak band
/// @param offPeakMicros outside it
/// @param initial seconds of the first step
/// @param step seconds of each further step
/// @param minimum least seconds billed
/// @param grace calls no longer than this cost nothing
/// @param connectMicros millionths for the answer itself
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
    long connectMicros) {
  public TariffRow {
    if (!prefix.matches("[1-9][0-9]{0,14}")
        || peakMicros < 0
        || offPeakMicros < 0
        || connectMicros < 0
        || initial < 1
        || step < 1
        || minimum < 0
        || grace < 0) {
      throw new IllegalArgumentException("not a tariff row: " + stream + " " + prefix);
    }
  }
}
