package org.wasl.terms;

import java.util.Locale;

/// A text that people read, in Arabic and in English; both are always present.
///
/// @param ar the Arabic text, not blank
/// @param en the English text, not blank
public record LocalizedText(String ar, String en) {
  public LocalizedText {
    if (ar.isBlank() || en.isBlank()) {
      throw new IllegalArgumentException("a text needs both languages: ar=" + ar + " en=" + en);
    }
  }

  /// The text in the reader's language; Arabic is the default of the product.
  public String in(Locale locale) {
    return locale.getLanguage().equals("en") ? en : ar;
  }
}
