package org.wasl.voice.sheets;

import java.util.List;
import java.util.Optional;

/// What came of reading a table as a rate sheet: the sheet, or the flaws that must be mended first.
/// A sheet with a flaw is not used in part.
///
/// @param sheet absent where there is a flaw
/// @param flaws the first [#MAX_FLAWS]
public record SheetReading(Optional<RateSheet> sheet, List<Flaw> flaws) {
  public static final int MAX_FLAWS = 1_000;

  /// @param row from 1, the header is row 1
  /// @param column from 1, 0 where the whole row is meant
  /// @param reason stable code
  /// @param found the cell as it stands
  public record Flaw(int row, int column, String reason, String found) {}

  public SheetReading {
    flaws = List.copyOf(flaws);
  }
}
