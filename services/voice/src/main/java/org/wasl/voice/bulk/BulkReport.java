package org.wasl.voice.bulk;

import java.util.List;
import java.util.Map;
import org.wasl.settlement.Line;
import org.wasl.settlement.LineKey;

/// What a pass over files brought: the lines of the account, and what became of each record. The
/// counts add up: read = rated + suspended + outside + duplicates + quarantined + ignored.
///
/// @param rated calls of the period that stand in the lines
/// @param suspended calls that no rate fits: shown, never priced
/// @param suspendedSeconds their conversation
/// @param outside calls of other periods
/// @param unallocated of all calls, those to numbers that the plan of their country does not have
/// @param flaws the first places of what was put aside or suspended
public record BulkReport(
    Map<LineKey, Line> lines,
    long read,
    long rated,
    long suspended,
    long suspendedSeconds,
    long outside,
    long duplicates,
    long quarantined,
    long ignored,
    long unallocated,
    List<Flaw> flaws) {
  /// How many places are kept.
  public static final int MAX_FLAWS = 1_000;

  /// @param file place of the file in the pass, from 0
  /// @param line from 1
  /// @param offset of the line in its file
  /// @param column from 1; 0 where the whole record is meant
  /// @param reason stable code
  public record Flaw(int file, long line, long offset, int column, String reason) {}

  public BulkReport {
    lines = Map.copyOf(lines);
    flaws = List.copyOf(flaws);
    if (read != rated + suspended + outside + duplicates + quarantined + ignored) {
      throw new IllegalArgumentException("the counts of a pass do not add up");
    }
  }
}
