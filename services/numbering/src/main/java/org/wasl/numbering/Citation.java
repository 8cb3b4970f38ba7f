package org.wasl.numbering;

import org.wasl.terms.country.Sourced.Confidence;

/// Where an entry comes from.
///
/// @param document what it is called: a bulletin, a decision, a notice; at most 200 characters
/// @param row the row, article or place in it, as a person finds it again; at most 200 characters
/// @param confidence how sure it is
public record Citation(String document, String row, Confidence confidence) {
  public Citation {
    if (document.isBlank() || document.length() > 200 || row.isBlank() || row.length() > 200) {
      throw new IllegalArgumentException("an entry names its document and its row");
    }
  }
}
