package org.wasl.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wasl.border.approval.Proposal;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;
import org.wasl.terms.Progress;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.voice.exchange.AskingRefused;

/// What was asked about the differences of a month and refused is seen as refused, and asked again.
class AskingInTwinTest {
  private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);
  private static final Person NADIA = new Person("nadia", new OrganisationId("test.gateway"));
  private static final Person OMAR = new Person("omar", new OrganisationId("test.gateway"));
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ISO_OFFSET_DATE_TIME;

  private CountriesFolder countries =
      new CountriesFolder(Path.of(System.getProperty("wasl.root", ".."), "countries"));

  @TempDir Path folder = Path.of(".");

  private Twin twin() {
    return new Twin(
        countries,
        new PartyId("iq"),
        new PartyId("sy"),
        folder.resolve("twin"),
        9,
        Twin.Faults.NONE);
  }

  /// A call every minute, to different numbers.
  private static void load(Twin.Side side, int from, int to) {
    load(side, from, to, "gw-1");
  }

  private static void load(Twin.Side side, int from, int to, String trunk) {
    StringBuilder file = new StringBuilder("id,a,b,seizure,answer,seconds,trunk,cause\n");
    OffsetDateTime start = OffsetDateTime.parse("2026-09-10T08:00:00+03:00");
    for (int i = from; i < to; i++) {
      OffsetDateTime at = start.plusMinutes(i);
      file.append(i)
          .append(",+963933123456,+96479012%05d,".formatted(i))
          .append("%1$s,%1$s,60,%2$s,16\n".formatted(STAMP.format(at), trunk));
    }
    byte[] bytes = file.toString().getBytes(StandardCharsets.UTF_8);
    side.desk().load("gw-" + from + ".csv", bytes, Progress.NONE);
  }

  private static void declare(Twin.Side side) {
    Proposal account = side.desk().proposeAccount(SEPTEMBER, NADIA, Progress.NONE);
    side.border().approvals().approve(account.id(), OMAR);
  }

  private static int questionable(Twin.Side side) {
    return side.desk().month(SEPTEMBER).comparison().orElseThrow().questionable().size();
  }

  /// The other side loads what it lacked and declares anew; our question crosses its new account.
  @Test
  void aQuestionThatCameTooLateIsRefusedWithItsReasonAndAskedAgain() {
    Twin twin = twin();
    load(twin.one(), 0, 300);
    load(twin.other(), 0, 200);
    declare(twin.one());
    declare(twin.other());
    twin.settle(20_000);
    assertTrue(questionable(twin.one()) > 0);
    load(twin.other(), 200, 300);
    declare(twin.other());
    assertTrue(twin.one().desk().requestDetails(SEPTEMBER, NADIA));
    assertTrue(twin.one().desk().awaitsDetails(SEPTEMBER));
    assertFalse(twin.one().desk().requestDetails(SEPTEMBER, NADIA), "it is on its way");
    twin.settle(20_000);
    assertFalse(twin.one().desk().awaitsDetails(SEPTEMBER));
    assertEquals(
        Optional.of(new AskingRefused("voice.details.early", false)),
        twin.one().desk().detailsRefused(SEPTEMBER));
    assertFalse(twin.one().desk().requestDetails(SEPTEMBER, NADIA), "no line differs any more");
    load(twin.other(), 300, 400);
    declare(twin.other());
    twin.settle(20_000);
    assertTrue(twin.one().desk().requestDetails(SEPTEMBER, NADIA), "asked again");
    assertTrue(twin.one().desk().awaitsDetails(SEPTEMBER));
    twin.settle(20_000);
    assertTrue(twin.one().desk().hasDetails(SEPTEMBER));
    assertEquals(Optional.empty(), twin.one().desk().detailsRefused(SEPTEMBER));
    assertEquals(100, missing(twin.one()));
  }

  /// Kamailio without the column of the trunk group names none, Asterisk the caller's channel.
  @ParameterizedTest
  @ValueSource(strings = {"", "963933123456", "i1@x"})
  void whyAMonthDiffersIsFoundWhateverTrunkGroupsAreCalled(String trunk) {
    Twin twin = twin();
    load(twin.one(), 0, 300, trunk);
    load(twin.other(), 0, 200, trunk);
    declare(twin.one());
    declare(twin.other());
    twin.settle(20_000);
    assertTrue(twin.one().desk().requestDetails(SEPTEMBER, NADIA));
    twin.settle(20_000);
    assertTrue(twin.one().desk().hasDetails(SEPTEMBER));
    assertEquals(100, missing(twin.one()));
  }

  private static long missing(Twin.Side side) {
    return side.desk().causes(SEPTEMBER).values().stream()
        .flatMap(parts -> parts.values().stream())
        .mapToLong(part -> part.calls())
        .sum();
  }

  /// The other side's policy file does not let the question in; our node knows it and keeps it.
  @Test
  void aQuestionThatAPolicyForbidsIsNotShownAsWaiting() throws IOException {
    forbid("clock-sample");
    Twin twin = twin();
    load(twin.one(), 0, 300);
    load(twin.other(), 0, 200);
    declare(twin.one());
    declare(twin.other());
    twin.settle(20_000);
    assertTrue(twin.one().desk().requestDetails(SEPTEMBER, NADIA));
    twin.settle(20_000);
    assertFalse(twin.one().desk().awaitsDetails(SEPTEMBER));
    assertTrue(twin.one().desk().detailsRefused(SEPTEMBER).orElseThrow().byUs());
  }

  private void forbid(String kind) throws IOException {
    Path made = folder.resolve("countries");
    try (Stream<Path> files = Files.walk(countries.root())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = made.resolve(countries.root().relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    Path policy = made.resolve("sy").resolve("policy.json");
    Files.writeString(policy, Files.readString(policy).replace("\"" + kind + "\"", "\"other\""));
    countries = new CountriesFolder(made);
  }
}
