package org.wasl.numbering.classifying;

import java.time.Instant;
import java.util.Optional;
import org.wasl.numbering.E164Number;
import org.wasl.numbering.NationalPlan;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.RecordedEntry;
import org.wasl.numbering.Span;
import org.wasl.numbering.classifying.Classification.Outcome;
import org.wasl.numbering.lookup.PlanBook;
import org.wasl.numbering.lookup.PlanSnapshot;
import org.wasl.numbering.normalising.Dialled;
import org.wasl.terms.PartyId;

/// Says of any number what it is at a moment, by the plans as known at a moment, and which entry
/// says so. It never guesses beyond the plans: another country is named by its code alone.
public record Classifier(PlanBook plans, CountryCodes countryCodes) {
  /// Bare digits of at least so many that begin with a country code of a plan are international.
  private static final int WHOLE = 10;

  /// As known now.
  public Classification classify(String raw, PartyId home, Instant at) {
    return classify(raw, home, plans.at(at));
  }

  /// @param raw as written, at most [Dialled#MAX_RAW] characters
  /// @param home the country in which it was dialled or written
  public Classification classify(String raw, PartyId home, Instant at, Instant knownAt) {
    return classify(raw, home, plans.at(at, knownAt));
  }

  public Classification classify(String raw, PartyId home, PlanSnapshot snapshot) {
    return switch (Dialled.read(raw)) {
      case Dialled.Withheld _ -> notANumber("withheld");
      case Dialled.NotDigits(String reason) -> notANumber(reason);
      case Dialled.Digits(String digits, boolean plus) ->
          classify(digits, plus, snapshot.plan(home), snapshot);
    };
  }

  private Classification classify(
      String digits, boolean plus, NationalPlan home, PlanSnapshot snapshot) {
    if (plus) {
      return international(digits, snapshot);
    }
    Optional<RecordedEntry> shortCode = snapshot.shortCode(home.party(), digits);
    if (shortCode.isPresent()) {
      return new Classification(
          new Outcome.ShortCode(shortCode.get().entry().usage()), Optional.empty(), shortCode);
    }
    if (digits.startsWith(home.internationalPrefix())) {
      return international(digits.substring(home.internationalPrefix().length()), snapshot);
    }
    String trunk = home.trunkPrefix();
    if (!trunk.isEmpty() && digits.startsWith(trunk)) {
      return national(home, digits.substring(trunk.length()), snapshot);
    }
    boolean whole = digits.length() >= WHOLE && digits.startsWith(home.countryCode());
    return whole || digits.length() > WHOLE
        ? international(digits, snapshot)
        : national(home, digits, snapshot);
  }

  private Classification international(String digits, PlanSnapshot snapshot) {
    Optional<NationalPlan> plan = snapshot.planOf(digits);
    if (plan.isPresent()) {
      return national(plan.get(), digits.substring(plan.get().countryCode().length()), snapshot);
    }
    if (digits.length() > E164Number.MAX_DIGITS) {
      return notANumber("too-long");
    }
    return digits.isEmpty() || digits.charAt(0) == '0'
        ? notANumber("no-country")
        : new Classification(
            new Outcome.Foreign(countryCodes.of(digits)), Optional.of(digits), Optional.empty());
  }

  /// @param national what stands behind the country code
  private Classification national(NationalPlan plan, String national, PlanSnapshot snapshot) {
    Classification answer = unmoved(plan, national, snapshot);
    return answer.outcome() instanceof Outcome.TrunkZeroIncluded
        ? answer
        : answer.moved(newForm(plan, national, answer.outcome(), snapshot));
  }

  /// A code that was given anew after parallel running is its new holder's, not an old number.
  private static Optional<Classification.NewForm> newForm(
      NationalPlan plan, String national, Outcome outcome, PlanSnapshot snapshot) {
    Instant moment = snapshot.holds().from();
    boolean isGiven =
        outcome instanceof Outcome.Live
            || outcome instanceof Outcome.AllocatedNotInService
            || outcome instanceof Outcome.Reserved;
    return snapshot
        .moved(plan.party(), national)
        .filter(moved -> moved.isParallelAt(moment) || !isGiven)
        .map(moved ->
            new Classification.NewForm(
                plan.countryCode() + moved.national(),
                moved.from(),
                moved.parallelTo(),
                moved.isParallelAt(moment)));
  }

  private Classification unmoved(NationalPlan plan, String national, PlanSnapshot snapshot) {
    String e164 = plan.countryCode() + national;
    Optional<RecordedEntry> row = snapshot.find(plan, national);
    if (row.isPresent()) {
      return new Classification(outcome(row.get().entry(), national), Optional.of(e164), row);
    }
    String trunk = plan.trunkPrefix();
    if (!trunk.isEmpty() && national.startsWith(trunk)) {
      String rest = national.substring(trunk.length());
      Classification corrected = national(plan, rest, snapshot);
      return new Classification(
          new Outcome.TrunkZeroIncluded(plan.countryCode() + rest, corrected.outcome()),
          Optional.of(e164),
          corrected.basis(),
          corrected.moved());
    }
    Optional<RecordedEntry> unfinished = snapshot.unfinished(plan.party(), national);
    Outcome outcome =
        unfinished.isPresent()
            ? new Outcome.TooShort(unfinished.get().entry().leastDigits() - national.length())
            : new Outcome.Unallocated();
    return new Classification(outcome, Optional.of(e164), unfinished);
  }

  private static Outcome outcome(PlanEntry entry, String national) {
    if (entry.status() == PlanEntry.Status.FREE) {
      return new Outcome.Unallocated();
    }
    if (national.length() < entry.leastDigits()) {
      return new Outcome.TooShort(entry.leastDigits() - national.length());
    }
    if (national.length() > entry.mostDigits()) {
      return new Outcome.TooLong(national.length() - entry.mostDigits());
    }
    return switch (entry.status()) {
      case FREE -> new Outcome.Unallocated();
      case RESERVED -> new Outcome.Reserved(end(entry));
      case ALLOCATED -> new Outcome.AllocatedNotInService(entry.holder());
      case IN_SERVICE -> new Outcome.Live(entry.holder(), entry.usage(), entry.area());
      case WITHDRAWN -> new Outcome.Withdrawn(entry.valid().from(), entry.beganAfter());
      case QUARANTINE -> new Outcome.Quarantine(end(entry));
      case LEGACY_UNCONFIRMED -> new Outcome.LegacyUnconfirmed();
      case DISPUTED -> new Outcome.Disputed(entry.citation(), entry.note());
    };
  }

  private static Optional<Instant> end(PlanEntry entry) {
    return Optional.of(entry.valid().to()).filter(to -> !to.equals(Span.END));
  }

  private static Classification notANumber(String reason) {
    return new Classification(new Outcome.NotANumber(reason), Optional.empty(), Optional.empty());
  }
}
