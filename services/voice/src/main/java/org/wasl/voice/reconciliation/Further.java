package org.wasl.voice.reconciliation;

import java.util.List;
import java.util.Set;
import org.wasl.settlement.LineKey;
import org.wasl.voice.reconciliation.Buckets.Place;

/// What one side asks further, after it laid the other's answers to its own calls.
///
/// @param elements calls wanted: of each, all of its pair in its bucket
/// @param open buckets of which all calls are wanted
/// @param symbols so many symbols it has; more are wanted when `more` is above
/// @param near calls that may lie beyond the edge of a line that was not asked for
public record Further(
    Set<Long> elements, List<Place> open, int symbols, int more, List<Near> near) {
  public static final int MAX_ELEMENTS = 200_000;
  public static final int MAX_PLACES = 20_000;
  public static final int MAX_NEAR = 2_000;

  /// A call of the asking side near the edge of its line, by the common clock.
  public record Near(LineKey key, int pair, long time) {}

  public Further {
    elements = Set.copyOf(elements);
    open = List.copyOf(open);
    near = List.copyOf(near);
    if (elements.size() > MAX_ELEMENTS || open.size() > MAX_PLACES || near.size() > MAX_NEAR) {
      throw new IllegalArgumentException("more than may be asked");
    }
    if (symbols < 0 || more < 0 || symbols + (long) more > Sketch.MAX_SYMBOLS) {
      throw new IllegalArgumentException("at most " + Sketch.MAX_SYMBOLS + " symbols");
    }
  }
}
