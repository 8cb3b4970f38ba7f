package org.wasl.post.rating;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wasl.terms.PartyId;

/// All published rates between two posts. Of those that hold on a day, the one of the strongest
/// source counts; of these the final one; of these the one published last.
public final class RateBook {
  /// The most rows.
  public static final int MOST = 20_000;

  private static final Comparator<RateRow> STRONGEST =
      Comparator.comparing(RateRow::precedence)
          .thenComparing(RateRow::status, Comparator.reverseOrder())
          .thenComparing(RateRow::published, Comparator.reverseOrder());

  private final List<RateRow> rows;
  private final Map<Key, List<RateRow>> byKey = new HashMap<>();

  private record Key(PartyId payee, Charge charge, RateRow.Unit unit) {}

  /// @throws IllegalArgumentException when a name stands twice, or two rows say the same thing
  ///   differently
  public RateBook(List<RateRow> rows) {
    if (rows.size() > MOST) {
      throw new IllegalArgumentException("more than " + MOST + " rates");
    }
    this.rows = List.copyOf(rows);
    Set<String> ids = new HashSet<>();
    for (RateRow each : rows) {
      if (!ids.add(each.id())) {
        throw new IllegalArgumentException("two rates named " + each.id());
      }
      List<RateRow> same =
          byKey.computeIfAbsent(
              new Key(each.payee(), each.charge(), each.unit()), _ -> new ArrayList<>());
      findRival(same, each)
          .ifPresent(other -> {
            throw new IllegalArgumentException(
                "nothing says which holds: " + other.id() + " or " + each.id());
          });
      same.add(each);
    }
    byKey.values().forEach(list -> list.sort(STRONGEST));
  }

  /// A row among others that would hold on a day as well as this one, and as strongly.
  public static Optional<RateRow> findRival(List<RateRow> others, RateRow row) {
    return others.stream()
        .filter(each -> each.isForSame(row) && STRONGEST.compare(each, row) == 0)
        .filter(each -> each.validity().overlaps(row.validity()))
        .findFirst();
  }

  public List<RateRow> rows() {
    return rows;
  }

  /// The rate for one unit.
  ///
  /// @param closed the day on which the dispatch was closed
  /// @param known the last day whose circulars are known
  public Optional<RateRow> find(
      PartyId payee, Charge charge, RateRow.Unit unit, LocalDate closed, LocalDate known) {
    for (RateRow each : byKey.getOrDefault(new Key(payee, charge, unit), List.of())) {
      if (each.validity().holdsOn(closed) && !each.published().isAfter(known)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
