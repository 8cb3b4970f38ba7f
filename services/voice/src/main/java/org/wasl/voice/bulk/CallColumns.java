package org.wasl.voice.bulk;

import java.util.Arrays;

/// Where the parts of a record stand in a line of separated values without quotes. What does not
/// read like this is left to the format's own, slower reader.
///
/// @param separator one ASCII character
/// @param width how many columns a line has, 0 where any number will do
/// @param hasHeader whether the first line is no record
/// @param from column of the calling number, from 0; the others likewise
/// @param seizure column of the start, the same as `answer` where there is one time only
/// @param trunk column of the trunk group, -1 where there is none
/// @param withOffset whether times end with `Z` or an offset
/// @param answered what tells an answered call
/// @param numbers how numbers are written
public record CallColumns(
    byte separator,
    int width,
    boolean hasHeader,
    int from,
    int to,
    int seizure,
    int answer,
    int seconds,
    int trunk,
    boolean withOffset,
    Answered answered,
    Numbers numbers) {
  static final int MAX_COLUMNS = 64;

  /// What tells an answered call.
  public enum Answered {
    /// The answer time is there.
    TIME,
    /// The duration is not zero.
    SECONDS
  }

  /// How numbers are written.
  public enum Numbers {
    /// E.164 digits, with or without `+`.
    INTERNATIONAL,
    /// As dialled or recorded in the home country: `+`, international prefix, trunk prefix, bare.
    AS_DIALLED
  }

  /// The columns of `wasl-csv/1`.
  public static final CallColumns WASL =
      new CallColumns(
          (byte) ',', 8, true, 1, 2, 3, 4, 5, 6, true, Answered.TIME, Numbers.AS_DIALLED);

  public CallColumns {
    int[] all = {from, to, seizure, answer, seconds};
    boolean good = Arrays.stream(all).allMatch(column -> column >= 0 && column < MAX_COLUMNS);
    if (!good || trunk < -1 || trunk >= MAX_COLUMNS || separator <= 0 || separator == '\n') {
      throw new IllegalArgumentException("not the columns of a call record");
    }
  }

  int last() {
    return Math.max(
        Math.max(Math.max(from, to), Math.max(seizure, answer)), Math.max(seconds, trunk));
  }
}
