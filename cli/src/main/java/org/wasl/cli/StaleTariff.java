package org.wasl.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.wasl.terms.PartyId;
import org.wasl.terms.country.CountriesFolder;

/// A copy of the facts in which one side has not loaded the newest rate: the demonstration plants
/// so a difference of rates.
final class StaleTariff {
  private static final int FROM = 3;
  private static final int TO = 4;

  private StaleTariff() {}

  static Path make(Path countries, Path copy, PartyId one, PartyId other) throws IOException {
    if (Files.exists(copy)) {
      return copy;
    }
    try (Stream<Path> all = Files.walk(countries)) {
      for (Path file : all.sorted().toList()) {
        Path target = copy.resolve(countries.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
    Path table = new CountriesFolder(copy).border(one, other).resolve("voice-tariff.csv");
    Files.write(table, withoutNewest(Files.readAllLines(table)));
    return copy;
  }

  /// Drops the row that became valid last and lets the row before it run on.
  private static List<String> withoutNewest(List<String> lines) {
    String newest =
        lines.stream()
            .skip(1)
            .max(Comparator.comparing(line -> line.split(",", -1)[FROM]))
            .orElseThrow();
    String[] dropped = newest.split(",", -1);
    List<String> kept = new ArrayList<>();
    for (String line : lines) {
      String[] cell = line.split(",", -1);
      if (cell[0].equals(dropped[0])
          && cell[1].equals(dropped[1])
          && cell[TO].equals(dropped[FROM])) {
        cell[TO] = "";
      }
      if (!line.equals(newest)) {
        kept.add(String.join(",", cell));
      }
    }
    return kept;
  }
}
