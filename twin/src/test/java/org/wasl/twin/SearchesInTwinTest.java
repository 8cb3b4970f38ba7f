package org.wasl.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
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
import org.wasl.voice.detection.BypassSearches.Search;
import org.wasl.voice.detection.BypassSearches.Stage;
import org.wasl.voice.detection.DetectionDesk.NotExamined;

/// Days are searched for bypass by themselves where both sides agreed to it, once, whatever stops
/// in between; and what cannot be searched says so.
class SearchesInTwinTest {
  private static final LocalDate DAY = LocalDate.of(2026, 9, 10);
  private static final YearMonth SEPTEMBER = YearMonth.from(DAY);
  private static final Person NADIA = new Person("nadia", new OrganisationId("test.gateway"));
  private static final Person OMAR = new Person("omar", new OrganisationId("test.gateway"));
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ISO_OFFSET_DATE_TIME;

  private CountriesFolder countries =
      new CountriesFolder(Path.of(System.getProperty("wasl.root", ".."), "countries"));

  @TempDir Path folder = Path.of(".");

  private Twin twin(long seed, Twin.Faults faults) {
    return new Twin(
        countries, new PartyId("sy"), new PartyId("iq"), folder.resolve("twin"), seed, faults);
  }

  /// Calls from the first side to the second, one a minute, as each side's gateway records them.
  private static void load(Twin.Side side, String trunk, int from, int to) {
    StringBuilder file = new StringBuilder("id,a,b,seizure,answer,seconds,trunk,cause\n");
    OffsetDateTime start = OffsetDateTime.parse(DAY + "T08:00:00+03:00");
    for (int i = from; i < to; i++) {
      file.append(i)
          .append(",+963933123456,+96479012%05d,".formatted(i))
          .append("%1$s,%1$s,45,%2$s,16\n".formatted(STAMP.format(start.plusMinutes(i)), trunk));
    }
    byte[] bytes = file.toString().getBytes(StandardCharsets.UTF_8);
    side.desk().load("gw-" + from + ".csv", bytes, Progress.NONE);
  }

  private static void loadBoth(Twin twin) {
    load(twin.one(), "sy-out-1", 0, 300);
    load(twin.other(), "iq-in-1", 0, 300);
  }

  private static boolean declare(Twin.Side side) {
    if (!side.desk().month(SEPTEMBER).accounts().containsKey(side.desk().us())) {
      Proposal account = side.desk().proposeAccount(SEPTEMBER, NADIA, Progress.NONE);
      side.border().approvals().approve(account.id(), OMAR);
    }
    return false;
  }

  private static void declareBoth(Twin twin) {
    declare(twin.one());
    declare(twin.other());
    twin.settle(20_000);
  }

  private static Stage stage(Twin.Side side) {
    return side.detection().searches().stream()
        .filter(each -> each.day().equals(DAY))
        .map(Search::stage)
        .findFirst()
        .orElseThrow();
  }

  private static long begun(Twin.Side side) {
    return side.border().auditTrail().newest(200).stream()
        .filter(line -> line.action().equals("detection.search"))
        .count();
  }

