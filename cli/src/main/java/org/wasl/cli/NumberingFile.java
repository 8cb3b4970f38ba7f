package org.wasl.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.wasl.numbering.NationalPlan;
import org.wasl.numbering.filing.PlanFiling;
import org.wasl.numbering.proposing.Presentation;
import org.wasl.numbering.store.PlanFiles;
import org.wasl.numbering.wire.E129Csv;
import org.wasl.numbering.wire.E129Docx;
import org.wasl.numbering.wire.E129Json;
import org.wasl.numbering.wire.E129Words;
import org.wasl.terms.PartyId;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.terms.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes a plan as it is filed with ITU.
@Command(
    name = "file",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the plan of a country as an E.129 document (DOCX, CSV or JSON; ar, en, fr).",
      "يكتب خطة بلد وثيقةً على التوصية E.129."
    })
final class NumberingFile implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "PARTY",
      description = "the country whose codes these are / البلد صاحب الرموز")
  private String country = "";

  @Parameters(
      index = "1",
      paramLabel = "OUT",
      description = "ends in .docx, .csv or .json / ينتهي بـ docx أو csv أو json")
  private Path out = Path.of("");

  @Option(names = "--language", defaultValue = "AR", description = "AR, EN, FR / لغة الوثيقة")
  private E129Words words = E129Words.AR;

  @Option(
      names = "--date",
      required = true,
      paramLabel = "DAY",
      description = "of the presentation / تاريخ العرض")
  private LocalDate date = LocalDate.EPOCH;

  @Option(
      names = "--name",
      required = true,
      paramLabel = "TEXT",
      description = "of the country, in the language / اسم البلد باللغة المختارة")
  private String name = "";

  @Option(
      names = "--authority",
      required = true,
      paramLabel = "TEXT",
      description = "who presents the plan / الجهة التي تعرض الخطة")
  private String authority = "";

  @Mixin private Answer answer = new Answer();

  @Override
  public Integer call() throws IOException {
    CountriesFolder countries = new CountriesFolder(Layout.countries());
    PartyId party = Layout.party(countries, country);
    NationalPlan known = PlanFiles.read(party, countries.root().resolve(country));
    PlanFiling plan =
        new PlanFiling(
            names(name),
            names(authority),
            known.countryCode(),
            known.internationalPrefix(),
            known.trunkPrefix(),
            date,
            Presentation.of(known.entries(), date, countries.party(party).zone()));
    byte[] bytes = bytes(plan);
    Files.write(out, bytes);
    answer.give(
        () ->
            Json.Obj.with()
                .put("file", out.toString())
                .put("bytes", bytes.length)
                .put("language", words.name())
                .end(),
        () -> System.out.println(out));
    return ExitCode.DONE.code();
  }

  private byte[] bytes(PlanFiling plan) {
    String end = out.toString().toLowerCase(Locale.ROOT);
    if (end.endsWith(".docx")) {
      return E129Docx.write(plan, words);
    }
    return end.endsWith(".json") ? E129Json.write(plan, words) : E129Csv.write(plan, words);
  }

  private static PlanFiling.Names names(String text) {
    return new PlanFiling.Names(text, text, text);
  }
}
