package org.wasl.post.following;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.wasl.post.Advice;
import org.wasl.post.Condition;
import org.wasl.post.Moment;
import org.wasl.post.OfficeCode;
import org.wasl.post.ReceptacleId;

/// Where a receptacle stands.
///
/// @param id as found, else as declared
/// @param seal as declared
/// @param seen when and where it was first scanned
/// @param worst condition in which it was found
/// @param weighed gross, as found at the office of destination
/// @param grams gross, as found, else as declared, else of the label
/// @param items those declared in it or found in it, in the order of their identifiers
/// @param letters declared by number and weight, not one by one
public record ReceptaclePicture(
    ReceptacleId id,
    State state,
    boolean isAdvised,
    Optional<String> seal,
    Optional<Seen> seen,
    Condition worst,
    OptionalInt weighed,
    OptionalInt grams,
    List<Item> items,
    List<Advice.Bulk> letters) {
  public ReceptaclePicture {
    items = List.copyOf(items);
    letters = List.copyOf(letters);
  }

  /// First scan.
  public record Seen(OfficeCode office, Moment at) {}

  public enum State {
    /// Declared, and not here yet.
    AWAITED,
    RECEIVED,
    /// Its content was checked.
    CHECKED,
    /// The whole dispatch was accounted for without it.
    MISSING,
    /// Here, and not declared.
    EXCESS,
    /// Here, and for another office.
    MISSENT
  }

  /// An item in a receptacle.
  public record Item(String id, ItemState state, OptionalInt grams) {}

  public enum ItemState {
    AWAITED,
    FOUND,
    MISSING,
    EXCESS,
    /// Found in this receptacle, declared in another.
    MISPLACED,
    /// Declared here, found in another receptacle.
    ELSEWHERE
  }

  public long found() {
    return items.stream()
        .filter(each ->
            switch (each.state()) {
              case FOUND, EXCESS, MISPLACED -> true;
              case AWAITED, MISSING, ELSEWHERE -> false;
            })
        .count();
  }

  public long advised() {
    return items.stream()
        .filter(each ->
            switch (each.state()) {
              case AWAITED, FOUND, MISSING, ELSEWHERE -> true;
              case EXCESS, MISPLACED -> false;
            })
        .count();
  }
}
