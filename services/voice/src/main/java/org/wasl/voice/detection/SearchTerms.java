package org.wasl.voice.detection;

import java.time.Duration;
import org.wasl.terms.Validity;
import org.wasl.terms.country.Sourced;

/// What both sides agreed on searching days for bypass without anybody asking. Without such terms
/// it never happens; the policy file of each node must allow the messages all the same.
///
/// @param byItself whether days are searched by themselves
/// @param quiet for how long no file with calls of a day must have come, where the accounts of its
///   month are not there yet
public record SearchTerms(
    int version, Validity validity, Sourced sourced, boolean byItself, Duration quiet) {
  public static final SearchTerms NONE =
      new SearchTerms(
          0,
          Validity.ALWAYS,
          new Sourced("no terms", Sourced.Confidence.UNCONFIRMED),
          false,
          Duration.ofDays(1));

  public SearchTerms {
    if (quiet.isNegative() || quiet.compareTo(Duration.ofDays(31)) > 0) {
      throw new IllegalArgumentException("quiet for 0 to 31 days");
    }
  }
}
