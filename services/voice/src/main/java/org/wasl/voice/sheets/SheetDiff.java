package org.wasl.voice.sheets;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wasl.terms.Validity;
import org.wasl.voice.TariffRow;
import org.wasl.voice.sheets.SheetChange.Kind;

/// Compares a sheet with the tariff last accepted, and makes the tariff that holds once the sheet
/// is accepted, too.
///
/// @param tariff all rates accepted so far, of all streams
public record SheetDiff(List<TariffRow> tariff, RateSheet sheet) {
  public SheetDiff {
    tariff = List.copyOf(tariff);
  }

  /// What the sheet does, prefix by prefix.
  public List<SheetChange> changes() {
    Map<String, List<TariffRow>> known = byKey();
    List<SheetChange> changes = new ArrayList<>();
    for (SheetRow row : sheet.rows()) {
      Optional<TariffRow> before =
          inForce(known.getOrDefault(row.key(), List.of()), row.effective());
      Kind kind = row.blocked() ? Kind.BLOCKED : kind(before, row.row());
      changes.add(
          new SheetChange(
              row.row().prefix(),
              row.row().origin(),
              row.effective(),
              kind,
              before,
              row.blocked() ? Optional.empty() : Optional.of(row.row())));
      known.remove(row.key());
    }
    if (sheet.complete()) {
      known.values().forEach(rows -> deleted(rows).ifPresent(changes::add));
    }
    return changes;
  }

  private Map<String, List<TariffRow>> byKey() {
    Map<String, List<TariffRow>> known = new HashMap<>();
    for (TariffRow row : tariff) {
      if (row.stream().equals(sheet.stream())) {
        known.computeIfAbsent(key(row), _ -> new ArrayList<>()).add(row);
      }
    }
    return known;
  }

  private static String key(TariffRow row) {
    return row.prefix() + "/" + row.origin();
  }

  private static Optional<TariffRow> inForce(List<TariffRow> rows, LocalDate day) {
    return rows.stream().filter(row -> row.validity().holdsOn(day)).findFirst();
  }

  private Optional<SheetChange> deleted(List<TariffRow> rows) {
    return inForce(rows, sheet.effective())
        .map(row ->
            new SheetChange(
                row.prefix(),
                row.origin(),
                sheet.effective(),
                Kind.DELETED,
                Optional.of(row),
                Optional.empty()));
  }

  private static Kind kind(Optional<TariffRow> before, TariffRow after) {
    if (before.isEmpty()) {
      return Kind.NEW;
    }
    TariffRow old = before.get();
    long[][] parts = {
      {old.peakMicros(), after.peakMicros()},
      {old.offPeakMicros(), after.offPeakMicros()},
      {old.initial(), after.initial()},
      {old.step(), after.step()},
      {old.minimum(), after.minimum()},
      {-old.grace(), -after.grace()},
      {old.connectMicros(), after.connectMicros()},
      {old.attemptMicros(), after.attemptMicros()}
    };
    boolean falls = false;
    for (long[] part : parts) {
      if (part[1] > part[0]) {
        return Kind.INCREASED;
      }
      falls |= part[1] < part[0];
    }
    return falls ? Kind.DECREASED : Kind.UNCHANGED;
  }

  /// The increases that come too soon.
  ///
  /// @param today the day on which the sheet is sent
  /// @param noticeDays how long before an increase must be announced; with 0 it may begin today
  public List<SheetChange> tooSoon(LocalDate today, int noticeDays) {
    LocalDate first = today.plusDays(noticeDays);
    return changes().stream()
        .filter(change -> change.kind() == Kind.INCREASED && change.effective().isBefore(first))
        .toList();
  }

  /// Changes of any kind that begin before a day: a month that was accounted for never changes.
  public List<SheetChange> before(LocalDate day) {
    return changes().stream()
        .filter(change -> change.kind() != Kind.UNCHANGED && change.effective().isBefore(day))
        .toList();
  }

  /// The tariff with the sheet in force: old rates end where new ones begin.
  public List<TariffRow> accepted() {
    Map<String, SheetRow> fresh = new HashMap<>();
    sheet.rows().forEach(row -> fresh.put(row.key(), row));
    List<TariffRow> rows = new ArrayList<>();
    for (TariffRow old : tariff) {
      SheetRow by = fresh.get(key(old));
      boolean ours = old.stream().equals(sheet.stream());
      if (ours && by != null) {
        endingOn(old, by.effective()).ifPresent(rows::add);
      } else if (ours && sheet.complete()) {
        endingOn(old, sheet.effective()).ifPresent(rows::add);
      } else {
        rows.add(old);
      }
    }
    sheet.rows().stream().filter(row -> !row.blocked()).map(SheetRow::row).forEach(rows::add);
    return rows;
  }

  private static Optional<TariffRow> endingOn(TariffRow row, LocalDate day) {
    Optional<LocalDate> from = row.validity().from();
    Optional<LocalDate> to = row.validity().to();
    if (to.isPresent() && !to.get().isAfter(day)) {
      return Optional.of(row);
    }
    if (from.isPresent() && !from.get().isBefore(day)) {
      return Optional.empty();
    }
    return Optional.of(
        new TariffRow(
            row.stream(),
            row.prefix(),
            row.destination(),
            new Validity(from, Optional.of(day)),
            row.peakMicros(),
            row.offPeakMicros(),
            row.initial(),
            row.step(),
            row.minimum(),
            row.grace(),
            row.connectMicros(),
            row.attemptMicros(),
            row.origin()));
  }
}
