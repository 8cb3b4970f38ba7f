package org.wasl.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.terms.PartyId;
import org.wasl.terms.Progress;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.voice.Call;
import org.wasl.voice.exchange.VoiceDesk;
import org.wasl.voice.mediation.Mediation;

/// A node reads files by a profile that its operator supplied in the country's folder.
class SuppliedProfileInTwinTest {
  private static final String PROFILE =
      """
      {"name": "hub", "version": 1, "note": "made up", "firstLine": "calling!called!at!s!group",
       "layout": {"kind": "separated", "separator": "!", "headerLines": 1},
       "columns": {"from": "calling", "to": "called", "seizure": "at", "answer": "at",
         "seconds": "s", "trunk": "group"},
       "time": "epoch", "seconds": {"unit": "s", "rounding": "FLOOR"},
       "answered": {"column": "s", "when": "not", "values": ["0"]}}
      """;

  private static final byte[] FILE =
      "calling!called!at!s!group\n+963933123456!+9647901234567!1789030809!64!gw-1\n"
          .getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder = Path.of(".");

  private static CountriesFolder copy(Path to) throws IOException {
    Path from = Path.of(System.getProperty("wasl.root", ".."), "countries");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    return new CountriesFolder(to);
  }

  private VoiceDesk desk(CountriesFolder countries, String name) {
    PartyId iq = new PartyId("iq");
    PartyId sy = new PartyId("sy");
    Path home = folder.resolve(name);
    return new Twin(countries, iq, sy, home, 3, Twin.Faults.NONE).one().desk();
  }

  @Test
  void aFileOfAnOperatorsOwnFormatIsReadOnceItsProfileIsInTheFolder() throws IOException {
    CountriesFolder countries = copy(folder.resolve("countries"));
    assertInstanceOf(
        Mediation.Outcome.Refused.class,
        desk(countries, "without").load("hub.txt", FILE, Progress.NONE));
    Path profiles = countries.root().resolve("iq").resolve("voice-profiles");
    Files.createDirectory(profiles);
    Files.writeString(profiles.resolve("hub.json"), PROFILE);
    VoiceDesk desk = desk(countries, "with");
    Mediation.Outcome.Read read =
        assertInstanceOf(Mediation.Outcome.Read.class, desk.load("hub.txt", FILE, Progress.NONE));
    Call call = read.calls().getFirst();
    assertEquals(963_933_123_456L, call.from());
    assertEquals(9_647_901_234_567L, call.to());
    assertEquals(1_789_030_809L, call.time());
    assertEquals(64, call.seconds());
    assertEquals("gw-1", call.trunk());
    assertTrue(read.report().format().matches("hub/1@[0-9a-f]{64}"), read.report().format());
  }
}
