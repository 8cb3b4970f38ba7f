package org.wasl.numbering.changing;

import java.util.Optional;

/// A number as an address book or a call record writes it, so that its changed form can be written
/// in the same manner: `+`, `00`, bare country code, trunk prefix or bare national.
///
/// @param lead what stands in front of the national (significant) number
/// @param national the national (significant) number, digits only
record WrittenNumber(String lead, String national) {
  private static final int MAX_RAW = 64;

  /// Empty when the text is no number of that country.
  static Optional<WrittenNumber> of(String text, NumberForm form) {
    if (text.length() > MAX_RAW) {
      return Optional.empty();
    }
    StringBuilder digits = new StringBuilder();
    boolean plus = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isDigit(c)) {
        digits.append((char) ('0' + Character.digit(c, 10)));
      } else if (c == '+' && digits.isEmpty() && !plus) {
        plus = true;
      } else if (!isSeparator(c)) {
        return Optional.empty();
      }
    }
    return split(digits.toString(), plus, form);
  }

  private static Optional<WrittenNumber> split(String digits, boolean plus, NumberForm form) {
    String code = form.countryCode();
    if (plus) {
      return without(digits, code, "+" + code);
    }
    String international = form.internationalPrefix() + code;
    if (digits.startsWith(international)) {
      return without(digits, international, international);
    }
    if (digits.startsWith(form.internationalPrefix())) {
      return Optional.empty();
    }
    String trunk = form.trunkPrefix();
    if (!trunk.isEmpty() && digits.startsWith(trunk)) {
      return without(digits, trunk, trunk);
    }
    if (digits.startsWith(code) && digits.length() - code.length() >= form.leastDigits()) {
      return without(digits, code, code);
    }
    return digits.isEmpty() ? Optional.empty() : Optional.of(new WrittenNumber("", digits));
  }

  private static Optional<WrittenNumber> without(String digits, String start, String lead) {
    boolean national = digits.startsWith(start) && digits.length() > start.length();
    return national
        ? Optional.of(new WrittenNumber(lead, digits.substring(start.length())))
        : Optional.empty();
  }

  private static boolean isSeparator(char c) {
    return " -()./\u00A0\t".indexOf(c) >= 0 || Character.getType(c) == Character.FORMAT;
  }

  String with(String other) {
    return lead + other;
  }
}
