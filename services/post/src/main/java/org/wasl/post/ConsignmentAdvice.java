package org.wasl.post;

import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/// What the office that forms a consignment says of it: the content of the delivery bills CN 37 and
/// CN 38, of PRECON and of CARDIT.
///
/// @param version 1, and one more each time it is formed anew
/// @param formed by the clock on the wall of the office that forms it
/// @param origin the office that hands it over
/// @param destination the office that takes it from the carrier
/// @param legs in their order, at most [#MOST_LEGS]
/// @param receptacles of one or several dispatches, at most [#MOST_RECEPTACLES]
public record ConsignmentAdvice(
    ConsignmentId consignment,
    int version,
    LocalDateTime formed,
    OfficeCode origin,
    OfficeCode destination,
    List<Leg> legs,
    List<Receptacle> receptacles) {
  public static final int MOST_LEGS = 9;
  public static final int MOST_RECEPTACLES = 9_999;

  /// A receptacle of the consignment.
  ///
  /// @param type bag, tray, box…: a code of the list that the partners use
  /// @param grams gross, as declared
  public record Receptacle(ReceptacleId id, String type, OptionalInt grams) {
    public Receptacle {
      if (type.isBlank() || type.length() > 35) {
        throw new IllegalArgumentException("not a type of a receptacle: " + type);
      }
    }
  }

  public ConsignmentAdvice {
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
    Moment.known(formed);
  }

  /// The dispatches of which it carries receptacles.
  public Set<DispatchKey> dispatches() {
    Set<DispatchKey> all = new TreeSet<>();
    receptacles.forEach(
        each -> all.add(DispatchKey.seen(each.id().dispatch(), formed.toLocalDate())));
    return all;
  }

  public Set<ReceptacleId> identifiers() {
    Set<ReceptacleId> all = new HashSet<>();
    receptacles.forEach(each -> all.add(each.id()));
    return all;
  }

  /// Gross weight in grams, by what was declared, else by the labels.
  public long grams() {
    return receptacles.stream()
        .mapToLong(each -> each.grams().orElse(each.id().labelGrams().orElse(0)))
        .sum();
  }
}
