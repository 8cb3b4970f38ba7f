package org.wasl.terms;

import java.util.regex.Pattern;

/// A foreseen "no": a stable code for machines and the reason in both languages for people.
///
/// @param code dotted lower case words, stable for ever, for example `voice.account.closed`
/// @param text what, where, why, and what to do
public record Refusal(String code, LocalizedText text) {
  private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z0-9-]+)*");

  public Refusal {
    if (code.length() > 96 || !CODE.matcher(code).matches()) {
      throw new IllegalArgumentException("not a refusal code: " + code);
    }
  }

  public static Refusal of(String code, String ar, String en) {
    return new Refusal(code, new LocalizedText(ar, en));
  }
}
