package org.wasl.post.forms;

import java.util.List;
import java.util.Optional;

/// Who sends an item or gets it, as a form names them.
///
/// @param name with the name of a business, if there is one, behind a line end
/// @param address at most [#MOST_LINES] lines: street, postcode, city
/// @param country as it is to be printed
/// @param reference for customs or tax
public record PostalParty(
    String name,
    List<String> address,
    String country,
    Optional<String> phone,
    Optional<String> email,
    Optional<String> reference) {
  public static final int MOST_LINES = 5;
  public static final int LONGEST = 150;

  public PostalParty {
    address = List.copyOf(address);
    if (address.size() > MOST_LINES) {
      throw new IllegalArgumentException("an address of more than " + MOST_LINES + " lines");
    }
    FormLimits.requireShort(name, LONGEST);
    FormLimits.requireShort(country, LONGEST);
    address.forEach(each -> FormLimits.requireShort(each, LONGEST));
    phone.ifPresent(each -> FormLimits.requireShort(each, LONGEST));
    email.ifPresent(each -> FormLimits.requireShort(each, LONGEST));
    reference.ifPresent(each -> FormLimits.requireShort(each, LONGEST));
  }

  String text() {
    StringBuilder out = new StringBuilder(name);
    address.forEach(each -> out.append('\n').append(each));
    out.append('\n').append(country);
    phone.ifPresent(each -> out.append('\n').append(each));
    email.ifPresent(each -> out.append('\n').append(each));
    return out.toString();
  }
}
