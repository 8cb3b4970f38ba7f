package org.wasl.post.managing;

import java.util.Optional;

/// What was found of the dispatches that arrived on some days, summed.
///
/// @param dispatches of which a receptacle was scanned at the office of destination
/// @param advisedBefore of these, declared before their first receptacle was there
/// @param receptacles scanned
/// @param notes verification notes on them that were not withdrawn
/// @param weighed receptacles that were weighed, and whose weight was declared
public record Arrivals(
    long dispatches,
    long advisedBefore,
    long receptacles,
    long notes,
    long weighed,
    long declaredGrams,
    long foundGrams) {
  public static final Arrivals NONE = new Arrivals(0, 0, 0, 0, 0, 0, 0);

  public Arrivals plus(Arrival each) {
    return new Arrivals(
        dispatches + 1,
        advisedBefore + (each.isAdvisedBefore() ? 1 : 0),
        receptacles + each.receptacles(),
        notes + each.notes(),
        weighed + each.weighed(),
        declaredGrams + each.declaredGrams(),
        foundGrams + each.foundGrams());
  }

  /// Dispatches declared before they arrived, in tenths of a percent, rounded down.
  public Optional<Integer> perMilleAdvisedBefore() {
    return dispatches == 0
        ? Optional.empty()
        : Optional.of((int) (advisedBefore * 1_000 / dispatches));
  }

  /// Verification notes per 1,000 receptacles, in tenths, rounded down.
  public Optional<Long> tenthsOfNotes() {
    return receptacles == 0 ? Optional.empty() : Optional.of(notes * 10_000 / receptacles);
  }

  /// What was found more than declared, in hundredths of a percent of the declared weight, rounded
  /// towards nothing; less than nothing where less was found.
  public Optional<Long> hundredthsFound() {
    return declaredGrams == 0
        ? Optional.empty()
        : Optional.of((foundGrams - declaredGrams) * 10_000 / declaredGrams);
  }
}
