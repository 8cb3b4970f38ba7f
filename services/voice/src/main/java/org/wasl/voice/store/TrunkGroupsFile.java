package org.wasl.voice.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wasl.terms.PartyId;
import org.wasl.terms.Validity;
import org.wasl.voice.TrunkGroups;
import org.wasl.voice.reconciliation.Masked;

/// Reads where a party's trunk groups lead: `countries/<party>/voice-trunks.csv`.
public final class TrunkGroupsFile {
  private static final String COLUMNS = "trunk,party,valid_from,valid_to";

  /// With the names of the same groups in the other party's records.
  private static final String NAMED = COLUMNS + ",theirs";

  private static final int MAX_BYTES = 1 << 20;
  private static final int LONGEST = 32;

  private TrunkGroupsFile() {}

  /// @return [TrunkGroups#ALL] where there is no such file
  /// @throws IllegalArgumentException with file and line of what is wrong
  public static TrunkGroups read(Path file, PartyId peer) {
    if (!Files.exists(file)) {
      return TrunkGroups.ALL;
    }
    List<String> lines = lines(file);
    boolean isNamed = !lines.isEmpty() && lines.getFirst().equals(NAMED);
    if (lines.isEmpty() || !isNamed && !lines.getFirst().equals(COLUMNS)) {
      throw new IllegalArgumentException(
          file + " line 1: expected the columns " + COLUMNS + " or " + NAMED);
    }
    List<TrunkGroups.Row> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      try {
        rows.add(row(lines.get(i), isNamed));
      } catch (IllegalArgumentException | DateTimeException e) {
        throw new IllegalArgumentException(file + " line " + (i + 1) + ": " + e.getMessage(), e);
      }
    }
    try {
      return TrunkGroups.of(peer.value(), rows);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new IllegalArgumentException(file + " is over " + MAX_BYTES + " bytes");
      }
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static TrunkGroups.Row row(String line, boolean isNamed) {
    String[] cell = line.split(",", -1);
    boolean isRow =
        cell.length == (isNamed ? 5 : 4) && cell[0].length() <= LONGEST && !cell[1].isEmpty();
    if (!isRow) {
      throw new IllegalArgumentException("expected a trunk group, a party and two days: " + line);
    }
    Optional<String> theirs =
        isNamed && !cell[4].isEmpty() ? Optional.of(cell[4]) : Optional.empty();
    if (theirs.isPresent() && !Masked.isTrunkName(theirs.get())) {
      throw new IllegalArgumentException("no name of a trunk group crosses like this: " + cell[4]);
    }
    return new TrunkGroups.Row(cell[0], cell[1], new Validity(day(cell[2]), day(cell[3])), theirs);
  }

  private static Optional<LocalDate> day(String cell) {
    return cell.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(cell));
  }
}
