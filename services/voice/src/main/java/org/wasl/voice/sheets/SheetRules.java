package org.wasl.voice.sheets;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.wasl.voice.TariffRow;
import org.wasl.voice.TimeProfile;
import org.wasl.voice.TrafficAgreement;
import org.wasl.voice.TrafficAgreement.Notice;

/// What an agreement asks of a rate sheet.
///
/// @param currency of all rates
/// @param timeProfiles the names of time profiles that rates may name
/// @param tariff all rates accepted so far
/// @param notice how long before their first day changes must be announced
/// @param announced the day on which the sheet is announced
public record SheetRules(
    String currency,
    Set<String> timeProfiles,
    List<TariffRow> tariff,
    Notice notice,
    LocalDate announced) {
  public SheetRules {
    timeProfiles = Set.copyOf(timeProfiles);
    tariff = List.copyOf(tariff);
  }

  /// @param inForce the agreement with the tariff in force
  public static SheetRules of(TrafficAgreement inForce, LocalDate announced) {
    return new SheetRules(
        inForce.form().currency().code(),
        inForce.profiles().stream().map(TimeProfile::name).collect(Collectors.toSet()),
        inForce.tariff(),
        inForce.notice(announced),
        announced);
  }

  /// The changes of a sheet that begin too soon.
  public List<SheetChange> tooSoon(RateSheet sheet) {
    return new SheetDiff(tariff, sheet).tooSoon(announced, notice);
  }

  /// The stable code of why a change begins too soon.
  public String reason(SheetChange change) {
    boolean past = change.effective().isBefore(announced);
    return switch (change.kind()) {
      case INCREASED -> past ? "past-increase" : "increase-too-soon";
      case DECREASED -> past ? "past-change" : "decrease-too-soon";
      case NEW, UNCHANGED, BLOCKED, DELETED, WITHDRAWN ->
          past ? "past-change" : "increase-too-soon";
    };
  }
}
