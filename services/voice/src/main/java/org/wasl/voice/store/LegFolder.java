package org.wasl.voice.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.wasl.terms.file.WholeFile;
import org.wasl.voice.Leg;
import org.wasl.voice.LegFile;
import org.wasl.voice.detection.LegRecords;
import org.wasl.voice.exchange.VoiceDesk;
import org.wasl.voice.wire.LegCsv;

/// The records of our own elements in a folder of leg files. A file is read once as long as its
/// name, size and time of change stay: its counts and its first and last second are kept, its legs
/// as long as there is room. They hold subscribers' numbers: only the node's own user may read
/// them. A file of another kind is told as such and holds no legs.
public final class LegFolder implements LegRecords, VoiceDesk.KeepsLegs {
  /// What the files begin with that come of loaded files; the SHA-256 of these follows.
  private static final String LOADED = "loaded-";

  /// How many files are read, the first by name.
  public static final int MAX_FILES = 10_000;

  /// Legs of all files together that are kept, the ones asked for last.
  private static final int MOST_KEPT = 1_000_000;

  private final Path folder;
  private final int maxFiles;
  private final Map<Path, Known> known = new HashMap<>();
  private final Map<Path, List<Leg>> kept = new LinkedHashMap<>(16, 0.75f, true);
  private int legsKept;

  /// A file that was read.
  ///
  /// @param first second of a seizure in it, and `last`
  /// @param gateway whether any is of a gateway
  private record Known(
      FileTime changed,
      long size,
      long first,
      long last,
      boolean gateway,
      LegFile.Summary summary) {}

  public LegFolder(Path folder) {
    this(folder, MAX_FILES);
  }

  LegFolder(Path folder, int maxFiles) {
    this.folder = folder;
    this.maxFiles = maxFiles;
  }

  /// Adds a file; one of the same name is replaced as a whole. What is damaged in it stays there
  /// and is passed over.
  ///
  /// @throws IllegalArgumentException when it is not a leg file
  public LegFile add(String name, byte[] bytes) {
    LegFile file = LegCsv.read(bytes);
    if (!name.matches("[A-Za-z0-9._-]{1,80}\\.csv") || name.startsWith(LOADED)) {
      throw new IllegalArgumentException("a leg file is named by letters, digits and .csv");
    }
    write(name, bytes);
    return file;
  }

  private void write(String name, byte[] bytes) {
    try {
      Files.createDirectories(folder);
      WholeFile.writeSecret(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + folder, e);
    }
  }

  @Override
  public void keep(String sha256, List<Leg> legs) {
    if (!legs.isEmpty()) {
      write(LOADED + sha256 + ".csv", LegCsv.write(legs));
    }
  }

  @Override
  public synchronized void sweep(Set<String> named) {
    for (Path file : allFiles()) {
      String name = file.getFileName().toString();
      if (name.startsWith(LOADED)
          && !named.contains(name.substring(LOADED.length()).split("\\.")[0])) {
        try {
          Files.delete(file);
        } catch (IOException e) {
          throw new UncheckedIOException("cannot delete " + file, e);
        }
      }
    }
  }

  @Override
  public synchronized List<Leg> between(long from, long to) {
    return between(from, to, false);
  }

  @Override
  public synchronized List<Leg> gatewayBetween(long from, long to) {
    return between(from, to, true);
  }

  private List<Leg> between(long from, long to, boolean gateway) {
    List<Leg> legs = new ArrayList<>();
    for (Path file : files()) {
      Known facts = known(file);
      if (facts.first() < to && facts.last() >= from && (facts.gateway() || !gateway)) {
        for (Leg leg : legs(file)) {
          boolean within = leg.seizure() >= from && leg.seizure() < to;
          if (within && (leg.point().isGateway() || !gateway)) {
            legs.add(leg);
          }
        }
      }
    }
    legs.sort(Comparator.comparingLong(Leg::seizure));
    return legs;
  }

  /// A leg in its file.
  ///
  /// @param loaded SHA-256 of the loaded file that it came of, [Leg#line()] its record there; empty
  ///   where a network delivered it
  /// @param line of the leg file
  public record Found(Leg leg, String name, String loaded, int line, String text) {}

