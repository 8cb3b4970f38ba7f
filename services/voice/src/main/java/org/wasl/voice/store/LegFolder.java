package org.wasl.voice.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.wasl.terms.file.WholeFile;
import org.wasl.voice.Leg;
import org.wasl.voice.detection.LegRecords;
import org.wasl.voice.wire.LegCsv;

/// The records of our own elements in a folder of leg files, read when they are asked for.
public final class LegFolder implements LegRecords {
  private static final int MAX_FILES = 10_000;

  private final Path folder;

  public LegFolder(Path folder) {
    this.folder = folder;
  }

  /// Adds a file; one of the same name is replaced as a whole.
  ///
  /// @return its legs
  /// @throws IllegalArgumentException when it is not a leg file, with line and column
  public List<Leg> add(String name, byte[] bytes) {
    List<Leg> legs = LegCsv.read(bytes);
    if (!name.matches("[A-Za-z0-9._-]{1,80}\\.csv")) {
      throw new IllegalArgumentException("a leg file is named by letters, digits and .csv");
    }
    try {
      Files.createDirectories(folder);
      WholeFile.write(folder.resolve(name), bytes);
      return legs;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + folder, e);
    }
  }

  @Override
  public List<Leg> between(long from, long to) {
    List<Leg> legs = new ArrayList<>();
    for (Path file : files()) {
      try {
        for (Leg leg : LegCsv.read(Files.readAllBytes(file))) {
          if (leg.seizure() >= from && leg.seizure() < to) {
            legs.add(leg);
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + file, e);
      }
    }
    legs.sort(Comparator.comparingLong(Leg::seizure));
    return legs;
  }

  private List<Path> files() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(".csv"))
          .sorted()
          .limit(MAX_FILES)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }
}
