package org.wasl.post;

import java.time.LocalDateTime;
import java.util.Optional;

/// The way of mail in one vehicle.
///
/// @param mode of UN recommendation 19: 1 sea, 2 rail, 3 road, 4 air
/// @param conveyance flight number, train or registration of the vehicle
/// @param carrier its code or name
/// @param from where it leaves: an office or a place of the border
/// @param departure by the clock on the wall there
/// @param arrival by the clock on the wall there
/// @param seal of the vehicle
public record Leg(
    char mode,
    String conveyance,
    Optional<String> carrier,
    String from,
    String to,
    Optional<LocalDateTime> departure,
    Optional<LocalDateTime> arrival,
    Optional<String> seal) {
  private static final int LONGEST = 35;

  public Leg {
    if (mode < '1' || mode > '9') {
      throw new IllegalArgumentException("not a mode of transport: " + mode);
    }
    requireShort(conveyance);
    requireShort(from);
    requireShort(to);
    carrier.ifPresent(Leg::requireShort);
    departure.ifPresent(Moment::known);
    arrival.ifPresent(Moment::known);
    seal.ifPresent(Leg::requireShort);
  }

  private static void requireShort(String text) {
    if (text.isBlank() || text.length() > LONGEST) {
      throw new IllegalArgumentException("a text of 1 to " + LONGEST + " characters, not " + text);
    }
  }
}
