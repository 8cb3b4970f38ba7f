package org.wasl.numbering;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wasl.terms.PartyId;

/// The national numbering plan of a party as it was known at one moment: how numbers are dialled,
/// and what is true of each range and when.
///
/// @param countryCode E.164 country code, 1 to 3 digits
/// @param trunkPrefix dialled before a national number, empty where there is none
/// @param internationalPrefix dialled before an international number
/// @param entries disjoint in each resource at each moment; checked at construction
public record NationalPlan(
    PartyId party,
    String countryCode,
    String trunkPrefix,
    String internationalPrefix,
    List<PlanEntry> entries) {

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

  /// The entries that hold at that moment.
  public List<PlanEntry> entriesAt(Instant moment) {
    return entries.stream().filter(each -> each.valid().holds(moment)).toList();
  }

  /// The same way of dialling with other entries.
  public NationalPlan with(List<PlanEntry> others) {
    return new NationalPlan(party, countryCode, trunkPrefix, internationalPrefix, others);
  }

  /// @throws IllegalArgumentException naming both, when two entries of one resource hold for the
  ///   same codes at the same time
  public static void requireDisjoint(List<PlanEntry> entries) {
    Map<Resource, List<PlanEntry>> byResource = new EnumMap<>(Resource.class);
    entries.forEach(
        each -> byResource.computeIfAbsent(each.resource(), _ -> new ArrayList<>()).add(each));
    byResource.values().forEach(NationalPlan::requireDisjointCodes);
  }

  /// Sweeps over the codes; each entry is compared with those that are still open at its first
  /// code.
  private static void requireDisjointCodes(List<PlanEntry> entries) {
    List<PlanEntry> sorted =
        entries.stream().sorted(Comparator.comparing(PlanEntry::codes)).toList();
    TreeMap<Long, List<PlanEntry>> open = new TreeMap<>();
    for (PlanEntry each : sorted) {
      open.headMap(each.codes().low(), true).clear();
      for (List<PlanEntry> before : open.values()) {
        for (PlanEntry other : before) {
          if (other.overlaps(each)) {
            throw new IllegalArgumentException(
                "two entries at one time: " + other.codes() + " and " + each.codes());
          }
        }
      }
      open.computeIfAbsent(each.codes().high(), _ -> new ArrayList<>()).add(each);
    }
  }
}
