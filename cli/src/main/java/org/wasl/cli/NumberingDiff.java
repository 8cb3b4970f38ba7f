package org.wasl.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wasl.numbering.comparing.PlanDiff;
import org.wasl.numbering.comparing.PlanLine;
import org.wasl.numbering.comparing.PlanState;
import org.wasl.numbering.comparing.Timeline;
import org.wasl.numbering.filing.FiledDocument;
import org.wasl.numbering.filing.FilingContext;
import org.wasl.numbering.filing.FilingReader;
import org.wasl.numbering.setup.PlanShelf;
import org.wasl.numbering.wire.FilingFiles;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.PartyId;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.terms.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Compares two sources of a plan, or one source on two days.
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = {
      "What differs between two filings or lists, or between two days of one: added, removed, holder, length.",
      "The plan that ships for a party is a source too: plan:PARTY, with every kind of code that it holds.",
      "الفروق بين مصدرين للخطة أو بين يومين في مصدر واحد، والخطة المشحونة لطرف مصدر أيضاً: plan:PARTY."
    })
final class NumberingDiff implements Callable<Integer> {
  private static final String PLAN = "plan:";

  @Parameters(
      arity = "1..2",
      paramLabel = "SOURCE",
      description =
          "a file of any form that import reads (FILE#3 is its third communication), or plan:PARTY"
              + " / ملف من أي شكل يُستورد، أو plan:PARTY")
  private List<String> files = List.of();

  @Option(
      names = "--on",
      arity = "1..2",
      paramLabel = "DAY",
      description = "two days: a timeline of one file / يومان: تسلسل زمني لملف واحد")
  private List<LocalDate> days = List.of();

  @Option(
      names = "--country-code",
      defaultValue = "",
      description = "where no source says it / إن لم يذكره المصدر")
  private String countryCode = "";

  @Option(
      names = "--trunk",
      paramLabel = "DIGIT",
      description =
          "national prefix, where no source says it / بادئة النداء الوطني إن لم يذكرها المصدر")
  private @Nullable String trunk;

  @Option(names = "--all", description = "also what is unchanged / وما لم يتغيّر أيضاً")
  private boolean all;

  @Mixin private Answer answer = new Answer();

  @Override
  public Integer call() throws IOException {
    List<PlanLine> first = lines(files.getFirst());
    List<Step> steps = new ArrayList<>();
    if (files.size() == 2) {
      PlanDiff diff = PlanDiff.between(state(first), state(lines(files.get(1))));
      steps.add(new Step(Optional.empty(), diff));
    } else if (days.size() == 2) {
      Timeline.of(first, days.get(0), days.get(1))
          .steps()
          .forEach(each -> steps.add(new Step(Optional.of(each.until()), each.diff())));
    } else {
      throw new ProblemException(
          new Problem(
              ExitCode.WRONG_USE,
              "",
              new LocalizedText("مصدر واحد ولا يومان", "one source and not two days"),
              new LocalizedText(
                  "اذكر مصدرين، أو مصدراً واحداً مع --on يوم يوم.",
                  "Name two sources, or one and --on DAY DAY.")));
    }
    answer.give(
        () ->
            Json.Obj.with()
                .put("steps", Json.Arr.of(steps.stream().map(this::json).toList()))
                .end(),
        () -> steps.forEach(this::print));
    return ExitCode.DONE.code();
  }

  /// @param until the day of a timeline
  private record Step(Optional<LocalDate> until, PlanDiff diff) {}

  private void print(Step step) {
    step.until().ifPresent(System.out::println);
    print(step.diff());
  }

  private Json.Obj json(Step step) {
    Json.Builder counts = Json.Obj.with();
    for (PlanDiff.Kind kind : PlanDiff.Kind.values()) {
      counts.put(kind.name(), step.diff().of(kind).size());
    }
    Json.Builder answered = Json.Obj.with();
    step.until().ifPresent(day -> answered.put("until", day.toString()));
    return answered
        .put("counts", counts.end())
        .put(
            "differences",
            Json.Arr.of(
                step.diff().differences().stream()
                    .filter(each -> all || each.kind() != PlanDiff.Kind.UNCHANGED)
                    .map(NumberingDiff::json)
                    .toList()))
        .end();
  }

  private static Json.Obj json(PlanDiff.Difference each) {
    Json.Builder row =
        Json.Obj.with()
            .put("kind", each.kind().name())
            .put("resource", each.span().resource().toString())
            .put("numbers", each.span().written());
    each.before().ifPresent(facts -> row.put("before", json(facts)));
    each.after().ifPresent(facts -> row.put("after", json(facts)));
    return row.end();
  }

  private static Json.Obj json(PlanLine.Facts facts) {
    Json.Builder row =
        Json.Obj.with()
            .put("status", facts.status().toString())
            .put("holder", facts.holder())
            .put("usage", facts.usage());
    facts
        .lengths()
        .ifPresent(
            lengths -> row.put("leastDigits", lengths.least()).put("mostDigits", lengths.most()));
    return row.end();
  }

  private PlanState state(List<PlanLine> lines) {
    return days.isEmpty() ? PlanState.of(lines) : PlanState.on(days.getFirst(), lines);
  }

  private List<PlanLine> lines(String name) throws IOException {
    if (name.startsWith(PLAN)) {
      return shipped(name.substring(PLAN.length()));
    }
    String[] parts = name.split("#", 2);
    Path file = Path.of(parts[0]);
    FilingReader reader =
        new FilingReader(new FilingContext(countryCode, Optional.ofNullable(trunk)));
    List<PlanLine> lines = new ArrayList<>();
    for (FiledDocument document : FilingFiles.read(file, String.valueOf(file.getFileName()))) {
      if (parts.length == 1 || document.name().endsWith("#" + parts[1])) {
        reader.read(document).proposals().map(PlanLine::of).forEach(lines::add);
      }
    }
    return lines;
  }

  private static List<PlanLine> shipped(String typed) {
    CountriesFolder countries = new CountriesFolder(Layout.countries());
    PartyId party = Layout.party(countries, typed);
    PlanShelf shelf = PlanShelf.offline(countries, countries.listParties(), InstantSource.system());
    ZoneId zone = countries.party(party).zone();
    return shelf.registry().entries(party).stream().map(entry -> PlanLine.of(entry, zone)).toList();
  }

  private void print(PlanDiff diff) {
    for (PlanDiff.Kind kind : PlanDiff.Kind.values()) {
      List<PlanDiff.Difference> differences = diff.of(kind);
      System.out.println(kind + ": " + differences.size());
      if (kind != PlanDiff.Kind.UNCHANGED || all) {
        differences.forEach(each ->
            System.out.println(
                "  "
                    + each.span().resource()
                    + " "
                    + each.span().written()
                    + "\t"
                    + each.before().map(NumberingDiff::facts).orElse("–")
                    + "\t→ "
                    + each.after().map(NumberingDiff::facts).orElse("–")));
      }
    }
  }

  private static String facts(PlanLine.Facts facts) {
    return facts.status()
        + " "
        + facts.holder()
        + " "
        + facts.usage()
        + " "
        + facts.lengths().map(l -> l.least() + ".." + l.most()).orElse("?");
  }
}
