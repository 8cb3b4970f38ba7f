package org.wasl.numbering.changing;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.NumberMove;
import org.wasl.numbering.filing.ProposedChange;

/// One row of a number change: national numbers that begin with a code of `before` begin with the
/// code at the same position of `after` from the first day on; the rest of the number stays.
///
/// @param digitsBefore length of the old national number; where it is given, numbers of other
///   lengths are not old numbers
/// @param from first day of the new number, absent: always in force
/// @param to last day on which the old number still works, absent: not said
public record ChangeRule(
    CodeRange before,
    CodeRange after,
    OptionalInt digitsBefore,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    String source) {
  public ChangeRule {
    if (before.size() != after.size()) {
      throw new IllegalArgumentException("ranges of unlike size: " + before + " and " + after);
    }
    if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
      throw new IllegalArgumentException("a parallel period that ends before it begins: " + source);
    }
    if (digitsBefore.isPresent() && digitsBefore.getAsInt() < before.length()) {
      throw new IllegalArgumentException("a code longer than its numbers: " + source);
    }
  }

  public static ChangeRule of(ProposedChange change) {
    return new ChangeRule(
        change.before(),
        change.after(),
        change.digitsBefore(),
        change.parallelFrom(),
        change.parallelTo(),
        change.place().toString());
  }

  /// A number change that the registry holds, by the days of its plan.
  public static ChangeRule of(NumberMove move, ZoneId zone) {
    LocalDate first = LocalDate.ofInstant(move.from(), zone);
    LocalDate last = LocalDate.ofInstant(move.parallelTo(), zone).minusDays(1);
    return new ChangeRule(
        move.before(),
        move.after(),
        move.digits(),
        Optional.of(first),
        last.isBefore(first) ? Optional.empty() : Optional.of(last),
        move.before() + " → " + move.after());
  }

  /// The same rule for numbers that stand behind an area code, where the table writes local
  /// numbers.
  public ChangeRule behind(String area) {
    OptionalInt digits =
        digitsBefore.isPresent()
            ? OptionalInt.of(digitsBefore.getAsInt() + area.length())
            : digitsBefore;
    return new ChangeRule(
        new CodeRange(area + before.first(), area + before.last()),
        new CodeRange(area + after.first(), area + after.last()),
        digits,
        from,
        to,
        source);
  }

  boolean covers(String national) {
    int digits = before.length();
    if (national.length() < digits
        || (digitsBefore.isPresent() && digitsBefore.getAsInt() != national.length())) {
      return false;
    }
    String code = national.substring(0, digits);
    return before.first().compareTo(code) <= 0 && code.compareTo(before.last()) <= 0;
  }

  boolean inForceOn(LocalDate day) {
    return from.map(first -> !day.isBefore(first)).orElse(true);
  }

  String applied(String national) {
    return before.replaced(national, after);
  }
}
