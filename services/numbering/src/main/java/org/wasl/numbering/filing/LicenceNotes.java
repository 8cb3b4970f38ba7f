package org.wasl.numbering.filing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Attaches what a filing says below its tables about a licence to the entries of that holder: the
/// sentence becomes part of their note, and a licence that is not issued makes them reserved.
final class LicenceNotes {
  private static final int LEAST_NAME = 5;
  private static final int MAX_LINES = 50;
  private static final int MAX_LINE = 300;
  private static final Pattern LICENCE = Pattern.compile("licen[cs]|رخصة|ترخيص");
  private static final Pattern NOT_ISSUED =
      Pattern.compile(
          "not (been |yet )*issued|لم (تصدر|يصدر|تمنح|يمنح)|pas (encore )?(été )?délivr");

  private LicenceNotes() {}

  static TableReading attached(TableReading reading, String text) {
    List<String> lines =
        text.lines()
            .map(PlainText::words)
            .filter(line -> line.length() <= MAX_LINE)
            .filter(line -> LICENCE.matcher(line.toLowerCase(Locale.ROOT)).find())
            .limit(MAX_LINES)
            .toList();
    if (lines.isEmpty() || reading.proposals().isEmpty()) {
      return reading;
    }
    List<Proposed> noted = new ArrayList<>();
    reading.proposals().forEach(each -> noted.add(noted(each, lines)));
    return new TableReading(
        reading.table(), reading.headings(), noted, reading.changes(), reading.defects());
  }

  private static Proposed noted(Proposed entry, List<String> lines) {
    String name = entry.holder().toLowerCase(Locale.ROOT);
    if (name.length() < LEAST_NAME) {
      return entry;
    }
    String note = entry.note();
    FiledStatus status = entry.status();
    for (String line : lines) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.contains(name)) {
        note = note.isEmpty() ? line : note + "; " + line;
        status = NOT_ISSUED.matcher(lower).find() ? FiledStatus.RESERVED : status;
      }
    }
    return new Proposed(
        entry.resource(),
        entry.range(),
        entry.lengths(),
        entry.usage(),
        entry.holder(),
        entry.area(),
        status,
        entry.validFrom(),
        entry.validTo(),
        note,
        entry.place());
  }
}
