package org.wasl.numbering.filing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a communication: each of its tables into proposals and defects.
public final class FilingReader {
  private static final Pattern TRUNK =
      Pattern.compile(
          "(?iu)(?:(?:national|trunk) (?:\\(trunk\\) )?prefix|préfixe national|البادئة الوطنية)"
              + "[^0-9\\n]{0,20}?[:=] ?[\"“”'«]?(?:(\\d)(?!\\d)|none\\b|aucun|لا يوجد)");
  private static final Pattern COUNTRY_CODE =
      Pattern.compile(
          "(?iu)(?:country code|indicatif de pays|رمز البلد)[^0-9\\n]{0,20}\\+ ?(\\d{1,3})(?!\\d)");
  private static final Pattern DATE =
      Pattern.compile(
          "(?iu)(?:date of presentation|date de présentation|تاريخ العرض): ?(\\d{4}-\\d{2}-\\d{2})");
  private final FilingContext known;

  /// @param known what the reader's own records say; the document's own statement fills the gaps
  public FilingReader(FilingContext known) {
    this.known = known;
  }

  public Filing read(FiledDocument document) {
    FilingContext context = context(document);
    List<TableReading> readings = new ArrayList<>();
    for (FiledTable table : document.tables()) {
      TableReading reading = new TableReader(context, date(document)).read(table);
      readings.add(LicenceNotes.attached(reading, document.text()));
    }
    return new Filing(document, readings);
  }

  private FilingContext context(FiledDocument document) {
    String code = known.countryCode().isEmpty() ? countryCode(document) : known.countryCode();
    Optional<String> trunk = known.trunkPrefix().or(() -> trunk(document.text()));
    return new FilingContext(code, trunk);
  }

  private static String digits(String text) {
    String digits = PlainText.line(text).replaceAll("[^0-9]", "");
    return digits.length() <= 4 ? digits : "";
  }

  private static String countryCode(FiledDocument document) {
    Matcher found = COUNTRY_CODE.matcher(document.text());
    String stated = digits(document.countryCode());
    return stated.isEmpty() && found.find() ? found.group(1) : stated;
  }

  private static Optional<LocalDate> date(FiledDocument document) {
    Matcher found = DATE.matcher(document.text());
    return document
        .date()
        .or(() -> found.find() ? DateText.read(found.group(1)) : Optional.empty());
  }

  /// What the document says of a national prefix; empty text for "none".
  private static Optional<String> trunk(String text) {
    Matcher found = TRUNK.matcher(text);
    return found.find()
        ? Optional.of(found.group(1) == null ? "" : found.group(1))
        : Optional.empty();
  }
}