  @Test
  void aDayIsSearchedByItselfOnceBothAccountsOfItsMonthAreThereAndNotAgain() {
    Twin twin = twin(1, Twin.Faults.NONE);
    loadBoth(twin);
    assertEquals(List.of(), twin.one().detection().searchDue());
    assertEquals(List.of(), twin.one().detection().searches(), "nothing before the accounts");
    declareBoth(twin);
    assertEquals(List.of(), twin.one().detection().searchDue());
    assertEquals(Stage.WAITS_FOR_THEM, stage(twin.one()));
    twin.settle(20_000);
    assertEquals(Stage.OVER, stage(twin.one()));
    assertEquals(Stage.OVER, stage(twin.other()));
    assertTrue(twin.one().detection().searches().getFirst().told().isPresent(), "with its counts");
    twin.one().detection().searchDue();
    twin.other().detection().searchDue();
    twin.settle(20_000);
    assertEquals(1, begun(twin.one()));
    assertEquals(0, begun(twin.other()), "it answered");
    assertEquals(Stage.OVER, stage(twin.one()));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whateverStopsInBetweenTheSearchEndsAtBothSides(long seed) {
    Twin twin = twin(seed, Twin.Faults.ROUGH);
    twin.act(() -> loaded(twin.one(), "sy-out-1"));
    twin.act(() -> loaded(twin.one(), "sy-out-1"));
    twin.act(() -> loaded(twin.other(), "iq-in-1"));
    twin.act(() -> loaded(twin.other(), "iq-in-1"));
    twin.backUp();
    boolean over = false;
    for (int round = 0; round < 40 && !over; round++) {
      twin.act(() -> declare(twin.one()));
      twin.act(() -> declare(twin.other()));
      twin.act(() -> !twin.one().detection().searchDue().isEmpty());
      twin.act(() -> !twin.other().detection().searchDue().isEmpty());
      twin.settle(20_000);
      over =
          !twin.one().detection().searches().isEmpty()
              && !twin.other().detection().searches().isEmpty()
              && stage(twin.one()) == Stage.OVER
              && stage(twin.other()) == Stage.OVER;
    }
    assertTrue(over, "seed " + seed);
  }

  private static boolean loaded(Twin.Side side, String trunk) {
    load(side, trunk, 0, 300);
    return false;
  }

  @Test
  void withoutTermsOfBothSidesNoDayIsSearchedByItself() throws IOException {
    copyCountries();
    Files.delete(
        countries.root().resolve("border").resolve("iq-sy").resolve("voice-detection.json"));
    Twin twin = twin(2, Twin.Faults.NONE);
    loadBoth(twin);
    declareBoth(twin);
    twin.one().detection().searchDue();
    twin.other().detection().searchDue();
    assertEquals(List.of(), twin.one().detection().searches());
    assertEquals(List.of(), twin.other().detection().searches());
    assertTrue(twin.one().detection().search(DAY, NADIA), "a person may");
  }

  /// Its sieve would be empty, and every call would look as if it had not arrived.
  @Test
  void aSideWithoutRecordsOfTheDayAnswersOnceTheyAreThere() {
    Twin twin = twin(3, Twin.Faults.NONE);
    load(twin.one(), "sy-out-1", 0, 300);
    assertTrue(twin.one().detection().search(DAY, NADIA));
    twin.settle(20_000);
    assertEquals(Stage.WAITS_FOR_THEM, stage(twin.one()));
    assertEquals(Stage.WAITS_FOR_US, stage(twin.other()));
    load(twin.other(), "iq-in-1", 0, 300);
    twin.settle(20_000);
    assertEquals(Stage.WAITS_FOR_US, stage(twin.other()), "more files of the day may come");
    declareBoth(twin);
    twin.other().detection().searchDue();
    twin.settle(20_000);
    assertEquals(Stage.OVER, stage(twin.one()));
    assertEquals(Stage.OVER, stage(twin.other()));
  }

  @Test
  void whereMostCallsAreNotAmongTheOtherSidesNoneCrossesAndBothSayWhy() {
    Twin twin = twin(4, Twin.Faults.NONE);
    load(twin.one(), "sy-out-1", 0, 300);
    load(twin.other(), "iq-in-1", 0, 30);
    declareBoth(twin);
    twin.one().detection().searchDue();
    twin.settle(20_000);
    List<NotExamined> left = List.of(new NotExamined(DAY, "detection.most-left"));
    assertEquals(left, twin.one().detection().searchDue());
    assertEquals(left, twin.other().detection().searchDue());
    assertTrue(twin.one().detection().searches().getFirst().byUs());
    assertFalse(twin.other().detection().searches().getFirst().byUs());
    assertEquals(
        Optional.of("detection.most-left"),
        twin.other().detection().searches().getFirst().refusal());
    load(twin.other(), "iq-in-1", 30, 300);
    assertTrue(twin.other().detection().search(DAY, NADIA), "it begins anew");
    twin.settle(20_000);
    assertEquals(Stage.OVER, stage(twin.one()));
    assertEquals(Stage.OVER, stage(twin.other()));
    assertEquals(List.of(), twin.one().detection().searchDue());
    assertEquals(List.of(), twin.other().detection().searchDue());
  }

  @Test
  void whatAPolicyForbidsDoesNotCrossAndIsNamed() throws IOException {
    copyCountries();
    Path policy = countries.root().resolve("sy").resolve("policy.json");
    Files.writeString(
        policy, Files.readString(policy).replace("\"bypass-key\"", "\"something-else\""));
    Twin twin = twin(5, Twin.Faults.NONE);
    loadBoth(twin);
    declareBoth(twin);
    List<NotExamined> failed = twin.one().detection().searchDue();
    assertEquals(List.of(new NotExamined(DAY, "policy.kind")), failed);
    assertEquals(Stage.REFUSED, stage(twin.one()));
    assertEquals(failed, twin.one().detection().searchDue(), "and it stays named");
  }

  private void copyCountries() throws IOException {
    Path made = folder.resolve("countries");
    try (Stream<Path> files = Files.walk(countries.root())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = made.resolve(countries.root().relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    countries = new CountriesFolder(made);
  }
}
