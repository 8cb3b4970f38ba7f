package org.wasl.numbering.classifying;

import java.time.Instant;
import java.util.Optional;
import org.wasl.numbering.Citation;
import org.wasl.numbering.Holder;
import org.wasl.numbering.PlanEntry.Usage;
import org.wasl.numbering.RecordedEntry;
import org.wasl.terms.LocalizedText;

/// What a number is, and the entry that says so.
///
/// @param e164 the number in international form, absent for short codes and what is no number
/// @param basis the row of the registry that decided, with document and row; absent where no row
///   speaks of the number
/// @param moved where the number changed: what it is now
public record Classification(
    Outcome outcome,
    Optional<String> e164,
    Optional<RecordedEntry> basis,
    Optional<NewForm> moved) {

  /// The present form of a number that changed.
  ///
  /// @param e164 in international form
  /// @param from since when it works
  /// @param parallelTo until when the old form works or worked beside it
  /// @param stillWorks whether the old form works at the moment asked about
  public record NewForm(String e164, Instant from, Instant parallelTo, boolean stillWorks) {}

  /// Of a number that did not change.
  public Classification(Outcome outcome, Optional<String> e164, Optional<RecordedEntry> basis) {
    this(outcome, e164, basis, Optional.empty());
  }

  Classification moved(Optional<NewForm> form) {
    return new Classification(outcome, e164, basis, form);
  }

  /// Every answer that there is.
  public sealed interface Outcome {
    /// The stable code of the answer, as files and interfaces carry it.
    default String code() {
      return switch (this) {
        case Live _ -> "LIVE";
        case Reserved _ -> "RESERVED";
        case AllocatedNotInService _ -> "ALLOCATED_NOT_IN_SERVICE";
        case Withdrawn _ -> "WITHDRAWN";
        case Quarantine _ -> "QUARANTINE";
        case Unallocated _ -> "UNALLOCATED";
        case TooShort _ -> "TOO_SHORT";
        case TooLong _ -> "TOO_LONG";
        case TrunkZeroIncluded _ -> "TRUNK_ZERO_INCLUDED";
        case ShortCode _ -> "SHORT_CODE";
        case LegacyUnconfirmed _ -> "LEGACY_UNCONFIRMED";
        case Disputed _ -> "DISPUTED";
        case Foreign _ -> "FOREIGN";
        case NotANumber _ -> "NOT_A_NUMBER";
      };
    }

    /// In service at that time.
    record Live(Optional<Holder> holder, Usage usage, Optional<LocalizedText> area)
        implements Outcome {}

    /// Set aside, not issued.
    record Reserved(Optional<Instant> until) implements Outcome {}

    /// A decision exists, not activated.
    record AllocatedNotInService(Optional<Holder> holder) implements Outcome {}

    /// Was live, no longer.
    ///
    /// @param since at the latest
    /// @param after where the day is not known: not before this
    record Withdrawn(Instant since, Optional<Instant> after) implements Outcome {}

    /// Rests, nobody's.
    record Quarantine(Optional<Instant> until) implements Outcome {}

    /// Belongs to nobody.
    record Unallocated() implements Outcome {}

    /// @param by digits that are missing
    record TooShort(int by) implements Outcome {}

    /// @param by digits too many
    record TooLong(int by) implements Outcome {}

    /// The national prefix was left behind the country code.
    ///
    /// @param corrected the number without it
    /// @param of what that is
    record TrunkZeroIncluded(String corrected, Outcome of) implements Outcome {}

    record ShortCode(Usage usage) implements Outcome {}

    record LegacyUnconfirmed() implements Outcome {}

    /// Two sources contradict each other.
    ///
    /// @param one the source of the entry
    /// @param other what its note names
    record Disputed(Citation one, String other) implements Outcome {}

    /// Another country.
    ///
    /// @param countryCode empty where no country has it
    record Foreign(String countryCode) implements Outcome {}

    /// @param reason stable code: `letters`, `oversize`, `withheld`, `too-long`
    record NotANumber(String reason) implements Outcome {}
  }
}
