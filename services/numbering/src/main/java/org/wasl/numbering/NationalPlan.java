package org.wasl.numbering;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.wasl.terms.PartyId;

/// The national numbering plan of a party, with the days on which each range holds.
///
/// @param countryCode E.164 country code, 1 to 3 digits
/// @param trunkPrefix dialled before a national number, empty where there is none
/// @param internationalPrefix dialled before an international number
/// @param entries disjoint on each day; checked at construction
public record NationalPlan(
    PartyId party,
    String countryCode,
    String trunkPrefix,
    String internationalPrefix,
    List<PlanEntry> entries) {

  /// What the plan says of a number of this country.
  public sealed interface Standing {
    record InPlan(PlanEntry entry) implements Standing {}

    /// The range is there, the length is wrong by that many digits (negative: too short).
    record WrongLength(PlanEntry entry, int by) implements Standing {}

    record Unallocated() implements Standing {}

    /// A number of another country.
    record Foreign() implements Standing {}
  }

  public NationalPlan {
    entries = List.copyOf(entries);
    if (!countryCode.matches("[1-9][0-9]{0,2}")
        || !trunkPrefix.matches("[0-9]{0,3}")
        || !internationalPrefix.matches("[0-9]{1,5}")) {
      throw new IllegalArgumentException("not the prefixes of a plan: " + countryCode);
    }
    requireDisjoint(entries);
  }

  public boolean isHome(E164Number number) {
    return number.startsWith(countryCode);
  }

  /// What the plan in force on that day says.
  public Standing standing(E164Number number, LocalDate day) {
    if (!isHome(number)) {
      return new Standing.Foreign();
    }
    String national = number.digits().substring(countryCode.length());
    Optional<PlanEntry> entry = entry(national, day);
    if (entry.isEmpty()) {
      return new Standing.Unallocated();
    }
    return entry.get().lengthFits(national)
        ? new Standing.InPlan(entry.get())
        : new Standing.WrongLength(entry.get(), excess(entry.get(), national));
  }

  private Optional<PlanEntry> entry(String national, LocalDate day) {
    return entries.stream()
        .filter(each -> each.covers(national) && each.validity().holdsOn(day))
        .findFirst();
  }

  private static int excess(PlanEntry entry, String national) {
    return national.length() > entry.mostDigits()
        ? national.length() - entry.mostDigits()
        : national.length() - entry.leastDigits();
  }

  private static void requireDisjoint(List<PlanEntry> entries) {
    for (int i = 0; i < entries.size(); i++) {
      for (int j = i + 1; j < entries.size(); j++) {
        if (overlap(entries.get(i), entries.get(j))) {
          throw new IllegalArgumentException(
              "two ranges at one time: "
                  + entries.get(i).first()
                  + " and "
                  + entries.get(j).first());
        }
      }
    }
  }

  private static boolean overlap(PlanEntry one, PlanEntry other) {
    boolean codes =
        one.covers(other.first())
            || one.covers(other.last())
            || other.covers(one.first())
            || other.covers(one.last());
    return codes && one.validity().overlaps(other.validity());
  }
}
