package org.wasl.node.drop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.wasl.terms.Refusal;

/// A folder that a service watches. A file is taken once it lies unchanged for a moment (a program
/// that writes slowly writes `name.part` and renames), then moved to `done` with what came of it in
/// `name.txt`, or to `refused` with the reason in both languages. No file is deleted here but one
/// of which its taker says that it names people, or that may and is too large to be read: of that
/// one only what came of it stays.
public final class DropFolder {
  /// The largest file that is taken; a larger one is refused unread.
  public static final long MOST_BYTES = 256L << 20;

  private static final Duration QUIET = Duration.ofSeconds(2);
  private static final int MOST_FILES = 1_000;

  private final Path folder;
  private final Taker taker;
  private final boolean mayNamePeople;

  /// Files at which the taker failed when they were last tried.
  private final Set<Path> failed = new HashSet<>();

  /// What a service does with a file.
  @FunctionalInterface
  public interface Taker {
    Result take(String name, byte[] bytes);
  }

  /// What came of a file.
  public sealed interface Result {
    /// @param report lines for who put it there
    record Taken(String report) implements Result {}

    record Refused(Refusal refusal) implements Result {}

    /// The file names people and may not lie about, whatever came of it.
    record Gone(Result what) implements Result {}
  }

  public DropFolder(Path folder, Taker taker) {
    this(folder, taker, false);
  }

  /// A folder whose files may name people: one that is refused unread does not stay either.
  public static DropFolder ofNames(Path folder, Taker taker) {
    return new DropFolder(folder, taker, true);
  }

  private DropFolder(Path folder, Taker taker, boolean mayNamePeople) {
    this.folder = folder;
    this.taker = taker;
    this.mayNamePeople = mayNamePeople;
    try {
      for (Path each : List.of(folder, folder.resolve("done"), folder.resolve("refused"))) {
        Files.createDirectories(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the drop folder cannot be made: " + folder, e);
    }
  }

  /// Takes what lies there, in the order of names. A file at which the taker fails stays and is
  /// tried again at the next look, after all that did not fail before; the others are taken.
  ///
  /// @return how many files were moved away
  /// @throws IllegalStateException the first failure with the name of its file, when all files were
  ///   tried
  public int look(Instant now) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files =
          all.filter(file -> isReady(file, now))
              .sorted(
                  Comparator.comparing((Path file) -> failed.contains(file))
                      .thenComparing(file -> file))
              .limit(MOST_FILES)
              .toList();
    }
    failed.retainAll(files);
    Optional<IllegalStateException> failure = Optional.empty();
    for (Path file : files) {
      try {
        take(file);
        failed.remove(file);
      } catch (IOException | RuntimeException e) {
        failed.add(file);
        failure =
            failure.or(() ->
                Optional.of(new IllegalStateException("a file cannot be taken yet: " + file, e)));
      }
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
    return files.size();
  }

  private static boolean isReady(Path file, Instant now) {
    String name = file.getFileName().toString();
    try {
      return Files.isRegularFile(file)
          && !name.startsWith(".")
          && !name.endsWith(".part")
          && Files.getLastModifiedTime(file).toInstant().plus(QUIET).isBefore(now);
    } catch (IOException e) {
      return false;
    }
  }

  private void take(Path file) throws IOException {
    String name = file.getFileName().toString();
    Result result =
        Files.size(file) > MOST_BYTES ? tooLarge() : taker.take(name, Files.readAllBytes(file));
    switch (result) {
      case Result.Taken(String report) -> move(file, "done", report);
      case Result.Refused(Refusal refusal) -> move(file, "refused", reason(refusal));
      case Result.Gone(Result what) -> forget(file, what);
    }
  }

  private static String reason(Refusal refusal) {
    return refusal.text().ar() + "\n" + refusal.text().en() + "\n";
  }

  /// Writes what came of a file, and takes the file away.
  private void forget(Path file, Result what) throws IOException {
    switch (what) {
      case Result.Taken(String report) -> report(target(file, "done"), report);
      case Result.Refused(Refusal refusal) -> report(target(file, "refused"), reason(refusal));
      case Result.Gone(Result again) -> {
        forget(file, again);
        return;
      }
    }
    Files.delete(file);
  }

  private Result tooLarge() {
    Result refused =
        new Result.Refused(
            Refusal.of(
                "drop.too-large",
                "الملف أكبر من " + (MOST_BYTES >> 20) + " ميبيبايت؛ قسّمه ثم أعد",
                "the file is larger than " + (MOST_BYTES >> 20) + " MiB; split it and try again"));
    return mayNamePeople ? new Result.Gone(refused) : refused;
  }

  private void move(Path file, String where, String report) throws IOException {
    Path target = target(file, where);
    report(target, report);
    Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void report(Path target, String report) throws IOException {
    Files.write(reportOf(target), report.getBytes(StandardCharsets.UTF_8));
  }

  private static Path reportOf(Path target) {
    return target.resolveSibling(target.getFileName() + ".txt");
  }

  private Path target(Path file, String where) {
    return free(folder.resolve(where), file.getFileName().toString());
  }

  /// The same name may come again; nothing is overwritten.
  private static Path free(Path folder, String name) {
    Path target = folder.resolve(name);
    for (int i = 2; Files.exists(target) || Files.exists(reportOf(target)); i++) {
      target = folder.resolve(name + "." + i);
    }
    return target;
  }

  /// What became of a file that was put into a drop folder.
  ///
  /// @param text the report, or why it was refused
  public record Fate(boolean taken, String text) {}

  /// @return nothing while the file still waits
  public static Optional<Fate> fate(Path folder, String name) throws IOException {
    for (String where : List.of("done", "refused")) {
      Path report = folder.resolve(where).resolve(name + ".txt");
      if (Files.exists(report) && !Files.exists(folder.resolve(name))) {
        return Optional.of(new Fate(where.equals("done"), Files.readString(report)));
      }
    }
    return Optional.empty();
  }
}
