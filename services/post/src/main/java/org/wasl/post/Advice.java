package org.wasl.post;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What the office of origin declares of a dispatch that it closed: the content of the letter bill
/// CN 31, of the parcel bill CP 87 and of PREDES.
///
/// @param version 1, and one more each time the declaration is replaced
/// @param closed by the clock on the wall of the office of origin
/// @param expected arrival, by the clock on the wall of the office of destination
/// @param legs at most [#MOST_LEGS]
/// @param receptacles in the order of their serial numbers, 1 to [#MOST_RECEPTACLES]
public record Advice(
    DispatchKey dispatch,
    int version,
    LocalDateTime closed,
    Optional<LocalDateTime> expected,
    List<Leg> legs,
    List<Receptacle> receptacles) {
  public static final int MOST_LEGS = 9;
  public static final int MOST_RECEPTACLES = 999;
  public static final int MOST_ITEMS = 9_999;

  public Advice {
    legs = List.copyOf(legs);
    receptacles = List.copyOf(receptacles);
    if (version < 1 || version > 999) {
      throw new IllegalArgumentException("not a version of an advice: " + version);
    }
    if (legs.size() > MOST_LEGS) {
      throw new IllegalArgumentException("more than " + MOST_LEGS + " legs");
    }
    if (receptacles.size() > MOST_RECEPTACLES) {
      throw new IllegalArgumentException("more than " + MOST_RECEPTACLES + " receptacles");
    }
  }

  /// A receptacle as declared. That its identifier names another dispatch is an irregularity, not a
  /// reason to refuse it.
  ///
  /// @param type bag, tray, box…: a code of the list that the partners use
  /// @param grams gross, as weighed; the label keeps what it says
  /// @param items those that are listed one by one
  /// @param bulk what is not listed one by one, by format
  /// @param empties empty receptacles of the same type that are in it
  public record Receptacle(
      ReceptacleId id,
      String type,
      OptionalInt grams,
      Optional<String> seal,
      List<Item> items,
      List<Bulk> bulk,
      int empties) {
    public static final int MOST_EMPTIES = 10_000;

    public Receptacle {
      items = List.copyOf(items);
      bulk = List.copyOf(bulk);
      if (empties < 0 || empties > MOST_EMPTIES) {
        throw new IllegalArgumentException(empties + " empty receptacles in " + id);
      }
      if (items.size() > MOST_ITEMS || bulk.size() > MailFormat.values().length) {
        throw new IllegalArgumentException("more than " + MOST_ITEMS + " items in " + id);
      }
    }

    /// Without empty receptacles in it.
    public Receptacle(
        ReceptacleId id,
        String type,
        OptionalInt grams,
        Optional<String> seal,
        List<Item> items,
        List<Bulk> bulk) {
      this(id, type, grams, seal, items, bulk, 0);
    }

    public boolean hasRegisteredOrInsured() {
      return items.stream().anyMatch(Item::isRegisteredOrInsured);
    }
  }

  /// An item that is listed.
  ///
  /// @param country of destination, two letters
  /// @param format of letter post
  public record Item(
      ItemReading id, OptionalInt grams, Optional<String> country, Optional<MailFormat> format) {
    public boolean isRegisteredOrInsured() {
      return id instanceof ItemReading.Valid(ItemId valid)
          && valid.itemClass().isRegisteredOrInsured();
    }
  }

  /// Letters of a format that are counted and weighed together.
  public record Bulk(MailFormat format, int items, int grams) {
    public Bulk {
      if (items < 0 || grams < 0) {
        throw new IllegalArgumentException("less than nothing of format " + format);
      }
    }
  }

  /// Gross weight of all receptacles in grams, by what was weighed, else by the label.
  public long grams() {
    return receptacles.stream()
        .mapToLong(each -> each.grams().orElse(each.id().labelGrams().orElse(0)))
        .sum();
  }

  /// Items listed one by one.
  public int listed() {
    return receptacles.stream().mapToInt(each -> each.items().size()).sum();
  }
}
