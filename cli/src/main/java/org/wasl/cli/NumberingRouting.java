package org.wasl.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.wasl.numbering.NationalPlan;
import org.wasl.numbering.routing.DigitAnalysis;
import org.wasl.numbering.setup.PlanShelf;
import org.wasl.numbering.wire.RoutingExport;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.terms.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes the digit analysis of a shipped plan for switches.
@Command(
    name = "routing",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the digit analysis of a party's plan for switches, .csv or .json by the name of the file.",
      "يكتب تحليل أرقام خطة طرف للمقاسم، CSV أو JSON بحسب اسم الملف."
    })
final class NumberingRouting implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "PARTY",
      description = "the country whose plan it is / البلد صاحب الخطة")
  private String party = "";

  @Parameters(index = "1", paramLabel = "OUT", description = "where to write / أين يُكتب الناتج")
  private Path out = Path.of("");

  @Option(
      names = "--at",
      paramLabel = "INSTANT",
      description = "the moment asked about; now / اللحظة المسؤول عنها؛ الآن")
  private Optional<Instant> at = Optional.empty();

  @Option(
      names = "--digits",
      defaultValue = "" + DigitAnalysis.USUAL_DIGITS,
      description =
          "how many digits the switch analyses; ${DEFAULT-VALUE} / عدد الأرقام التي يحللها المقسم")
  private int digits = DigitAnalysis.USUAL_DIGITS;

  @Option(
      names = "--form",
      defaultValue = "INTERNATIONAL",
      description = "${COMPLETION-CANDIDATES} / إحدى هذه القيم")
  private DigitAnalysis.Form form = DigitAnalysis.Form.INTERNATIONAL;

  @Mixin private Answer answer = new Answer();

  @Override
  public Integer call() throws IOException {
    CountriesFolder countries = new CountriesFolder(Layout.countries());
    Instant now = Instant.now();
    Instant moment = at.orElse(now);
    NationalPlan plan =
        PlanShelf.offline(countries, countries.listParties(), InstantSource.system())
            .known(Layout.party(countries, party), now);
    DigitAnalysis analysis =
        Problem.fromOptions(() -> DigitAnalysis.of(plan, plan.entriesAt(moment), form, digits));
    byte[] bytes =
        out.toString().endsWith(".json")
            ? RoutingExport.json(analysis, party, moment)
            : RoutingExport.csv(analysis);
    Files.write(out, bytes);
    answer.give(
        () ->
            Json.Obj.with()
                .put("file", out.toString())
                .put("rows", analysis.rows().size())
                .put("ofMoreDigits", analysis.finer().size())
                .end(),
        () ->
            System.err.println(
                "rows " + analysis.rows().size() + ", of more digits " + analysis.finer().size()));
    return ExitCode.DONE.code();
  }
}
