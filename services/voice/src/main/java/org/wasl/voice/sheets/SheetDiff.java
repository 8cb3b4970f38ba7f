package org.wasl.voice.sheets;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.wasl.terms.Validity;
import org.wasl.voice.TariffRow;
import org.wasl.voice.TrafficAgreement;
import org.wasl.voice.TrafficAgreement.Notice;
import org.wasl.voice.sheets.SheetChange.Kind;

/// Compares a sheet with the tariff last accepted, and makes the tariff that holds once the sheet
/// is accepted, too.
///
/// @param tariff all rates accepted so far, of all streams
public record SheetDiff(List<TariffRow> tariff, RateSheet sheet) {
  public SheetDiff {
    tariff = List.copyOf(tariff);
  }

  /// An agreement with the tariff that accepted sheets make, and their digests in its basis.
  ///
  /// @param accepted in the order in which they build on one another
  public static TrafficAgreement inForce(TrafficAgreement agreement, List<RateSheet> accepted) {
    List<TariffRow> tariff = agreement.tariff();
    List<String> digests = new ArrayList<>(agreement.digests());
    for (RateSheet each : accepted) {
      tariff = new SheetDiff(tariff, each).accepted();
      digests.add(each.digest());
    }
    return agreement.with(tariff, digests);
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
      List<TariffRow> rows = known.getOrDefault(row.key(), List.of());
      changes.addAll(withdrawn(rows, row.effective(), Optional.of(row)));
      known.remove(row.key());
    }
    if (sheet.complete()) {
      for (List<TariffRow> rows : known.values()) {
        deleted(rows).ifPresent(changes::add);
        changes.addAll(withdrawn(rows, sheet.effective(), Optional.empty()));
      }
    }
    return changes;
  }

  /// Rates that were accepted for later days: the sheet takes their place before they begin.
  ///
  /// @param by the sheet's rate of the prefix, absent where it names none
  private static List<SheetChange> withdrawn(
      List<TariffRow> rows, LocalDate effective, Optional<SheetRow> by) {
    List<SheetChange> withdrawn = new ArrayList<>();
    for (TariffRow row : rows) {
      LocalDate first = row.validity().from().orElse(LocalDate.MIN);
      if (first.isAfter(effective)) {
        Optional<TariffRow> after =
            by.filter(each -> !each.blocked())
                .map(SheetRow::row)
                .filter(each -> each.validity().holdsOn(first));
        withdrawn.add(
            new SheetChange(
                row.prefix(), row.origin(), first, Kind.WITHDRAWN, Optional.of(row), after));
      }
    }
    return withdrawn;
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
    boolean sameHours = old.profile().equals(after.profile());
    // of other hours, only a rate that is nowhere higher than the old one anywhere is no increase
    long oldPeak = sameHours ? old.peakMicros() : Math.min(old.peakMicros(), old.offPeakMicros());
    long oldOffPeak = sameHours ? old.offPeakMicros() : oldPeak;
    long[][] parts = {
      {oldPeak, after.peakMicros()},
      {oldOffPeak, after.offPeakMicros()},
      {old.initial(), after.initial()},
      {old.step(), after.step()},
      {old.minimum(), after.minimum()},
      {-old.grace(), -after.grace()},
      {old.connectMicros(), after.connectMicros()},
      {old.attemptMicros(), after.attemptMicros()}
    };
    boolean falls = !sameHours;
    for (long[] part : parts) {
      if (part[1] > part[0]) {
        return Kind.INCREASED;
      }
      falls |= part[1] < part[0];
    }
    return falls ? Kind.DECREASED : Kind.UNCHANGED;
  }

  /// The changes that begin sooner than the agreement allows, and those of any kind that begin
  /// before they are announced. A new prefix counts as an increase where calls to it cost less
  /// until then by the rate of a shorter one, and so does the end of a prefix, closed, left out or
  /// with a last day, where the shorter one costs more; a rate accepted for a later day that is
  /// withdrawn counts as one where that day costs more without it.
  ///
  /// @param announced the day on which the sheet is announced
  public List<SheetChange> tooSoon(LocalDate announced, Notice notice) {
    Map<String, List<TariffRow>> known = byKey();
    return Stream.concat(changes().stream(), ends(known))
        .filter(change -> !changesNothing(change))
        .filter(change -> change.effective().isBefore(firstDay(change, known, announced, notice)))
        .toList();
  }

  private static LocalDate firstDay(
      SheetChange change, Map<String, List<TariffRow>> known, LocalDate announced, Notice notice) {
    if (isRise(change, known)) {
      return announced.plusDays(notice.increaseDays());
    }
    return change.kind() == Kind.DECREASED ? announced.plusDays(notice.decreaseDays()) : announced;
  }

  /// Rates of the sheet with a last day: from then on a prefix that had a rate has none.
  private Stream<SheetChange> ends(Map<String, List<TariffRow>> known) {
    return sheet.rows().stream()
        .filter(row -> !row.blocked() && row.row().validity().to().isPresent())
        .map(row -> {
          LocalDate end = row.row().validity().to().orElseThrow();
          return new SheetChange(
              row.row().prefix(),
              row.row().origin(),
              end,
              Kind.DELETED,
              inForce(known.getOrDefault(row.key(), List.of()), end),
              Optional.empty());
        })
        .filter(change -> change.before().isPresent());
  }

  /// Whether the rate goes on as it is, in the same line of the account and as long.
  private static boolean changesNothing(SheetChange change) {
    return change.kind() == Kind.UNCHANGED
        && change
            .before()
            .map(TariffRow::destination)
            .equals(change.after().map(TariffRow::destination))
        && change
            .before()
            .flatMap(row -> row.validity().to())
            .equals(change.after().flatMap(row -> row.validity().to()));
  }

  private static boolean isRise(SheetChange change, Map<String, List<TariffRow>> known) {
    return switch (change.kind()) {
      case INCREASED -> true;
      case DECREASED, UNCHANGED -> false;
      case NEW ->
          covering(change, known)
              .filter(shorter ->
                  kind(Optional.of(shorter), change.after().orElseThrow()) == Kind.INCREASED)
              .isPresent();
      case DELETED, BLOCKED, WITHDRAWN ->
          change
              .after()
              .or(() -> covering(change, known))
              .filter(instead -> kind(change.before(), instead) == Kind.INCREASED)
              .isPresent();
    };
  }

  /// The rate that serves a prefix where it has none of its own, on the first day of a change.
  private static Optional<TariffRow> covering(
      SheetChange change, Map<String, List<TariffRow>> known) {
    for (int length = change.prefix().length(); length > 0; length--) {
      for (String origin : change.origin().isEmpty() ? List.of("") : List.of(change.origin(), "")) {
        String key = change.prefix().substring(0, length) + "/" + origin;
        boolean itself = length == change.prefix().length() && origin.equals(change.origin());
        Optional<TariffRow> row =
            itself
                ? Optional.empty()
                : inForce(known.getOrDefault(key, List.of()), change.effective());
        if (row.isPresent()) {
          return row;
        }
      }
    }
    return Optional.empty();
  }

  /// Changes of any kind that begin before a day: a month that was accounted for never changes.
  public List<SheetChange> before(LocalDate day) {
    return changes().stream()
        .filter(change -> !changesNothing(change) && change.effective().isBefore(day))
        .toList();
  }

  /// The tariff with the sheet in force: old rates end where new ones begin, and what was accepted
  /// for later days is withdrawn.
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
    return Optional.of(row.with(new Validity(from, Optional.of(day))));
  }
}
