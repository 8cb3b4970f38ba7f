package org.wasl.cli;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wasl.numbering.changing.ChangeMap;
import org.wasl.numbering.changing.Conversion;
import org.wasl.numbering.changing.NumberForm;
import org.wasl.numbering.filing.Defect;
import org.wasl.numbering.filing.FilingContext;
import org.wasl.numbering.wire.ChangeFiles;
import org.wasl.numbering.wire.ChangeTable;
import org.wasl.numbering.wire.RefusedFilingException;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Applies a number change to a file of any size. Numbers are neither printed nor logged.
@Command(
    name = "change",
    mixinStandardHelpOptions = true,
    exitCodeList = "1:a number was refused / رُفض رقم",
    description = {
      "Applies a table of old and new codes to an address book (CSV, vCard) or to call records (CSV).",
      "يطبّق جدول تغيير أرقام على دفتر عناوين أو على سجلات مكالمات."
    })
final class NumberingChange implements Callable<Integer> {
  private static final int MAX_TOLD = 20;

  @Parameters(
      index = "0",
      paramLabel = "IN",
      description = ".vcf is a vCard, anything else CSV / vcf بطاقة اتصال وغيره CSV")
  private Path in = Path.of("");

  @Parameters(index = "1", paramLabel = "OUT", description = "where to write / أين يُكتب الناتج")
  private Path out = Path.of("");

  @Option(
      names = "--table",
      required = true,
      paramLabel = "FILE",
      description = "old and new codes / الرموز القديمة والجديدة")
  private Path table = Path.of("");

  @Option(
      names = "--country",
      required = true,
      paramLabel = "PARTY",
      description = "the country whose codes these are / البلد صاحب الرموز")
  private String country = "";

  @Option(
      names = "--column",
      paramLabel = "HEADING",
      description = "CSV: columns with numbers / CSV: أعمدة الأرقام")
  private List<String> columns = List.of();

  @Option(
      names = "--day-column",
      defaultValue = "",
      description = "CSV: column with each row's day / CSV: عمود يوم كل سطر")
  private String dayColumn = "";

  @Option(
      names = "--delimiter",
      defaultValue = ",",
      description = "CSV: what stands between cells / CSV: الفاصل بين الخلايا")
  private char delimiter;

  @Option(
      names = "--as-of",
      paramLabel = "DAY",
      description = "where rows have no day; default today / حيث لا يوم للسطر؛ والمعتاد اليوم")
  private @Nullable LocalDate asOf;

  @Option(
      names = "--area",
      defaultValue = "",
      paramLabel = "DIGITS",
      description =
          "area code, where the table writes local numbers / رمز المنطقة إن كُتبت أرقام محلية")
  private String area = "";

  @Option(
      names = "--least-digits",
      defaultValue = "7",
      description = "shortest national number / أقصر رقم وطني")
  private int leastDigits;

  @Mixin private Answer answer = new Answer();

  private long told;

  @Override
  public Integer call() throws IOException {
    NumberForm form = form();
    ChangeTable read =
        ChangeTable.read(
            table, new FilingContext(form.countryCode(), Optional.of(form.trunkPrefix())));
    for (Defect defect : read.defects()) {
      System.err.println(
          defect.place()
              + ": "
              + defect.kind().text().en()
              + " / "
              + defect.kind().text().ar()
              + ": "
              + defect.original());
    }
    Conversion conversion =
        new Conversion(
            new ChangeMap(read.rules().stream().map(rule -> rule.behind(area)).toList()), form);
    LocalDate day = asOf == null ? LocalDate.now(ZoneOffset.UTC) : asOf;
    ChangeFiles files =
        new ChangeFiles(String.valueOf(in.getFileName()), conversion, day, this::tell);
    Path part = out.resolveSibling(out.getFileName() + ".part");
    try (Reader reader = Files.newBufferedReader(in);
        Writer writer = Files.newBufferedWriter(part)) {
      if (String.valueOf(in.getFileName()).endsWith(".vcf")) {
        files.vcard(reader, writer);
      } else {
        files.csv(reader, writer, delimiter, columns, dayColumn);
      }
    } catch (IOException | RefusedFilingException e) {
      Files.deleteIfExists(part);
      throw e;
    }
    Files.move(part, out, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    answer.give(
        () ->
            Json.Obj.with()
                .put("file", out.toString())
                .put("numbers", conversion.seen())
                .put("converted", conversion.converted())
                .put("unchanged", conversion.unchanged())
                .put("refused", conversion.refused())
                .end(),
        () -> {
          System.out.println("numbers / أرقام: " + conversion.seen());
          System.out.println("  converted / محوّلة: " + conversion.converted());
          System.out.println("  unchanged / بلا تغيير: " + conversion.unchanged());
          System.out.println("  refused / مرفوضة: " + conversion.refused());
        });
    return conversion.refused() == 0 ? ExitCode.DONE.code() : ExitCode.NO.code();
  }

  private void tell(long row, ChangeMap.Contradiction why) {
    if (told++ < MAX_TOLD) {
      System.err.println(
          "row / سطر "
              + row
              + ": "
              + why.before()
              + ": "
              + String.join(
                  " | ",
                  why.rules().stream().map(r -> r.after() + " (" + r.source() + ")").toList()));
    }
  }

  private NumberForm form() {
    CountriesFolder countries = new CountriesFolder(Layout.countries());
    Path folder = countries.root().resolve(Layout.party(countries, country).value());
    JsonObjectReader facts = CountriesFolder.open(folder.resolve("numbering.json"));
    return new NumberForm(
        facts.string("countryCode"),
        facts.string("internationalPrefix"),
        facts.string("trunkPrefix"),
        leastDigits);
  }
}
