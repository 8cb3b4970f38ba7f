package org.wasl.numbering;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/// A number change (ITU-T E.129: change of existing resources, with parallel operation): national
/// numbers that begin with a code of `before` begin with the code at the same place of `after`; the
/// digits behind the code stay. From `from` on the new numbers work, until `parallelTo` the old
/// ones work beside them.
///
/// @param before old codes
/// @param after new codes, as many
/// @param digits how many digits the old national (significant) numbers have; absent: all that
///   begin so move, whatever their length
public record NumberMove(
    CodeRange before, CodeRange after, OptionalInt digits, Instant from, Instant parallelTo) {

  /// How many a plan, a change or a notice has at most.
  public static final int MAX_MOVES = 20_000;

  /// E.164 §6 leaves 15 digits for country code and national number.
  private static final int MOST_DIGITS = 14;

  public NumberMove {
    if (before.size() != after.size()) {
      throw new IllegalArgumentException("ranges of unlike size: " + before + " and " + after);
    }
    if (parallelTo.isBefore(from)) {
      throw new IllegalArgumentException("a parallel period that ends before it begins: " + before);
    }
    int most = digits.orElse(before.length());
    if (most < before.length() || most + after.length() - before.length() > MOST_DIGITS) {
      throw new IllegalArgumentException("not a length of numbers under " + before + ": " + most);
    }
    if (digits.isEmpty() && before.overlaps(after) && !before.equals(after)) {
      throw new IllegalArgumentException(
          "old and new numbers under " + before + " are told apart by their length alone");
    }
  }

  /// Whether it says that the numbers stay as they are: it takes an earlier move back.
  public boolean isRevocation() {
    return before.equals(after);
  }

  /// Whether both speak of the same old numbers, so that the later takes the place of the earlier.
  public boolean isSameRange(NumberMove other) {
    return before.equals(other.before) && digits.equals(other.digits);
  }

  /// What takes this change back.
  public NumberMove revoked() {
    return new NumberMove(before, before, digits, from, parallelTo);
  }

  /// By how many digits the numbers grow.
  public int growth() {
    return after.length() - before.length();
  }

  /// Whether the national number is an old one.
  public boolean covers(String national) {
    return before.leads(national) && (digits.isEmpty() || digits.getAsInt() == national.length());
  }

  /// The new form of an old national number, from the first moment on.
  public Optional<String> applied(String national, Instant at) {
    return covers(national) && !at.isBefore(from)
        ? Optional.of(before.replaced(national, after))
        : Optional.empty();
  }

  /// Some old codes, at least as long as `before`, as what they become.
  public CodeRange applied(CodeRange part) {
    return new CodeRange(before.replaced(part.first(), after), before.replaced(part.last(), after));
  }
}
