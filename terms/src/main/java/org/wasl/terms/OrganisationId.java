package org.wasl.terms;

import java.util.regex.Pattern;

/// Identifies an organisation inside a node, for example `sy.telecom`: lower case letters, digits,
/// dots and hyphens, 2 to 63 characters. Names change with time and are dated data; the id does
/// not.
public record OrganisationId(String value) implements Comparable<OrganisationId> {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9.-]{0,61}[a-z0-9]");

  public OrganisationId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not an organisation id: " + value);
    }
  }

  @Override
  public int compareTo(OrganisationId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
