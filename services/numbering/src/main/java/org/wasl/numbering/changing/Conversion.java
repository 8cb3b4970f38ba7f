package org.wasl.numbering.changing;

import java.time.LocalDate;
import java.util.Optional;

/// Converts written numbers one by one and counts; every number seen is in exactly one count.
public final class Conversion {
  private final ChangeMap map;
  private final NumberForm form;
  private long seen;
  private long converted;
  private long unchanged;
  private long refused;

  /// What became of a written number.
  ///
  /// @param text to write now; the original where nothing changed
  /// @param refusal why it stays unresolved
  public record Written(String text, Optional<ChangeMap.Contradiction> refusal) {}

  public Conversion(ChangeMap map, NumberForm form) {
    this.map = map;
    this.form = form;
  }

  public Written convert(String text, LocalDate day) {
    seen++;
    Optional<WrittenNumber> number = WrittenNumber.of(text, form);
    if (number.isEmpty()) {
      unchanged++;
      return new Written(text, Optional.empty());
    }
    return switch (map.convert(number.get().national(), day)) {
      case ChangeMap.Result.Converted(String national, ChangeRule _) -> {
        converted++;
        yield new Written(number.get().with(national), Optional.empty());
      }
      case ChangeMap.Result.Unchanged _ -> {
        unchanged++;
        yield new Written(text, Optional.empty());
      }
      case ChangeMap.Result.Unresolved(ChangeMap.Contradiction why) -> {
        refused++;
        yield new Written(text, Optional.of(why));
      }
    };
  }

  public long seen() {
    return seen;
  }

  public long converted() {
    return converted;
  }

  /// Among them what is no number of the country.
  public long unchanged() {
    return unchanged;
  }

  public long refused() {
    return refused;
  }
}
