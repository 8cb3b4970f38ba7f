package org.wasl.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;
import org.wasl.terms.Progress;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.voice.Call;
import org.wasl.voice.exchange.VoiceDesk;
import org.wasl.voice.generation.BerCalls;
import org.wasl.voice.generation.BerCalls.Habits;
import org.wasl.voice.generation.BerCalls.Kind;
import org.wasl.voice.generation.BerCalls.Plain;
import org.wasl.voice.mediation.FileReport;
import org.wasl.voice.mediation.Mediation;
import org.wasl.voice.mediation.SequenceGap;
import org.wasl.voice.rating.Rated;
import org.wasl.voice.rating.Rater;

/// A call over the end of a month whose parts come with three files, at a node's desk.
class LongCallsInTwinTest {
  private static final Instant BEGIN = Instant.parse("2026-08-31T20:30:00Z");
  private static final YearMonth AUGUST = YearMonth.of(2026, 8);
  private static final Person ANALYST = new Person("nadia", new OrganisationId("test.gateway"));

  private final CountriesFolder countries =
      new CountriesFolder(Path.of(System.getProperty("wasl.root", ".."), "countries"));
  private final PartyId first = countries.listParties().get(0);
  private final PartyId second = countries.listParties().get(1);

  @TempDir Path folder = Path.of(".");
  private Twin twin;
  private VoiceDesk desk;

  @BeforeEach
  void pair() {
    twin = new Twin(countries, first, second, folder.resolve("twin"), 3, Twin.Faults.NONE);
    desk = twin.other().desk();
  }

  private static byte[] record(int number, int cause, long at, int seconds) {
    Plain part =
        new Plain(
            Kind.OUTGOING_GATEWAY,
            "963933123456",
            "9647901234567",
            BEGIN.plusSeconds(at),
            seconds,
            true,
            "gw-1",
            cause,
            "long",
            number);
    return BerCalls.record(part, ZoneOffset.ofHours(3), Habits.PLAIN);
  }

  private static final byte[] ONE = record(1, 1, 0, 1_800);
  private static final byte[] TWO = record(2, 1, 1_800, 1_800);
  private static final byte[] THREE = record(3, 0, 3_600, 77);

  private FileReport load(String name, int number, byte[]... records) {
    byte[] file = BerCalls.chargingFile(List.of(records), number);
    return assertInstanceOf(Mediation.Outcome.Read.class, desk.load(name, file, Progress.NONE))
        .report();
  }

