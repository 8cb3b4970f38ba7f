package org.wasl.voice;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wasl.terms.Validity;

/// Where the trunk groups of a gateway lead. A call counts between two parties when it went over a
/// trunk group between them; one that came from a third country or went on to it is settled with
/// whom it was exchanged. Where a party says nothing of its trunk groups, its files hold no others.
///
/// @param peer the party with which is settled
/// @param rows in no order; no group has two on one day
public record TrunkGroups(String peer, List<Row> rows) {
  /// How many rows there may be.
  public static final int MOST = 10_000;

  /// Nothing is said: every group leads to the other party.
  public static final TrunkGroups ALL = new TrunkGroups("", List.of());

  /// A trunk group while it leads to a party.
  ///
  /// @param trunk as call records name it
  /// @param party the other party of an agreement, or a word for a carrier elsewhere
  public record Row(String trunk, String party, Validity validity) {}

  /// Where a trunk group leads.
  public enum Standing {
    TO_PEER,
    ELSEWHERE,
    UNKNOWN
  }

  /// @throws IllegalArgumentException when a group has two rows on one day
  public TrunkGroups {
    rows = List.copyOf(rows);
    Map<String, List<Row>> seen = new HashMap<>();
    for (Row row : rows) {
      List<Row> same = seen.computeIfAbsent(row.trunk(), _ -> new ArrayList<>());
      if (same.stream().anyMatch(each -> each.validity().overlaps(row.validity()))) {
        throw new IllegalArgumentException("two rows of one trunk group on a day: " + row.trunk());
      }
      same.add(row);
    }
    if (rows.size() > MOST) {
      throw new IllegalArgumentException(rows.size() + " trunk groups are over " + MOST);
    }
  }

  /// Whether anything is said of trunk groups.
  public boolean areTold() {
    return !rows.isEmpty();
  }

  public Standing standing(String trunk, LocalDate day) {
    if (rows.isEmpty()) {
      return Standing.TO_PEER;
    }
    for (Row row : rows) {
      if (row.trunk().equals(trunk) && row.validity().holdsOn(day)) {
        return row.party().equals(peer) ? Standing.TO_PEER : Standing.ELSEWHERE;
      }
    }
    return Standing.UNKNOWN;
  }

  /// The rows of the other party by trunk group.
  public Map<String, List<Validity>> toPeer() {
    Map<String, List<Validity>> found = new HashMap<>();
    for (Row row : rows) {
      if (row.party().equals(peer)) {
        found.computeIfAbsent(row.trunk(), _ -> new ArrayList<>()).add(row.validity());
      }
    }
    return found;
  }
}
