package org.wasl.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.wasl.numbering.classifying.FileCheck;
import org.wasl.numbering.setup.PlanShelf;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.terms.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Classifies a file of numbers.
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Says of each number of a file (one a line) what it is; the counts add up to the lines.",
      "يبيّن حال كل رقم في ملف (رقم في كل سطر)، ومجموع الأعداد يساوي عدد الأسطر."
    })
final class NumberingCheck implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE",
      description = "a file of numbers, one a line / ملف أرقام، رقم في كل سطر")
  private Path file = Path.of("");

  @Option(
      names = "--as",
      required = true,
      paramLabel = "PARTY",
      description = "the country in which the numbers were dialled / البلد الذي طُلبت منه الأرقام")
  private String home = "";

  @Option(
      names = "--at",
      paramLabel = "INSTANT",
      description = "the moment asked about; now / اللحظة المسؤول عنها؛ الآن")
  private Optional<Instant> at = Optional.empty();

  @Option(
      names = "--known",
      paramLabel = "INSTANT",
      description = "by the plans as known then; now / بحسب الخطط كما عُرفت حينها؛ الآن")
  private Optional<Instant> known = Optional.empty();

  @Mixin private Answer answer = new Answer();

  @Override
  public Integer call() throws Exception {
    CountriesFolder countries = new CountriesFolder(Layout.countries());
    PlanShelf shelf = PlanShelf.offline(countries, countries.listParties(), InstantSource.system());
    Instant now = Instant.now();
    FileCheck check =
        new FileCheck(
            shelf.classifier(), Layout.party(countries, home), at.orElse(now), known.orElse(now));
    FileCheck.Counts counts =
        answer.rows("numbers").map(rows -> json(check, rows)).orElseGet(() -> lines(check));
    System.err.println("lines " + counts.lines() + ", blank " + counts.blank());
    counts.answers().forEach((each, count) -> System.err.println("  " + each + " " + count));
    return ExitCode.DONE.code();
  }

  private FileCheck.Counts lines(FileCheck check) {
    try (Reader in = Files.newBufferedReader(file);
        BufferedWriter out =
            new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8))) {
      return check.check(in, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FileCheck.Counts json(FileCheck check, Answer.Rows rows) {
    List<String> names = List.of(FileCheck.COLUMNS.split(","));
    try (Reader in = Files.newBufferedReader(file)) {
      FileCheck.Counts counts =
          check.check(in, (FileCheck.Rows) cells -> rows.add(row(names, cells)));
      Json.Builder answers = Json.Obj.with();
      counts.answers().forEach(answers::put);
      rows.end(
          Json.Obj.with()
              .put("lines", counts.lines())
              .put("blank", counts.blank())
              .put("answers", answers.end())
              .end());
      return counts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What does not apply to a number is left out.
  private static Json.Obj row(List<String> names, List<String> cells) {
    Json.Builder row = Json.Obj.with().put("line", Long.parseLong(cells.getFirst()));
    for (int i = 1; i < cells.size(); i++) {
      if (!cells.get(i).isEmpty()) {
        row.put(names.get(i), cells.get(i));
      }
    }
    return row.end();
  }
}
