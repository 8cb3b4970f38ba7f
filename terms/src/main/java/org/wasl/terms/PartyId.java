package org.wasl.terms;

import java.util.regex.Pattern;

/// Identifies a party to the memorandum (a country), as its folder under `countries/` is named: two
/// to eight lower case letters.
public record PartyId(String value) implements Comparable<PartyId> {
  private static final Pattern FORM = Pattern.compile("[a-z]{2,8}");

  public PartyId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a party id: " + value);
    }
  }

  @Override
  public int compareTo(PartyId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
