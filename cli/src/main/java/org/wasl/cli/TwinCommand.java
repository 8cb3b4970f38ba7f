package org.wasl.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.wasl.settlement.agreeing.MonthCase.Stage;
import org.wasl.terms.PartyId;
import org.wasl.terms.Progress;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.terms.json.Json;
import org.wasl.twin.Twin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Runs both countries in one process under faults, seed after seed.
@Command(
    name = "twin",
    mixinStandardHelpOptions = true,
    exitCodeList = "1:a seed failed / أخفقت بذرة",
    description = {
      "Runs both nodes in one process under faults, seed after seed; stops at the first that fails.",
      "يشغّل العقدتين معاً تحت الأعطال، بذرة بعد بذرة."
    })
final class TwinCommand implements Callable<Integer> {
  private static final YearMonth MONTH = YearMonth.of(2026, 9);

  @Option(
      names = "--seeds",
      defaultValue = "100",
      description = "how many seeds to go through / عدد البذور")
  private int seeds;

  @Option(names = "--from", defaultValue = "1", description = "the first seed / البذرة الأولى")
  private long from;

  @Mixin private Answer answer = new Answer();

  @Override
  public Integer call() throws Exception {
    CountriesFolder countries = new CountriesFolder(Layout.countries());
    List<PartyId> parties = countries.listParties();
    Path sample = Files.createTempDirectory("wasl-twin");
    VoiceCommand.Generate.make(
        sample, parties.get(0), parties.get(1), MONTH, 2_000, from, Progress.NONE);
    long failed = -1;
    String flaw = "";
    try (Bar bar = Bar.open()) {
      for (long seed = from; seed < from + seeds && failed < 0; seed++) {
        bar.report("twin", seed - from, seeds);
        flaw = run(twin(countries, seed), sample);
        failed = flaw.isEmpty() ? -1 : seed;
      }
    }
    say(failed, flaw);
    return failed < 0 ? ExitCode.DONE.code() : ExitCode.NO.code();
  }

  private static Twin twin(CountriesFolder countries, long seed) throws IOException {
    List<PartyId> parties = countries.listParties();
    return new Twin(
        countries,
        parties.get(0),
        parties.get(1),
        Files.createTempDirectory("wasl-twin"),
        seed,
        Twin.Faults.ROUGH);
  }

  /// @param failed the seed that failed; negative when none did
  private void say(long failed, String flaw) {
    answer.give(
        () -> {
          Json.Builder json =
              Json.Obj.with().put("from", from).put("passed", failed < 0 ? seeds : failed - from);
          return failed < 0 ? json.end() : json.put("failedSeed", failed).put("flaw", flaw).end();
        },
        () ->
            System.out.println(
                failed < 0 ? seeds + " passed, 0 failed" : "seed " + failed + ": " + flaw));
  }

  private static String run(Twin twin, Path sample) {
    try {
      while (twin.act(() -> load(twin.one(), sample))
          || twin.act(() -> load(twin.other(), sample))) {
        // a side that stopped meanwhile loads again; what it holds is refused as known
      }
      twin.backUp();
      for (int round = 0; round < 80 && !closed(twin); round++) {
        twin.act(() -> twin.one().autopilot().step(MONTH, Progress.NONE));
        twin.act(() -> twin.other().autopilot().step(MONTH, Progress.NONE));
        twin.settle(20_000);
      }
    } catch (IllegalStateException e) {
      return String.valueOf(e.getMessage());
    }
    boolean same =
        closed(twin)
            && twin.one()
                .desk()
                .statements()
                .month(MONTH)
                .equals(twin.other().desk().statements().month(MONTH));
    return same
        ? ""
        : "the months do not end alike: "
            + twin.one().desk().month(MONTH).stage()
            + " / "
            + twin.other().desk().month(MONTH).stage()
            + " after "
            + twin.came();
  }

  /// @return false, once all is loaded
  private static boolean load(Twin.Side side, Path sample) {
    try (Stream<Path> files = Files.list(sample.resolve(side.desk().us().value()))) {
      for (Path file : files.sorted().toList()) {
        side.desk().load(file.getFileName().toString(), Files.readAllBytes(file), Progress.NONE);
      }
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean closed(Twin twin) {
    return twin.one().desk().month(MONTH).stage() == Stage.CLOSED
        && twin.other().desk().month(MONTH).stage() == Stage.CLOSED;
  }
}
