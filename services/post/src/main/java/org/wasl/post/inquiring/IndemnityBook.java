package org.wasl.post.inquiring;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wasl.post.recording.ItemInquiry;

/// All rows of indemnities between two posts. Of one service and reason one row holds on a day.
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

  /// A row among others that would hold on a day as well as this one.
  public static Optional<IndemnityRow> findRival(List<IndemnityRow> others, IndemnityRow row) {
    return others.stream()
        .filter(each -> each.isForSame(row) && each.validity().overlaps(row.validity()))
        .findFirst();
  }

  public List<IndemnityRow> rows() {
    return rows;
  }

  /// The row for an inquiry: of its service, for one of its reasons, on the day of posting; where
  /// rows of several of its reasons hold, the first in the order of reasons.
  public Optional<IndemnityRow> find(ItemInquiry inquiry) {
    return inquiry.ordered().stream()
        .flatMap(reason ->
            rows.stream()
                .filter(each -> each.service() == inquiry.service())
                .filter(each -> each.reasons().contains(reason))
                .filter(each -> each.validity().holdsOn(inquiry.posted())))
        .findFirst();
  }
}
