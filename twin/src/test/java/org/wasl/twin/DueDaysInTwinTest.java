package org.wasl.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;
import org.wasl.terms.Progress;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.voice.detection.Case;
import org.wasl.voice.detection.DetectionDesk;
import org.wasl.voice.detection.Rule;
import org.wasl.voice.exchange.VoiceDesk;

/// What is loaded is looked at for misuse, whatever happens between the two.
class DueDaysInTwinTest {
  private final CountriesFolder countries =
      new CountriesFolder(Path.of(System.getProperty("wasl.root", ".."), "countries"));

  private static final DateTimeFormatter STAMP = DateTimeFormatter.ISO_OFFSET_DATE_TIME;

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

  /// One subscriber calls international premium numbers (country code 979, ITU-T E.169.2) every
  /// minute of two hours.
  private static byte[] premiumCalls() {
    StringBuilder file = new StringBuilder("id,a,b,seizure,answer,seconds,trunk,cause\n");
    OffsetDateTime start = OffsetDateTime.parse("2026-09-10T12:00:00+03:00");
    for (int i = 0; i < 120; i++) {
      OffsetDateTime at = start.plusMinutes(i);
      file.append(i)
          .append(",+963933123456,+9791000%05d,".formatted(i))
          .append(STAMP.format(at))
          .append(",")
          .append(STAMP.format(at))
          .append(",50,gw-1,16\n");
    }
    return file.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static List<Rule> rules(DetectionDesk desk) {
    return desk.cases().stream().map(each -> each.rule()).toList();
  }

  @Test
  void aStopBetweenLoadingAndLookingLosesNoDay() {
    Twin.Side side = twin().one();
    DetectionDesk detection = side.detection();
    side.desk()
        .whenLoaded(
            new VoiceDesk.HearsOfLoading() {
              @Override
              public void loading(Set<LocalDate> days) {
                detection.loading(days);
              }

              @Override
              public void loaded() {
                throw new IllegalStateException("stopped here");
              }
            });
    assertThrows(
        IllegalStateException.class,
        () -> side.desk().load("gw.csv", premiumCalls(), Progress.NONE));
    assertEquals(List.of(), rules(detection));
    assertEquals(List.of(), detection.examineDue());
    assertTrue(rules(detection).contains(Rule.PREMIUM), () -> rules(detection).toString());
    int cases = detection.cases().size();
    detection.examineDue();
    assertEquals(cases, detection.cases().size(), "a day is looked at once");
  }

  @Test
  void afterAFileItsDaysAreLookedAt() {
    Twin.Side side = twin().one();
    side.desk().load("gw.csv", premiumCalls(), Progress.NONE);
    assertTrue(rules(side.detection()).contains(Rule.PREMIUM));
    Case first = side.detection().cases().getFirst();
    var original =
        side.detection()
            .originals(first.id(), 1, new Person("nadia", new OrganisationId("aa.gw")))
            .orElseThrow()
            .getFirst();
    assertEquals("gw.csv", original.file());
    assertEquals(
        new String(premiumCalls(), StandardCharsets.UTF_8).split("\n")[original.number() - 1],
        original.text(),
        "evidence opens to the line as it came");
  }
}
