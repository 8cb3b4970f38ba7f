package org.wasl.voice.sheets;

import java.time.LocalDate;
import java.util.Optional;
import org.wasl.voice.TariffRow;

/// What a sheet does to one prefix, against the tariff last accepted.
///
/// @param before the rate in force on the day of the change, where there is one; of a withdrawn
///   rate that rate, which would have begun on that day
/// @param after the new rate, absent where the prefix ends
public record SheetChange(
    String prefix,
    String origin,
    LocalDate effective,
    Kind kind,
    Optional<TariffRow> before,
    Optional<TariffRow> after) {

  /// What happens to the price. A rate of which any part rises is an increase.
  public enum Kind {
    NEW,
    INCREASED,
    DECREASED,
    UNCHANGED,
    BLOCKED,
    DELETED,
    /// A rate accepted for a later day never begins: a sheet holds in its place.
    WITHDRAWN
  }
}
