package org.wasl.numbering.filing;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// A national plan as it is filed with ITU (ITU-T E.129): what the writer writes and the reader
/// reads back unchanged.
///
/// @param country name in each language of the document
/// @param trunkPrefix empty where there is none
/// @param entries texts in one line, without leading, trailing or double spaces
public record PlanFiling(
    Names country,
    Names authority,
    String countryCode,
    String internationalPrefix,
    String trunkPrefix,
    LocalDate date,
    List<Proposed> entries) {

  /// A name in the three languages of the document.
  public record Names(String ar, String en, String fr) {}

  public PlanFiling {
    entries = List.copyOf(entries);
    if (!countryCode.matches("[1-9][0-9]{0,2}")
        || !trunkPrefix.matches("[0-9]?")
        || !internationalPrefix.matches("[0-9]{1,5}")) {
      throw new IllegalArgumentException("not the prefixes of a plan: " + countryCode);
    }
    for (Proposed entry : entries) {
      requireWritable(entry, trunkPrefix);
    }
  }

  private static void requireWritable(Proposed entry, String trunk) {
    for (String text : List.of(entry.usage(), entry.holder(), entry.area(), entry.note())) {
      if (!PlainText.words(text).equals(text) || TableReader.isDitto(text)) {
        throw new IllegalArgumentException("a text that a table cannot carry: " + text);
      }
    }
    boolean e164 = entry.resource() == FiledResource.E164;
    if (e164 && !trunk.isEmpty() && entry.range().first().startsWith(trunk)) {
      throw new IllegalArgumentException("a code with trunk prefix: " + entry.range());
    }
    Optional<Lengths> lengths = entry.lengths();
    if (lengths.isPresent() && lengths.get().most() < entry.range().length()) {
      throw new IllegalArgumentException("a code longer than its numbers: " + entry.range());
    }
    if (lengths.isEmpty() && entry.resource() == FiledResource.SHORT) {
      throw new IllegalArgumentException("a short code without length: " + entry.range());
    }
  }
}
