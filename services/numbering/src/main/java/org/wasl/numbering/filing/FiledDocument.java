package org.wasl.numbering.filing;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// One communication of an administration, as read.
///
/// @param name file and, where a file holds many, the communication
/// @param country as written in the document, empty where it does not say
/// @param countryCode digits, empty where the document does not say
/// @param date of the communication
/// @param text what stands outside tables
public record FiledDocument(
    String name,
    String country,
    String countryCode,
    Optional<LocalDate> date,
    List<FiledTable> tables,
    String text) {
  public FiledDocument {
    tables = List.copyOf(tables);
  }
}
