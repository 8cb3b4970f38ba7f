package org.wasl.twin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wasl.numbering.NationalPlan;
import org.wasl.paper.PdfPaper;
import org.wasl.settlement.agreeing.MonthCase.Stage;
import org.wasl.terms.PartyId;
import org.wasl.terms.Progress;
import org.wasl.terms.Refusal;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.voice.TrafficAgreement;
import org.wasl.voice.generation.SampleMonth;
import org.wasl.voice.mediation.Mediation;
import org.wasl.voice.reconciliation.Cause;
import org.wasl.voice.reconciliation.Explanation;
import org.wasl.voice.setup.VoiceSetup;

class SampleMonthInTwinTest {
  private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);
  private CountriesFolder countries =
      new CountriesFolder(Path.of(System.getProperty("wasl.root", ".."), "countries"));
  private PartyId first = countries.listParties().get(0);
  private PartyId second = countries.listParties().get(1);

  @TempDir Path folder = Path.of(".");

  private List<SampleMonth.Planted> generate(int calls, long seed) {
    TrafficAgreement agreement = VoiceSetup.agreement(countries, first, second);
    Map<PartyId, NationalPlan> plans = new TreeMap<>();
    plans.put(first, VoiceSetup.plan(countries, first));
    plans.put(second, VoiceSetup.plan(countries, second));
    return new SampleMonth(agreement, plans, SEPTEMBER, calls, seed)
        .write(folder.resolve("sample"), Progress.NONE);
  }

  /// @return false, once all is loaded
  private boolean load(Twin.Side side) {
    Path files = folder.resolve("sample").resolve(side.desk().us().value());
    try (Stream<Path> all = Files.list(files)) {
      for (Path file : all.sorted().toList()) {
        var outcome =
            side.desk()
                .load(file.getFileName().toString(), Files.readAllBytes(file), Progress.NONE);
        assertTrue(isLoaded(outcome), file.toString());
      }
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isLoaded(Mediation.Outcome outcome) {
    return switch (outcome) {
      case Mediation.Outcome.Read _ -> true;
      case Mediation.Outcome.Refused(Refusal refusal) -> refusal.code().equals("voice.file.known");
    };
  }

  private Twin settled(long seed, Twin.Faults faults) {
    Twin twin = new Twin(countries, first, second, folder.resolve("twin"), seed, faults);
    while (twin.act(() -> load(twin.one())) || twin.act(() -> load(twin.other()))) {
      // a side that stopped meanwhile loads again; what it holds is refused as known
    }
    twin.backUp();
    for (int round = 0; round < 60 && !closed(twin); round++) {
      twin.act(() -> twin.one().autopilot().step(SEPTEMBER, Progress.NONE));
      twin.act(() -> twin.other().autopilot().step(SEPTEMBER, Progress.NONE));
      twin.settle(20_000);
    }
    return twin;
  }

  private static boolean closed(Twin twin) {
    return twin.one().desk().month(SEPTEMBER).stage() == Stage.CLOSED
        && twin.other().desk().month(SEPTEMBER).stage() == Stage.CLOSED;
  }

  @Test
  void aMonthIsDeclaredComparedContestedAgreedAndSignedEqualToTheByteOnBothNodes() {
    generate(20_000, 7);
    Twin twin = settled(7, Twin.Faults.NONE);
    assertTrue(closed(twin), () -> "stage " + twin.one().desk().month(SEPTEMBER).stage());
    for (Locale language : List.of(Locale.of("ar"), Locale.of("en"))) {
      assertArrayEquals(
          PdfPaper.write(twin.one().desk().statements().paper(SEPTEMBER).orElseThrow(), language),
          PdfPaper.write(
              twin.other().desk().statements().paper(SEPTEMBER).orElseThrow(), language));
    }
    assertTrue(twin.one().desk().statements().month(SEPTEMBER).orElseThrow().net().signum() > 0);
  }

  @Test
  void afterClosingTheMonthsKeyAndDetailsAreGoneAndTheirProofsStand() {
    generate(20_000, 7);
    Twin twin = settled(7, Twin.Faults.NONE);
    assertEquals(false, twin.one().desk().hasDetails(SEPTEMBER));
    assertTrue(twin.one().desk().explanation(SEPTEMBER).isEmpty());
    assertTrue(
        twin.one().stores().logs().erasures().size() >= 3, "own share, their share, details");
  }

  @Test
  void everyPlantedKindOfDifferenceIsFoundWithItsCauseAndPartsSumToTheDifference() {
    List<SampleMonth.Planted> truth = generate(60_000, 11);
    Twin twin = new Twin(countries, first, second, folder.resolve("twin"), 11, Twin.Faults.NONE);
    load(twin.one());
    load(twin.other());
    for (int round = 0; round < 8; round++) {
      if (!twin.one().desk().hasDetails(SEPTEMBER)) {
        twin.one().autopilot().step(SEPTEMBER, Progress.NONE);
      }
      if (!twin.other().desk().hasDetails(SEPTEMBER)) {
        twin.other().autopilot().step(SEPTEMBER, Progress.NONE);
      }
      twin.settle(20_000);
    }
    Explanation why = twin.one().desk().explanation(SEPTEMBER).orElseThrow();
    var comparison = twin.one().desk().month(SEPTEMBER).comparison().orElseThrow();
    for (var cell : comparison.questionable()) {
      var known = why.cells().get(cell.key());
      BigInteger sum =
          known == null
              ? BigInteger.ZERO
              : known.parts().values().stream()
                  .map(Explanation.Part::exact)
                  .reduce(BigInteger.ZERO, BigInteger::add);
      assertEquals(cell.difference().exact(), sum, "the parts of " + cell.key());
    }
    Map<Cause, Long> found = new TreeMap<>();
    why.cells()
        .values()
        .forEach(cell ->
            cell.parts().forEach((cause, part) -> found.merge(cause, part.calls(), Long::sum)));
    for (SampleMonth.Planted planted : truth) {
      boolean ours = planted.side().equals(first);
      List<Cause> expected =
          switch (planted.cause()) {
            case "missing" -> List.of(ours ? Cause.MISSING_OURS : Cause.MISSING_THEIRS);
            case "missing-file" -> List.of(ours ? Cause.FILE_OURS : Cause.FILE_THEIRS);
            case "duplicate" -> List.of(ours ? Cause.DUPLICATE_OURS : Cause.DUPLICATE_THEIRS);
            case "rounding" -> List.of(Cause.ROUNDING);
            default -> List.of(Cause.DURATION);
          };
      assertTrue(
          expected.stream().anyMatch(found::containsKey), planted + " is not among " + found);
    }
    assertTrue(!found.containsKey(Cause.RATE), "no rate differs, and none is blamed");
    assertTrue(found.containsKey(Cause.CLOCK), "clocks that differ move calls over the edge");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void underFaultsNothingIsLostNothingIsDoneTwiceAndBothEndAlike(long seed) {
    generate(3_000, seed);
    Twin twin = settled(seed, Twin.Faults.ROUGH);
    assertTrue(
        closed(twin),
        () ->
            "seed "
                + seed
                + ": "
                + twin.one().desk().month(SEPTEMBER).stage()
                + " / "
                + twin.other().desk().month(SEPTEMBER).stage());
    assertEquals(
        twin.one().desk().statements().month(SEPTEMBER).orElseThrow().digest(),
        twin.other().desk().statements().month(SEPTEMBER).orElseThrow().digest(),
        "seed " + seed);
  }

  /// Two countries that do not exist: the shipped facts under other names, codes and numbers.
  private void makeUpCountries() throws IOException {
    Path made = folder.resolve("made-up");
    try (Stream<Path> files = Files.walk(countries.root())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = made.resolve(madeUp(countries.root().relativize(file).toString()));
        Files.createDirectories(target.getParent());
        Files.writeString(target, madeUp(Files.readString(file)));
      }
    }
    countries = new CountriesFolder(made);
    first = countries.listParties().get(0);
    second = countries.listParties().get(1);
  }

  private static String madeUp(String text) {
    return text.replaceAll("\\biq\\b", "mu")
        .replaceAll("\\bsy\\b", "zu")
        .replaceAll("\\bIQ\\b", "MU")
        .replaceAll("\\bSY\\b", "ZU")
        .replaceAll("\\b964", "998")
        .replaceAll("\\b963", "997")
        .replace("Iraq", "Mulandia")
        .replace("Syria", "Zulandia");
  }

  @Test
  void countriesThatNobodyKnowsSettleTheirMonthToo() throws IOException {
    makeUpCountries();
    assertEquals("mu", first.value());
    generate(4_000, 3);
    Twin twin = settled(3, Twin.Faults.NONE);
    assertTrue(closed(twin));
    assertEquals(
        twin.one().desk().statements().month(SEPTEMBER).orElseThrow().digest(),
        twin.other().desk().statements().month(SEPTEMBER).orElseThrow().digest());
    assertTrue(twin.one().desk().statements().month(SEPTEMBER).orElseThrow().debtor().isPresent());
  }
}
