package org.wasl.post.edi.layout;

import org.wasl.terms.LocalizedText;

/// A message that does not say what it has to: which part, which field and what is there.
public final class MalformedMessageException extends RuntimeException {
  private final String part;
  private final String field;
  private final String found;

  public MalformedMessageException(String part, String field, String found) {
    super(part + "." + field + (found.isEmpty() ? " is missing" : " cannot be read"));
    this.part = part;
    this.field = field;
    this.found = found;
  }

  public String part() {
    return part;
  }

  public String field() {
    return field;
  }

  public String found() {
    return found;
  }

  public LocalizedText text() {
    String place = part + "." + field;
    return found.isEmpty()
        ? new LocalizedText("حقل إلزامي مفقود: " + place, "a mandatory field is missing: " + place)
        : new LocalizedText(
            "قيمة لا تُقرأ: " + place + ": " + found,
            "a value cannot be read: " + place + ": " + found);
  }
}
