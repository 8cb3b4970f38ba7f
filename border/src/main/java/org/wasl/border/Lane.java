package org.wasl.border;

import java.util.regex.Pattern;

/// The name of a lane: one per service, and `ctl` for the link itself. Each lane has its own log in
/// each direction, so that a month of call records never holds up a citizen's request.
public record Lane(String value) implements Comparable<Lane> {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,30}");

  /// The lane of the link itself: keys, accept lists, pauses, anchoring, absences.
  public static final Lane CTL = new Lane("ctl");

  public Lane {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a lane: " + value);
    }
  }

  @Override
  public int compareTo(Lane other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
