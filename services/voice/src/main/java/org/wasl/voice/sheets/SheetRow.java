package org.wasl.voice.sheets;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import org.wasl.terms.Validity;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.voice.TariffRow;
import org.wasl.voice.TimeProfile;

/// One rate of a sheet: a tariff row that begins on a day, or a prefix that is closed from then on.
///
/// @param row the rate; its validity begins on a day
/// @param blocked whether the prefix is not served any more; its rates do not count then
public record SheetRow(TariffRow row, boolean blocked) {
  public SheetRow {
    if (row.validity().from().isEmpty()) {
      throw new IllegalArgumentException("a rate of a sheet has a first day: " + row.prefix());
    }
  }

  public LocalDate effective() {
    return row.validity().from().orElseThrow();
  }

  /// What identifies a rate within a sheet.
  public String key() {
    return row.prefix() + "/" + row.origin();
  }

  Json.Obj json() {
    Json.Builder json =
        Json.Obj.with()
            .put("prefix", row.prefix())
            .put("origin", row.origin())
            .put("destination", row.destination())
            .put("from", effective().toString())
            .put("to", row.validity().to().map(LocalDate::toString).orElse(""))
            .put("peak", row.peakMicros())
            .put("offpeak", row.offPeakMicros())
            .put("initial", row.initial())
            .put("step", row.step())
            .put("minimum", row.minimum())
            .put("grace", row.grace())
            .put("connect", row.connectMicros())
            .put("attempt", row.attemptMicros())
            .put("blocked", blocked);
    // sheets that name no profile keep the bytes that were signed before profiles could be named
    if (!row.profile().equals(TimeProfile.STANDARD)) {
      json.put("profile", row.profile());
    }
    return json.end();
  }

  static SheetRow read(String stream, JsonObjectReader in) {
    try {
      String to = in.string("to");
      Validity validity =
          new Validity(
              Optional.of(LocalDate.parse(in.string("from"))),
              to.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(to)));
      TariffRow row =
          new TariffRow(
              stream,
              in.string("prefix"),
              in.string("destination"),
              validity,
              in.integer("peak"),
              in.integer("offpeak"),
              in.integer("initial", 1, TariffRow.MAX_STEP),
              in.integer("step", 1, TariffRow.MAX_STEP),
              in.integer("minimum", 0, TariffRow.MAX_STEP),
              in.integer("grace", 0, TariffRow.MAX_STEP),
              in.integer("connect"),
              in.integer("attempt"),
              in.string("origin"),
              in.optionalString("profile").orElse(TimeProfile.STANDARD));
      SheetRow read = new SheetRow(row, in.bool("blocked"));
      in.end();
      return read;
    } catch (IllegalArgumentException | DateTimeException e) {
      throw in.wrong("row", "a rate", String.valueOf(e.getMessage()));
    }
  }
}
