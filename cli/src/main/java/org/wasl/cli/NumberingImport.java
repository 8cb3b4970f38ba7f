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
import org.wasl.terms.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
  @Parameters(
      paramLabel = "FILE_OR_FOLDER",
      description = "YAML, JSON, HTML, DOCX, PDF, CSV / ملف أو مجلد من هذه الأنواع")
  private Path source = Path.of("");

  @Option(
      names = "--country-code",
      defaultValue = "",
      description = "where the filing does not say it / إن لم يذكره الإيداع")
  private String countryCode = "";

  @Option(
      names = "--trunk",
      paramLabel = "DIGIT",
      description =
          "national (trunk) prefix of the country; '' where it has none / بادئة النداء الوطني؛ فارغة إن لم توجد")
  private @Nullable String trunk;

  @Option(names = "--report", description = "only the counts / الأعداد فقط")
  private boolean report;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "proposals.tsv, changes.tsv, defects.tsv / مجلد لهذه الملفات")
  private @Nullable Path out;

  @Mixin private Answer answer = new Answer();

  @Override
  public Integer call() throws Exception {
    ImportReport counts = new ImportReport();
    FolderImport work =
        new FolderImport(new FilingContext(countryCode, Optional.ofNullable(trunk)));
    try (Bar bar = Bar.open()) {
      if (out != null) {
        writing(work, bar, counts, out);
      } else if (answer.isJson() && !report) {
        Answer.Rows rows = answer.rows("rows").orElseThrow();
        work.run(source, bar, outcome -> add(outcome, counts, rows));
        rows.end(Json.Obj.with().put("report", counts.json()).end());
        return ExitCode.DONE.code();
      } else {
        work.run(
            source,
            bar,
            outcome -> {
              counts.add(outcome);
              if (!report) {
                print(outcome);
              }
            });
      }
    }
    answer.give(
        () -> Json.Obj.with().put("report", counts.json()).end(),
        () -> counts.lines().forEach(System.out::println));
    return ExitCode.DONE.code();
  }

  private void writing(FolderImport work, Bar bar, ImportReport counts, Path folder)
      throws IOException {
    Files.createDirectories(folder);
    try (Writer proposals = Files.newBufferedWriter(folder.resolve("proposals.tsv"));
        Writer changes = Files.newBufferedWriter(folder.resolve("changes.tsv"));
        BufferedWriter defects = Files.newBufferedWriter(folder.resolve("defects.tsv"))) {
      work.run(
          source,
          bar,
          outcome -> {
            counts.add(outcome);
            write(outcome, proposals, changes, defects);
          });
    }
  }

  private static void add(FolderImport.Outcome outcome, ImportReport counts, Answer.Rows rows) {
    counts.add(outcome);
    if (outcome instanceof FolderImport.Outcome.Read read) {
      for (Filing filing : read.filings()) {
        filing.proposals().forEach(each -> rows.add(json(each)));
        filing.changes().forEach(each -> rows.add(json(each)));
        filing.defects().forEach(each -> rows.add(json(each)));
      }
    }
  }

  private static Json.Obj json(Proposed each) {
    Json.Builder row =
        Json.Obj.with()
            .put("row", "proposal")
            .put("resource", each.resource().name())
            .put("range", each.range().toString())
            .put("status", each.status().name())
            .put("usage", each.usage())
            .put("holder", each.holder())
            .put("area", each.area())
            .put("note", each.note())
            .put("place", each.place().toString());
    each.lengths()
        .ifPresent(
            lengths -> row.put("leastDigits", lengths.least()).put("mostDigits", lengths.most()));
    each.validFrom().ifPresent(day -> row.put("from", day.toString()));
    each.validTo().ifPresent(day -> row.put("to", day.toString()));
    return row.end();
  }

  private static Json.Obj json(ProposedChange each) {
    Json.Builder row =
        Json.Obj.with()
            .put("row", "change")
            .put("before", each.before().toString())
            .put("after", each.after().toString())
            .put("place", each.place().toString());
    each.parallelFrom().ifPresent(day -> row.put("parallelFrom", day.toString()));
    each.parallelTo().ifPresent(day -> row.put("parallelTo", day.toString()));
    return row.end();
  }

  private static Json.Obj json(Defect each) {
    return Json.Obj.with()
        .put("row", "defect")
        .put("defect", each.kind().code())
        .put("place", each.place().toString())
        .put("original", each.original())
        .put("en", each.kind().text().en())
        .put("ar", each.kind().text().ar())
        .end();
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
