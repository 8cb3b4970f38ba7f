package org.wasl.numbering.wire;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.wasl.numbering.filing.FiledDocument;
import org.wasl.numbering.filing.Filing;
import org.wasl.numbering.filing.FilingContext;
import org.wasl.numbering.filing.FilingReader;
import org.wasl.terms.Progress;
import org.wasl.terms.Refusal;

/// Imports a file, or every filing below a folder. Each file is accounted for: read, unreadable
/// with its reason, absent where a bulletin issue lacks its part, or of a kind that is no filing.
public final class FolderImport {
  private static final int MAX_FILES = 1_000_000;
  private static final List<String> ENDINGS =
      List.of(".yaml", ".yml", ".json", ".html", ".htm", ".docx", ".pdf", ".csv", ".tsv", ".txt");

  /// What became of a file.
  public sealed interface Outcome {
    String file();

    record Read(String file, List<Filing> filings) implements Outcome {}

    record Unreadable(String file, Refusal refusal) implements Outcome {}

    /// An issue folder is there and this part of it is not.
    record Absent(String file) implements Outcome {}

    /// By its ending no filing.
    record Other(String file) implements Outcome {}
  }

  private final FilingReader reader;

  public FolderImport(FilingContext known) {
    this.reader = new FilingReader(known);
  }

  /// Hands each outcome over as soon as it is there; files in the order of their names.
  public void run(Path fileOrFolder, Progress progress, Consumer<Outcome> outcomes)
      throws IOException {
    if (!Files.isDirectory(fileOrFolder)) {
      outcomes.accept(read(fileOrFolder, String.valueOf(fileOrFolder.getFileName())));
      return;
    }
    List<Path> files = files(fileOrFolder);
    for (int i = 0; i < files.size(); i++) {
      progress.report("numbering.import", i, files.size());
      outcomes.accept(one(fileOrFolder, files.get(i)));
    }
    progress.report("numbering.import", files.size(), files.size());
  }

  private Outcome one(Path folder, Path file) throws IOException {
    String name = folder.relativize(file).toString();
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return new Outcome.Absent(name);
    }
    return isFiling(name) ? read(file, name) : new Outcome.Other(name);
  }

  private static boolean isFiling(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(lower::endsWith);
  }

  private Outcome read(Path file, String name) throws IOException {
    try {
      List<Filing> filings = new ArrayList<>();
      for (FiledDocument document : FilingFiles.read(file, name)) {
        filings.add(reader.read(document));
      }
      return new Outcome.Read(name, filings);
    } catch (RefusedFilingException e) {
      return new Outcome.Unreadable(name, e.refusal());
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.add(file);
            Path general = file.resolveSibling("general.yaml");
            if (file.endsWith("meta.yaml")
                && Files.exists(file.resolveSibling("amendments.yaml"))
                && !Files.exists(general)) {
              files.add(general);
            }
            if (files.size() > MAX_FILES) {
              throw new IllegalArgumentException("more than " + MAX_FILES + " files: " + folder);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(null);
    return files;
  }
}
