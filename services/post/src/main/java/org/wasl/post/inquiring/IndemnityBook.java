package org.wasl.post.inquiring;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wasl.post.recording.ItemInquiry;

/// All rows of indemnities between two posts. Of those of one service and reason that hold on a
/// day, the one published last counts.
public final class IndemnityBook {
  /// The most rows.
  public static final int MOST = 1_000;

  private final List<IndemnityRow> rows;

  /// @throws IllegalArgumentException when a name stands twice, or two rows hold at once
  public IndemnityBook(List<IndemnityRow> rows) {
    if (rows.size() > MOST) {
      throw new IllegalArgumentException("more than " + MOST + " rows");
    }
    this.rows = List.copyOf(rows);
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < rows.size(); i++) {
      IndemnityRow row = rows.get(i);
      if (!ids.add(row.id())) {
        throw new IllegalArgumentException("two rows named " + row.id());
      }
      findRival(rows.subList(0, i), row)
          .ifPresent(other -> {
            throw new IllegalArgumentException(
                "nothing says which holds: " + other.id() + " or " + row.id());
          });
    }
  }

  /// A row among others that would hold on a day as well as this one and was published with it.
  public static Optional<IndemnityRow> findRival(List<IndemnityRow> others, IndemnityRow row) {
    return others.stream()
        .filter(each -> each.isForSame(row) && each.published().equals(row.published()))
        .filter(each -> each.validity().overlaps(row.validity()))
        .findFirst();
  }

  public List<IndemnityRow> rows() {
    return rows;
  }

  /// The row for an inquiry: of its service, for one of its reasons, on the day of posting; where
  /// rows of several of its reasons hold, of the first in the order of reasons.
  ///
  /// @param known the last day whose circulars are known
  public Optional<IndemnityRow> find(ItemInquiry inquiry, LocalDate known) {
    return inquiry.ordered().stream()
        .flatMap(reason ->
            rows.stream()
                .filter(each -> each.service() == inquiry.service())
                .filter(each -> each.reasons().contains(reason))
                .filter(each -> each.validity().holdsOn(inquiry.posted()))
                .filter(each -> !each.published().isAfter(known))
                .max(Comparator.comparing(IndemnityRow::published))
                .stream())
        .findFirst();
  }
}
