package org.wasl.post.forms;

import java.util.Optional;
import java.util.function.Function;
import org.wasl.post.Office;
import org.wasl.post.OfficeCode;
import org.wasl.terms.LocalizedText;

/// The names of offices; one that nobody names is called by its code.
public record Offices(Function<OfficeCode, Optional<Office>> finding) {
  Office office(OfficeCode code) {
    return finding
        .apply(code)
        .orElseGet(() -> new Office(code, new LocalizedText(code.value(), code.value())));
  }

  /// Code and names of an office as a form prints them.
  public String named(OfficeCode code) {
    return FormText.office(office(code));
  }
}
