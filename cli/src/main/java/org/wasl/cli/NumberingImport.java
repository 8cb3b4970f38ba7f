package org.wasl.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wasl.numbering.filing.Defect;
import org.wasl.numbering.filing.Filing;
import org.wasl.numbering.filing.FilingContext;
import org.wasl.numbering.filing.Proposed;
import org.wasl.numbering.filing.ProposedChange;
import org.wasl.numbering.wire.FolderImport;
import org.wasl.numbering.wire.ImportReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Reads filings into proposals and defects; nothing becomes plan by it.
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Reads a filing, or every filing below a folder, into proposed entries and named defects.",
      "يقرأ عرضاً أو كل العروض في مجلد، ويخرج القيود المقترحة والعيوب المسماة."
    })
final class NumberingImport implements Callable<Integer> {
  @Parameters(paramLabel = "FILE_OR_FOLDER", description = "YAML, JSON, HTML, DOCX, PDF, CSV")
  private Path source = Path.of("");

  @Option(
      names = "--country-code",
      defaultValue = "",
      description = "where the filing does not say it")
  private String countryCode = "";

  @Option(
      names = "--trunk",
      paramLabel = "DIGIT",
      description = "national (trunk) prefix of the country; '' where it has none")
  private @Nullable String trunk;

  @Option(names = "--report", description = "only the counts")
  private boolean report;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "proposals.tsv, changes.tsv, defects.tsv")
  private @Nullable Path out;

  @Override
  public Integer call() throws Exception {
    ImportReport counts = new ImportReport();
    FolderImport work =
        new FolderImport(new FilingContext(countryCode, Optional.ofNullable(trunk)));
    if (out == null) {
      work.run(
          source,
          VoiceCommand.bar(),
          outcome -> {
            counts.add(outcome);
            if (!report) {
              print(outcome);
            }
          });
    } else {
      Files.createDirectories(out);
      try (Writer proposals = Files.newBufferedWriter(out.resolve("proposals.tsv"));
          Writer changes = Files.newBufferedWriter(out.resolve("changes.tsv"));
          BufferedWriter defects = Files.newBufferedWriter(out.resolve("defects.tsv"))) {
        work.run(
            source,
            VoiceCommand.bar(),
            outcome -> {
              counts.add(outcome);
              write(outcome, proposals, changes, defects);
            });
      }
    }
    System.err.println();
    counts.lines().forEach(System.out::println);
    return ExitCode.DONE.code();
  }

  private static void print(FolderImport.Outcome outcome) {
    if (outcome instanceof FolderImport.Outcome.Read read) {
      for (Filing filing : read.filings()) {
        filing.proposals().forEach(each -> System.out.println("+ " + line(each)));
        filing.changes().forEach(each -> System.out.println("> " + line(each)));
        filing
            .defects()
            .forEach(
                each -> System.out.println("! " + line(each) + "\t" + each.kind().text().ar()));
      }
    }
  }

  private static void write(
      FolderImport.Outcome outcome, Writer proposals, Writer changes, Writer defects) {
    if (!(outcome instanceof FolderImport.Outcome.Read read)) {
      return;
    }
    try {
      for (Filing filing : read.filings()) {
        for (Proposed each : filing.proposals().toList()) {
          proposals.write(line(each) + "\n");
        }
        for (ProposedChange each : filing.changes().toList()) {
          changes.write(line(each) + "\n");
        }
        for (Defect each : filing.defects().toList()) {
          defects.write(line(each) + "\n");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String line(Proposed each) {
    return String.join(
        "\t",
        each.resource().name(),
        each.range().toString(),
        each.lengths().map(l -> l.least() + ".." + l.most()).orElse("?"),
        each.status().name(),
        each.usage(),
        each.holder(),
        each.area(),
        each.validFrom().map(Object::toString).orElse(""),
        each.validTo().map(Object::toString).orElse(""),
        each.note(),
        each.place().toString());
  }

  private static String line(ProposedChange each) {
    return String.join(
        "\t",
        each.before().toString(),
        each.after().toString(),
        each.parallelFrom().map(Object::toString).orElse(""),
        each.parallelTo().map(Object::toString).orElse(""),
        each.place().toString());
  }

  private static String line(Defect each) {
    return String.join("\t", each.kind().code(), each.place().toString(), each.original());
  }
}