  /// Legs between two moments, with their lines as they stand.
  ///
  /// @param from first second of seizure, `to` the first after it
  /// @param most how many at most
  public synchronized List<Found> like(long from, long to, Predicate<Leg> like, int most) {
    List<Found> found = new ArrayList<>();
    for (Path file : files()) {
      Known facts = known(file);
      boolean mayHold = facts.first() < to && facts.last() >= from && found.size() < most;
      if (mayHold && legs(file).stream().anyMatch(leg -> isWithin(leg, from, to, like))) {
        addLines(file, from, to, like, most, found);
      }
    }
    return found;
  }

  private static boolean isWithin(Leg leg, long from, long to, Predicate<Leg> like) {
    return leg.seizure() >= from && leg.seizure() < to && like.test(leg);
  }

  private static void addLines(
      Path file, long from, long to, Predicate<Leg> like, int most, List<Found> found) {
    String name = file.getFileName().toString();
    String loaded = name.startsWith(LOADED) ? name.substring(LOADED.length()).split("\\.")[0] : "";
    try (Stream<String> lines = Files.lines(file)) {
      int at = 0;
      for (String line : (Iterable<String>) lines::iterator) {
        at++;
        Optional<Leg> leg = LegCsv.line(line).filter(each -> isWithin(each, from, to, like));
        if (leg.isPresent() && found.size() < most) {
          found.add(new Found(leg.get(), name, loaded, at, line));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /// What was found in each file, by name; where there are more than are read, the first of these
  /// before all.
  public synchronized List<LegFile.Summary> summaries() {
    Stream<LegFile.Summary> read = files().stream().map(file -> known(file).summary());
    Stream<LegFile.Summary> unread =
        allFiles().stream()
            .skip(maxFiles)
            .limit(1)
            .map(file ->
                LegFile.unread(LegFile.Reason.TOO_MANY_FILES)
                    .summary(file.getFileName().toString()));
    return Stream.concat(unread, read).toList();
  }

  /// How many files are not read because there are too many.
  public int unreadFiles() {
    return Math.max(0, allFiles().size() - maxFiles);
  }

  private Known known(Path file) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      Known before = known.get(file);
      if (before != null
          && before.changed().equals(now.lastModifiedTime())
          && before.size() == now.size()) {
        return before;
      }
      forget(file);
      LegFile read = read(file);
      Known facts =
          new Known(
              now.lastModifiedTime(),
              now.size(),
              read.legs().stream().mapToLong(Leg::seizure).min().orElse(Long.MAX_VALUE),
              read.legs().stream().mapToLong(Leg::seizure).max().orElse(Long.MIN_VALUE),
              read.legs().stream().anyMatch(leg -> leg.point().isGateway()),
              read.summary(file.getFileName().toString()));
      known.put(file, facts);
      keep(file, read.legs());
      return facts;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static LegFile read(Path file) throws IOException {
    return LegCsv.find(Files.readAllBytes(file))
        .orElseGet(() -> LegFile.unread(LegFile.Reason.FOREIGN));
  }

  private List<Leg> legs(Path file) {
    List<Leg> before = kept.get(file);
    if (before != null) {
      return before;
    }
    try {
      List<Leg> legs = read(file).legs();
      keep(file, legs);
      return legs;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private void keep(Path file, List<Leg> legs) {
    if (legs.size() > MOST_KEPT) {
      return;
    }
    while (legsKept + legs.size() > MOST_KEPT) {
      drop(kept.keySet().iterator().next());
    }
    kept.put(file, legs);
    legsKept += legs.size();
  }

  private void forget(Path file) {
    known.remove(file);
    drop(file);
  }

  private void drop(Path file) {
    List<Leg> legs = kept.remove(file);
    legsKept -= legs == null ? 0 : legs.size();
  }

  private List<Path> files() {
    List<Path> files = allFiles().stream().limit(maxFiles).toList();
    Set<Path> gone = new HashSet<>(known.keySet());
    files.forEach(gone::remove);
    gone.forEach(this::forget);
    return files;
  }

  private List<Path> allFiles() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }
}