  private FileReport now(String name) {
    return desk.files().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  private long billed(YearMonth month) {
    return desk.account(month, Progress.NONE).account().lines().stream()
        .mapToLong(line -> line.quantities().getFirst())
        .sum();
  }

  private VoiceDesk.Source source(Call call, String file) {
    Rated rated = new Rater(desk.agreement()).rate(call).orElseThrow();
    return new VoiceDesk.Source(call, rated, file, "name");
  }

  @Test
  void aCallOverTheEndOfTheMonthCountsInTheMonthOfItsStartOnceItIsWhole() {
    load("c.dat", 3, THREE);
    load("a.dat", 1, ONE);
    assertEquals(0, billed(AUGUST));
    load("b.dat", 2, TWO);
    assertEquals(1, billed(AUGUST), "23:30 of 31 August in the agreement's zone");
    assertEquals(0, billed(AUGUST.plusMonths(1)));
    for (String name : List.of("a.dat", "b.dat", "c.dat")) {
      FileReport report = now(name);
      assertEquals(1, report.accepted() + report.parts().joined(), name);
    }
  }

  @Test
  void theWholeCallOpensToTheBytesOfEveryPart() {
    load("a.dat", 1, ONE);
    load("c.dat", 3, THREE);
    FileReport last = load("b.dat", 2, TWO);
    String text =
        desk.sourceLine(source(desk.callsBetween(0, Long.MAX_VALUE / 2).getFirst(), last.sha256()));
    HexFormat hex = HexFormat.ofDelimiter(" ");
    int at = -1;
    for (byte[] part : List.of(ONE, TWO, THREE)) {
      assertTrue(text.indexOf(hex.formatHex(part)) > at, text);
      at = text.indexOf(hex.formatHex(part));
    }
    assertTrue(
        Stream.of("a.dat:1 @52", "b.dat:1 @52", "c.dat:1 @52").allMatch(text::contains), text);
  }

  @Test
  void aPartThatWaitsOpensToItsBytesAndIsIncompleteAfterItsTime() {
    FileReport report = load("a.dat", 1, ONE);
    assertEquals(1, now("a.dat").parts().waiting());
    String text = desk.record(report.sha256(), 1, ANALYST).orElseThrow();
    assertTrue(text.contains(HexFormat.ofDelimiter(" ").formatHex(ONE)), text);
    FileReport later =
        report.waitedUntil(desk.waitedUntil(report), desk.waitedUntil(report).plusSeconds(1));
    assertEquals(1, later.parts().incomplete());
    assertEquals("partial-open", later.parts().unfinished().getFirst().reason());
  }

  @Test
  void aFileWhoseStoringFailsIsLoadedAgainAsIfForTheFirstTime() {
    load("a.dat", 1, ONE, TWO);
    byte[] file = BerCalls.chargingFile(List.of(THREE, record(-1, 0, 9_000, 5)), 2);
    desk.whenLoaded(
        new VoiceDesk.HearsOfLoading() {
          @Override
          public void loading(Set<LocalDate> days) {
            throw new IllegalStateException("the disk went");
          }

          @Override
          public void loaded() {
            // not reached
          }
        });
    assertThrows(IllegalStateException.class, () -> desk.load("b.dat", file, Progress.NONE));
    assertEquals(2, now("a.dat").parts().waiting(), "nothing was changed");
    desk.whenLoaded(
        new VoiceDesk.HearsOfLoading() {
          @Override
          public void loading(Set<LocalDate> days) {
            assertEquals(2, days.size(), "31 August and 1 September");
          }

          @Override
          public void loaded() {
            // nobody looks
          }
        });
    Mediation.Outcome outcome = desk.load("b.dat", file, Progress.NONE);
    FileReport report = assertInstanceOf(Mediation.Outcome.Read.class, outcome).report();
    assertEquals(2, report.accepted());
    assertEquals(0, report.duplicates());
    assertEquals(2, now("a.dat").parts().joined());
    assertInstanceOf(
        Mediation.Outcome.Refused.class, desk.load("b.dat", file, Progress.NONE), "known now");
  }

  @Test
  void numbersMissingBetweenFilesAreNamed() {
    load("a.dat", 4, ONE);
    load("b.dat", 7, TWO);
    List<SequenceGap> gaps = desk.missingFiles();
    assertEquals(1, gaps.size());
    assertEquals(5, gaps.getFirst().first());
    assertEquals(6, gaps.getFirst().last());
    assertEquals(gaps, desk.lateFiles(), "worth an alarm");
    load("c.dat", 5, THREE);
    load("d.dat", 6, record(-1, 0, 9_000, 5));
    assertEquals(List.of(), desk.missingFiles());
  }

  @Test
  void anAnswerAndItsByeOpenTogether() {
    String file =
        "method,from_tag,to_tag,callid,sip_code,sip_reason,time,src_user,dst_user\n"
            + "INVITE,a,b,c1,200,OK,2026-09-10 12:00:00,+963933123456,+9647901234567\n"
            + "ACK,a,b,c1,200,OK,2026-09-10 12:00:01,,\n"
            + "BYE,b,a,c1,200,OK,2026-09-10 12:01:00,,\n";
    Mediation.Outcome.Read read =
        assertInstanceOf(
            Mediation.Outcome.Read.class,
            desk.load("acc.csv", file.getBytes(StandardCharsets.UTF_8), Progress.NONE));
    String text = desk.sourceLine(source(read.calls().getFirst(), read.report().sha256()));
    assertTrue(text.startsWith("INVITE,a,b"), text);
    assertTrue(text.contains("BYE,b,a"), text);
  }
}
