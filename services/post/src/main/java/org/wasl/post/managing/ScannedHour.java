package org.wasl.post.managing;

import org.wasl.post.EventCode;
import org.wasl.post.OfficeCode;
import org.wasl.post.recording.Deed;

/// What was scanned at an office in one hour of the day, on all days of a report together; by
/// nobody in particular.
///
/// @param hour of the clock on the wall there, 0 to 23
/// @param days on which anything was scanned in that hour
public record ScannedHour(OfficeCode office, int hour, long days, long scans) {

  /// Whether somebody at an office scanned or counted something: items that left with their
  /// consignment (EMC) were not scanned one by one, and what happened at an office that is none of
  /// exchange was not scanned at the one that answers for it.
  public static boolean isScan(Deed deed) {
    return switch (deed) {
      case Deed.ItemSeen seen -> seen.code() != EventCode.EMC && seen.place().isEmpty();
      case Deed.ReceptacleSeen _,
          Deed.ReceptacleChecked _,
          Deed.ReceptacleUnloaded _,
          Deed.ItemPut _,
          Deed.ItemTaken _,
          Deed.LettersPut _,
          Deed.BagClosed _ ->
          true;
      default -> false;
    };
  }
}
