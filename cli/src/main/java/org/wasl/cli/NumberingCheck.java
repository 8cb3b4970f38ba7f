package org.wasl.cli;

import java.io.BufferedWriter;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.wasl.numbering.classifying.FileCheck;
import org.wasl.numbering.setup.PlanShelf;
import org.wasl.terms.country.CountriesFolder;
import picocli.CommandLine.Command;
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
  @Parameters(paramLabel = "FILE")
  private Path file = Path.of("");

  @Option(
      names = "--as",
      required = true,
      paramLabel = "PARTY",
      description = "the country in which the numbers were dialled")
  private String home = "";

  @Option(names = "--at", paramLabel = "INSTANT", description = "the moment asked about; now")
  private Optional<Instant> at = Optional.empty();

  @Option(
      names = "--known",
      paramLabel = "INSTANT",
      description = "by the plans as known then; now")
  private Optional<Instant> known = Optional.empty();

  @Override
  public Integer call() throws Exception {
    CountriesFolder countries = new CountriesFolder(Layout.countries());
    PlanShelf shelf = PlanShelf.offline(countries, countries.listParties(), InstantSource.system());
    Instant now = Instant.now();
    FileCheck check =
        new FileCheck(
            shelf.classifier(), Layout.party(countries, home), at.orElse(now), known.orElse(now));
    FileCheck.Counts counts;
    try (Reader in = Files.newBufferedReader(file);
        BufferedWriter out =
            new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8))) {
      counts = check.check(in, out);
    }
    System.err.println("lines " + counts.lines() + ", blank " + counts.blank());
    counts.answers().forEach((answer, count) -> System.err.println("  " + answer + " " + count));
    return ExitCode.DONE.code();
  }
}
