package org.wasl.voice.mediation;

import java.time.Instant;
import java.util.List;

/// What became of a file's lines. They add up: read = accepted + duplicates + quarantined +
/// ignored.
///
/// @param sha256 of the file, hexadecimal; its id
/// @param name as it was handed in
/// @param format name and version of the mapping
/// @param flaws the first [#MAX_FLAWS] quarantined lines
public record FileReport(
    String sha256,
    String name,
    String format,
    Instant loadedAt,
    int read,
    int accepted,
    int duplicates,
    int quarantined,
    int ignored,
    List<Flaw> flaws) {
  /// How many quarantined lines are kept with their place.
  public static final int MAX_FLAWS = 1_000;

  /// A line that was put aside.
  ///
  /// @param reason stable code: `columns`, `time`, `seconds`, `called-number`, `calling-number`, …
  public record Flaw(int line, int column, String reason) {}

  /// The counts, and each damaged line with its place.
  public String lines() {
    StringBuilder text = new StringBuilder(name).append(" (").append(format).append("): read ");
    text.append(read).append(", accepted ").append(accepted).append(", duplicates ");
    text.append(duplicates).append(", quarantined ").append(quarantined).append(", passed over ");
    text.append(ignored).append('\n');
    for (Flaw flaw : flaws) {
      text.append("  line ").append(flaw.line()).append(" column ").append(flaw.column());
      text.append(": ").append(flaw.reason()).append('\n');
    }
    return text.toString();
  }

  public FileReport {
    flaws = List.copyOf(flaws);
    if (read != accepted + duplicates + quarantined + ignored) {
      throw new IllegalArgumentException("the counts of " + name + " do not add up");
    }
  }
}
