package org.wasl.numbering;

import java.util.Optional;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.Validity;
import org.wasl.terms.country.Sourced;

/// A range of national destination codes of one plan (ITU-T E.129).
///
/// @param first the first code, without trunk prefix
/// @param last the last code, of the same length
/// @param leastDigits the shortest national (significant) number in the range
/// @param mostDigits the longest
/// @param kind what is behind it
/// @param holder to whom it is assigned, absent where to nobody
/// @param area the area of a geographic code, absent elsewhere
public record PlanEntry(
    String first,
    String last,
    int leastDigits,
    int mostDigits,
    Kind kind,
    Optional<OrganisationId> holder,
    Status status,
    Optional<LocalizedText> area,
    Validity validity,
    Sourced sourced) {

  public enum Kind {
    FIXED,
    MOBILE,
    OTHER
  }

  /// Where a range stands in its life.
  public enum Status {
    LIVE,
    RESERVED,
    LEGACY,
    WITHDRAWN
  }

  public PlanEntry {
    boolean digits = first.matches("[0-9]{1,9}") && last.matches("[0-9]{1,9}");
    if (!digits || first.length() != last.length() || first.compareTo(last) > 0) {
      throw new IllegalArgumentException("not a range of codes: " + first + " to " + last);
    }
    if (leastDigits < first.length() || mostDigits < leastDigits || mostDigits > 14) {
      throw new IllegalArgumentException("not lengths: " + leastDigits + " to " + mostDigits);
    }
  }

  /// Whether the national (significant) number begins with a code of this range.
  public boolean covers(String nationalNumber) {
    int length = first.length();
    if (nationalNumber.length() < length) {
      return false;
    }
    String code = nationalNumber.substring(0, length);
    return code.compareTo(first) >= 0 && code.compareTo(last) <= 0;
  }

  public boolean lengthFits(String nationalNumber) {
    return nationalNumber.length() >= leastDigits && nationalNumber.length() <= mostDigits;
  }
}
