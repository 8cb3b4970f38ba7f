package org.wasl.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.numbering.NationalPlan;
import org.wasl.numbering.PlanEntry;
import org.wasl.settlement.agreeing.MonthCase.Stage;
import org.wasl.terms.PartyId;
import org.wasl.terms.Progress;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.voice.mediation.Mediation;
import org.wasl.voice.reconciliation.Cause;
import org.wasl.voice.setup.VoiceSetup;

/// Real calls: SIPp places them through two Kamailio servers, one for each gateway, each with its
/// own records and its own clock, one of which is ahead. Both nodes account for what their gateway
/// wrote and settle. Programs of others made every record here.
class RealCallsTest {
  private static final Path SCRIPT = Path.of("src/test/sip/run.sh").toAbsolutePath();
  private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);
  private static final int CALLS = 60;
  private static final int SKEW = 7;
  private static final int LOST = 20;
  private static final int ABSENT = 77;

  private final CountriesFolder countries =
      new CountriesFolder(Path.of(System.getProperty("wasl.root", ".."), "countries"));
  private final PartyId origin = countries.listParties().get(0);
  private final PartyId termination = countries.listParties().get(1);

  @TempDir Path folder = Path.of(".");

  /// A number of a mobile range in service, longest form.
  private static String number(NationalPlan plan, int which) {
    PlanEntry range =
        plan.entries().stream()
            .filter(each -> each.usage() == PlanEntry.Usage.MOBILE)
            .filter(each -> each.status() == PlanEntry.Status.IN_SERVICE)
            .filter(each -> each.valid().isOpen())
            .findFirst()
            .orElseThrow();
    int rest = range.mostDigits() - range.codes().length();
    return plan.countryCode() + range.codes().first() + ("%0" + rest + "d").formatted(which);
  }

  private Path numbers() throws IOException {
    StringBuilder text = new StringBuilder("SEQUENTIAL\n");
    NationalPlan from = VoiceSetup.plan(countries, origin);
    NationalPlan to = VoiceSetup.plan(countries, termination);
    for (int i = 0; i < CALLS; i++) {
      text.append(number(from, 1_000 + i)).append(';').append(number(to, 2_000 + i)).append(';');
      text.append(1_100 + i % 5 * 1_000).append('\n');
    }
    return Files.writeString(folder.resolve("numbers.csv"), text);
  }

  private void placeCalls(ZoneId zone) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            "bash",
            SCRIPT.toString(),
            folder.toString(),
            numbers().toString(),
            Integer.toString(CALLS),
            "2026-09-15 10:00:00",
            Integer.toString(SKEW));
    builder.environment().put("TZ", zone.getId());
    Path log = folder.resolve("script.log");
    Process script = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      assertTrue(script.waitFor(5, TimeUnit.MINUTES), "the calls take too long");
      assertEquals(List.of(), groupsAlive(), "the script ends what it started");
    } finally {
      script.destroyForcibly();
      for (String group : groupsAlive()) {
        signal("-KILL", group);
      }
    }
    String said = Files.readString(log);
    Assumptions.assumeTrue(script.exitValue() != ABSENT, "no real calls here: " + said);
    assertEquals(0, script.exitValue(), said);
  }

  /// Process groups that the script made and in which a program still runs.
  private List<String> groupsAlive() throws IOException, InterruptedException {
    Path file = folder.resolve("groups");
    List<String> alive = new ArrayList<>();
    for (String group : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
      if (signal("-0", group)) {
        alive.add(group);
      }
    }
    return alive;
  }

  /// @return whether the group has a process
  private static boolean signal(String signal, String group)
      throws IOException, InterruptedException {
    ProcessBuilder kill = new ProcessBuilder("kill", signal, "--", "-" + group);
    kill.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    return kill.start().waitFor() == 0;
  }

  private static void load(Twin.Side side, String name, List<String> lines) {
    byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    assertInstanceOf(
        Mediation.Outcome.Read.class, side.desk().load(name, bytes, Progress.NONE), name);
  }

  /// The records of the terminating gateway without those of some calls: its disk lost them.
  private List<String> withLosses() throws IOException {
    List<String> kept = new ArrayList<>();
    List<String> lost = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("termination.csv"))) {
      String call = line.split(",", -1)[3];
      if (line.startsWith("INVITE") && lost.size() < LOST) {
        lost.add(call);
      }
      if (!lost.contains(call)) {
        kept.add(line);
      }
    }
    return kept;
  }

  @Test
  void bothNodesAccountForRealCallsFindWhatOneGatewayLostAndSettle() throws Exception {
    ZoneId zone = VoiceSetup.agreement(countries, origin, termination).zone();
    placeCalls(zone);
    Twin twin =
        new Twin(countries, origin, termination, folder.resolve("twin"), 1, Twin.Faults.NONE);
    load(twin.one(), "origin.csv", Files.readAllLines(folder.resolve("origin.csv")));
    load(twin.other(), "termination.csv", withLosses());
    Map<Cause, Long> causes = new TreeMap<>();
    for (int round = 0; round < 40 && stage(twin.one()) != Stage.CLOSED; round++) {
      twin.one().autopilot().step(SEPTEMBER, Progress.NONE);
      twin.other().autopilot().step(SEPTEMBER, Progress.NONE);
      twin.settle(20_000);
      if (causes.isEmpty()) {
        twin.one()
            .desk()
            .causes(SEPTEMBER)
            .values()
            .forEach(parts ->
                parts.forEach((cause, part) -> causes.merge(cause, part.calls(), Long::sum)));
      }
    }
    assertEquals(Stage.CLOSED, stage(twin.one()));
    assertEquals(
        twin.one().desk().statements().month(SEPTEMBER).orElseThrow().digest(),
        twin.other().desk().statements().month(SEPTEMBER).orElseThrow().digest());
    assertEquals(LOST, causes.getOrDefault(Cause.MISSING_THEIRS, 0L), causes::toString);
    assertEquals(
        0L, causes.getOrDefault(Cause.MISSING_OURS, 0L), "seconds of skew are no missing call");
    assertEquals(
        CALLS,
        twin.one().desk().files().getFirst().accepted(),
        "every call that SIPp placed is a record of the first gateway");
  }

  private static Stage stage(Twin.Side side) {
    return side.desk().month(SEPTEMBER).stage();
  }
}
