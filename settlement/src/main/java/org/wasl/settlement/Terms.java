package org.wasl.settlement;

import java.time.YearMonth;
import java.util.Collection;
import java.util.List;

/// What an agreement says of the account of a month: its form, how far two accounts may differ, and
/// which lines follow from others.
public record Terms(AccountForm form, Tolerance tolerance, Derived derived) {

  /// Lines that follow from other lines, such as what a deal on the volume of a month adds. Nobody
  /// questions them: they follow again from the lines on which both parties settle.
  public interface Derived {
    /// No lines.
    Derived NONE =
        new Derived() {
          @Override
          public boolean isOf(YearMonth period, LineKey key) {
            return false;
          }

          @Override
          public List<Line> of(YearMonth period, Collection<Line> others) {
            return List.of();
          }
        };

    /// Whether a line of the account of a month is one of these.
    boolean isOf(YearMonth period, LineKey key);

    /// Those of a month, from all its other lines.
    List<Line> of(YearMonth period, Collection<Line> others);
  }

  /// Where no line follows from others.
  public Terms(AccountForm form, Tolerance tolerance) {
    this(form, tolerance, Derived.NONE);
  }
}
