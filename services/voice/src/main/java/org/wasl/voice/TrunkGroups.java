package org.wasl.voice;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.wasl.terms.Validity;

/// Where the trunk groups of a gateway lead. A call counts between two parties when it went over a
/// trunk group between them; one that came from a third country or went on to it is settled with
/// whom it was exchanged. Where a party says nothing of its trunk groups, its files hold no others;
/// so it is of the days before the first of which it says anything, so that no month is taken back
/// that both agreed on before the party began to tell.
///
/// @param since the first day of which anything is said; absent where that is any day
/// @param groups of which anything is said, each with its rows; none has two on one day
public record TrunkGroups(Optional<LocalDate> since, Map<String, List<Lead>> groups) {
  /// How many rows there may be.
  public static final int MOST = 10_000;

  /// Nothing is said: every group leads to the other party.
  public static final TrunkGroups ALL = new TrunkGroups(Optional.empty(), Map.of());

  /// A trunk group while it leads to a party.
  ///
  /// @param trunk as call records name it
  /// @param party the other party of an agreement, or a word for a carrier elsewhere
  /// @param theirs the name of the same group in the other party's records, where it is known
  public record Row(String trunk, String party, Validity validity, Optional<String> theirs) {}

  /// Where a trunk group leads while a row holds.
  ///
  /// @param theirs the name of the same group in the peer's records, where it is known
  public record Lead(boolean toPeer, Validity validity, Optional<String> theirs) {}

  /// Where a trunk group leads.
  public enum Standing {
    TO_PEER,
    ELSEWHERE,
    UNKNOWN
  }

  public TrunkGroups {
    groups =
        groups.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, each -> List.copyOf(each.getValue())));
  }

  /// @param peer the party with which is settled
  /// @param rows in no order
  /// @throws IllegalArgumentException when a group has two rows on one day, or no row leads to the
  ///   peer: then no call would ever be settled
  public static TrunkGroups of(String peer, List<Row> rows) {
    if (rows.size() > MOST) {
      throw new IllegalArgumentException(rows.size() + " rows of trunk groups are over " + MOST);
    }
    if (rows.stream().noneMatch(row -> row.party().equals(peer))) {
      throw new IllegalArgumentException("no trunk group leads to " + peer);
    }
    Map<String, List<Lead>> groups = new HashMap<>();
    for (Row row : rows) {
      List<Lead> same = groups.computeIfAbsent(row.trunk(), _ -> new ArrayList<>(1));
      if (same.stream().anyMatch(each -> each.validity().overlaps(row.validity()))) {
        throw new IllegalArgumentException("two rows of one trunk group on a day: " + row.trunk());
      }
      boolean toPeer = row.party().equals(peer);
      if (!toPeer && row.theirs().isPresent()) {
        throw new IllegalArgumentException(
            "only a trunk group to " + peer + " has a name there: " + row.trunk());
      }
      same.add(new Lead(toPeer, row.validity(), row.theirs()));
    }
    return new TrunkGroups(since(rows), groups);
  }

  private static Optional<LocalDate> since(List<Row> rows) {
    boolean always = rows.stream().anyMatch(row -> row.validity().from().isEmpty());
    return always
        ? Optional.empty()
        : rows.stream().flatMap(row -> row.validity().from().stream()).min(LocalDate::compareTo);
  }

  /// Whether anything is said of trunk groups.
  public boolean areTold() {
    return !groups.isEmpty();
  }

  /// Whether anything is said of trunk groups on a day.
  public boolean areToldOn(LocalDate day) {
    return areTold() && since.map(first -> !day.isBefore(first)).orElse(true);
  }

  public Standing standing(String trunk, LocalDate day) {
    if (!areToldOn(day)) {
      return Standing.TO_PEER;
    }
    for (Lead lead : groups.getOrDefault(trunk, List.of())) {
      if (lead.validity().holdsOn(day)) {
        return lead.toPeer() ? Standing.TO_PEER : Standing.ELSEWHERE;
      }
    }
    return Standing.UNKNOWN;
  }

  /// What the peer's records call a trunk group: the last name that holds in a month, else the same
  /// as ours.
  public String theirs(String trunk, YearMonth month) {
    Validity within =
        new Validity(Optional.of(month.atDay(1)), Optional.of(month.plusMonths(1).atDay(1)));
    return groups.getOrDefault(trunk, List.of()).stream()
        .filter(lead -> lead.theirs().isPresent() && lead.validity().overlaps(within))
        .max(Comparator.comparing(lead -> lead.validity().from().orElse(LocalDate.MIN)))
        .flatMap(Lead::theirs)
        .orElse(trunk);
  }
}
