package org.wasl.post.recording;

import java.util.List;
import java.util.UUID;
import org.wasl.post.DispatchKey;
import org.wasl.post.OfficeCode;

/// A verification note (CN 43): what the office of destination found wrong with a dispatch, written
/// by two people, numbered by office and year. Accepted, or not answered in time, it corrects what
/// is accounted for.
///
/// @param number of the office in that year, from 1
/// @param irregularities 1 to [#MOST]
/// @param text what the office adds, in whatever language
public record VerificationNote(
    UUID id,
    OfficeCode office,
    int year,
    int number,
    DispatchKey dispatch,
    List<Irregularity> irregularities,
    String text) {
  public static final int MOST = 10_000;
  public static final int LONGEST_TEXT = 2_000;

  public VerificationNote {
    irregularities = List.copyOf(irregularities);
    if (irregularities.isEmpty() || irregularities.size() > MOST) {
      throw new IllegalArgumentException("a note names 1 to " + MOST + " irregularities");
    }
    if (number < 1 || number > 999_999) {
      throw new IllegalArgumentException("not a number of a note: " + number);
    }
    if (text.length() > LONGEST_TEXT) {
      throw new IllegalArgumentException("a text of " + text.length() + " characters");
    }
  }
}
