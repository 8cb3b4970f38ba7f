package org.wasl.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.border.approval.Approvals.Decision;
import org.wasl.border.approval.Proposal;
import org.wasl.settlement.Account;
import org.wasl.settlement.Line;
import org.wasl.settlement.agreeing.AgreedAccount;
import org.wasl.settlement.agreeing.AgreedLine;
import org.wasl.settlement.agreeing.MonthCase;
import org.wasl.settlement.agreeing.Step;
import org.wasl.settlement.wire.StepJson;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;
import org.wasl.terms.Progress;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.voice.exchange.VoiceDesk;
import org.wasl.voice.mediation.Mediation;

/// Records that come after their month was agreed.
class LateRecordsInTwinTest {
  private static final YearMonth AUGUST = YearMonth.of(2026, 8);
  private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);
  private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ISO_OFFSET_DATE_TIME;

  private final CountriesFolder countries =
      new CountriesFolder(Path.of(System.getProperty("wasl.root", ".."), "countries"));

  @TempDir Path folder = Path.of(".");

  private Twin twin() {
    return new Twin(
        countries,
        new PartyId("sy"),
        new PartyId("iq"),
        folder.resolve("twin"),
        5,
        Twin.Faults.NONE);
  }

  /// Calls of a minute from Syria to Baghdad, one every ten minutes.
  private static byte[] calls(String from, int count) {
    StringBuilder file = new StringBuilder("id,a,b,seizure,answer,seconds,trunk,cause\n");
    OffsetDateTime start = OffsetDateTime.parse(from + "T12:00:00+03:00");
    for (int i = 0; i < count; i++) {
      String at = STAMP.format(start.plusMinutes(10L * i));
      file.append(from)
          .append("-")
          .append(i)
          .append(",+96393312%04d,+96479012%05d,".formatted(i, i))
          .append(at)
          .append(",")
          .append(at)
          .append(",60,gw-1,16\n");
    }
    return file.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void load(Twin.Side side, String from, int count) {
    Mediation.Outcome outcome =
        side.desk().load(from + "-" + count + ".csv", calls(from, count), Progress.NONE);
    assertEquals(
        count, assertInstanceOf(Mediation.Outcome.Read.class, outcome).report().accepted());
  }

  private static void close(Twin twin, YearMonth month) {
    for (int round = 0;
        round < 20 && twin.one().desk().month(month).stage() != MonthCase.Stage.CLOSED;
        round++) {
      twin.one().autopilot().step(month, Progress.NONE);
      twin.settle(20_000);
      twin.other().autopilot().step(month, Progress.NONE);
      twin.settle(20_000);
    }
    for (Twin.Side side : List.of(twin.one(), twin.other())) {
      assertSame(MonthCase.Stage.CLOSED, side.desk().month(month).stage());
      assertEquals(List.of(), side.desk().statements().changed());
    }
  }

  private static AgreedAccount agreed(VoiceDesk desk, YearMonth month) {
    return desk.month(month).agreedAccount().orElseThrow();
  }

  private static long seconds(AgreedAccount agreed, YearMonth month) {
    return agreed.lines().stream()
        .map(AgreedLine::line)
        .filter(line -> YearMonth.from(line.key().day()).equals(month))
        .mapToLong(line -> line.quantities().get(2))
        .sum();
  }

  private static BigInteger exact(Stream<AgreedAccount> accounts) {
    return accounts
        .flatMap(each -> each.lines().stream())
        .map(each -> each.line().exact())
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  /// What comes to both after the month was agreed is paid once, in the next month.
  @Test
  void lateRecordsStandInTheNextAccountAndInNoOther() {
    Twin twin = twin();
    for (Twin.Side side : List.of(twin.one(), twin.other())) {
      load(side, "2026-08-10", 20);
      load(side, "2026-09-10", 7);
    }
    close(twin, AUGUST);
    String august = agreed(twin.one().desk(), AUGUST).digest();
    for (Twin.Side side : List.of(twin.one(), twin.other())) {
      // the same day and hours, and a day of which nothing was known
      load(side, "2026-08-11", 5);
    }
    close(twin, SEPTEMBER);
    AgreedAccount september = agreed(twin.one().desk(), SEPTEMBER);
    assertEquals(agreed(twin.other().desk(), SEPTEMBER).digest(), september.digest());
    assertEquals(7 * 60, seconds(september, SEPTEMBER));
    assertEquals(5 * 60, seconds(september, AUGUST));
    assertEquals(august, agreed(twin.one().desk(), AUGUST).digest(), "never changed");
    for (Twin.Side side : List.of(twin.one(), twin.other())) {
      load(side, "2026-10-10", 3);
    }
    close(twin, OCTOBER);
    AgreedAccount october = agreed(twin.one().desk(), OCTOBER);
    assertEquals(3 * 60, seconds(october, OCTOBER));
    assertEquals(0, seconds(october, AUGUST), "paid once");
    // every call costs the same: 35 calls of a minute
    BigInteger all = exact(Stream.of(agreed(twin.one().desk(), AUGUST), september, october));
    BigInteger one = exact(Stream.of(october)).divide(BigInteger.valueOf(3));
    assertEquals(one.multiply(BigInteger.valueOf(35)), all);
  }

  /// What only the party that is paid knows is a claim like any other.
  @Test
  void lateRecordsOfOneSideAreComparedLikeAnyOtherLine() {
    Twin twin = twin();
    for (Twin.Side side : List.of(twin.one(), twin.other())) {
      load(side, "2026-08-10", 20);
    }
    close(twin, AUGUST);
    load(twin.other(), "2026-08-11", 5);
    assertEquals(
        5 * 60L,
        twin.other().desk().account(SEPTEMBER, Progress.NONE).account().lines().stream()
            .mapToLong(line -> line.quantities().get(2))
            .sum());
    close(twin, SEPTEMBER);
    assertEquals(
        agreed(twin.one().desk(), SEPTEMBER).digest(),
        agreed(twin.other().desk(), SEPTEMBER).digest());
    load(twin.one(), "2026-08-11", 5);
    close(twin, OCTOBER);
    BigInteger paid =
        exact(Stream.of(AUGUST, SEPTEMBER, OCTOBER).map(each -> agreed(twin.one().desk(), each)));
    BigInteger twenty = exact(Stream.of(agreed(twin.one().desk(), AUGUST)));
    assertTrue(
        paid.multiply(BigInteger.valueOf(20)).equals(twenty.multiply(BigInteger.valueOf(25))),
        "once both know them they are paid, and once: " + paid + " " + twenty);
  }

  private static String approve(Twin.Side side, Proposal proposal) {
    Decision decision =
        side.border()
            .approvals()
            .approve(proposal.id(), new Person("second", proposal.proposedBy().organisation()));
    return decision instanceof Decision.Refused refused ? refused.refusal().code() : "";
  }

  private static Proposal account(Twin.Side side, YearMonth month) {
    return side.desk()
        .proposeAccount(
            month, new Person("first", new OrganisationId("test.gateway")), Progress.NONE);
  }

  /// Both were prepared before either was approved, and each has the five calls.
  @Test
  void aCorrectionIsSentInOneOfTwoAccountsThatWerePreparedTogether() {
    Twin twin = twin();
    for (Twin.Side side : List.of(twin.one(), twin.other())) {
      load(side, "2026-08-10", 20);
      load(side, "2026-09-10", 7);
      load(side, "2026-10-10", 3);
    }
    close(twin, AUGUST);
    load(twin.one(), "2026-08-11", 5);
    Proposal september = account(twin.one(), SEPTEMBER);
    Proposal october = account(twin.one(), OCTOBER);
    assertEquals("", approve(twin.one(), september));
    assertEquals("voice.account.outdated", approve(twin.one(), october));
    assertEquals("", approve(twin.one(), account(twin.one(), OCTOBER)), "prepared again");
  }

  @Test
  void anAccountOfWhichMonthsDoNotStandIsRefused() {
    Twin twin = twin();
    load(twin.one(), "2026-08-10", 20);
    load(twin.one(), "2026-09-10", 7);
    Account made = twin.one().desk().account(SEPTEMBER, Progress.NONE).account();
    List<Line> lines = new ArrayList<>(made.lines());
    lines.addAll(twin.one().desk().account(AUGUST, Progress.NONE).account().lines());
    lines.sort(Comparator.comparing(Line::key));
    Step step =
        new Step.Declared(
            new Account(
                made.agreement(),
                made.formVersion(),
                SEPTEMBER,
                made.declaredBy(),
                made.basis(),
                lines));
    Proposal proposal =
        twin.one()
            .border()
            .approvals()
            .propose(
                "voice." + StepJson.type(step),
                StepJson.json(step),
                new Person("first", new OrganisationId("test.gateway")));
    assertEquals("voice.account.correction", approve(twin.one(), proposal));
  }
}
