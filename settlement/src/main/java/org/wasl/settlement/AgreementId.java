package org.wasl.settlement;

import java.util.regex.Pattern;

/// Names the bilateral agreement under which is settled, as its data file does.
public record AgreementId(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{1,62}");

  public AgreementId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not an agreement id: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
