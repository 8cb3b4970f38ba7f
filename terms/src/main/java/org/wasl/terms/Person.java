package org.wasl.terms;

import java.util.regex.Pattern;

/// The account of a person who acts on a node: the user name, 2 to 64 characters, and the
/// organisation for which they act. Never crosses the border.
public record Person(String user, OrganisationId organisation) {
  private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{N}._@-]{2,64}");

  public Person {
    if (!FORM.matcher(user).matches()) {
      throw new IllegalArgumentException("not a user name: " + user);
    }
  }
}
