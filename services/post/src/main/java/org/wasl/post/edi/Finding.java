package org.wasl.post.edi;

import org.wasl.terms.LocalizedText;

/// Something wrong with an interchange, where, what was expected and what is there.
///
/// What is there may be a name or an address of somebody: a finding is kept, shown and erased like
/// the message that it is about, and crosses no border; CONTRL says codes and places alone.
///
/// @param expected a format, a tag, a number or codes; empty where the fault says it all
/// @param found what is there instead, shortened; empty where nothing is
public record Finding(
    EdiFault fault, Severity severity, Place place, String expected, String found) {
  private static final int LONGEST = 60;

  public Finding {
    expected = shortened(expected);
    found = shortened(found);
  }

  private static String shortened(String text) {
    StringBuilder out = new StringBuilder();
    int end = Math.min(text.length(), LONGEST);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      out.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '\ufffd' : c);
    }
    return text.length() > LONGEST && out.charAt(end - 1) != '…' ? out + "…" : out.toString();
  }

  /// Stable, for machines: `edi.` and the words of the fault.
  public String code() {
    return fault.code();
  }

  /// Fault, place, what was expected and what is there.
  public LocalizedText text() {
    LocalizedText where = place.text();
    return new LocalizedText(
        line(fault.text().ar(), where.ar(), "المتوقع", "الموجود", "؛ "),
        line(fault.text().en(), where.en(), "expected", "found", "; "));
  }

  private String line(String what, String where, String expect, String find, String semicolon) {
    return what
        + " ("
        + where
        + ")"
        + (expected.isEmpty() ? "" : semicolon + expect + ": " + expected)
        + (found.isEmpty() ? "" : semicolon + find + ": " + found);
  }

  @Override
  public String toString() {
    return text().en();
  }
}
