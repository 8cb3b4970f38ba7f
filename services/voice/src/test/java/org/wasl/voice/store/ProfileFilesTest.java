package org.wasl.voice.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wasl.terms.json.MalformedJsonException;
import org.wasl.voice.wire.RecordFormat;

/// The profiles that a party supplies.
class ProfileFilesTest {
  private static final String PROFILE =
      """
      {"name": "hub", "version": 3, "note": "made up", "firstLine": "a\\\\|b\\\\|t\\\\|s\\\\|g",
       "layout": {"kind": "separated", "separator": "|", "headerLines": 1},
       "columns": {"from": "a", "to": "b", "seizure": "t", "answer": "t", "seconds": "s", "trunk": "g"},
       "time": "epoch", "seconds": {"unit": "s", "rounding": "FLOOR"},
       "answered": {"column": "s", "when": "not", "values": ["0"]}}
      """;

  @TempDir Path party = Path.of(".");

  @BeforeEach
  void folder() throws IOException {
    Files.createDirectory(party.resolve("voice-profiles"));
  }

  private Path put(String name, String text) throws IOException {
    return Files.writeString(party.resolve("voice-profiles").resolve(name), text);
  }

  @Test
  void profilesAreReadFromTheFolderInTheOrderOfTheirFiles() throws IOException {
    assertEquals(List.of(), ProfileFiles.read(party));
    put("b.json", PROFILE);
    put("a.json", PROFILE.replace("hub", "other"));
    put("notes.txt", "not a profile");
    List<String> names = ProfileFiles.read(party).stream().map(RecordFormat::name).toList();
    assertTrue(names.getFirst().startsWith("other/3@"), names::toString);
    assertTrue(names.getLast().matches("hub/3@[0-9a-f]{64}"), names::toString);
    assertEquals(2, names.size());
    assertEquals(List.of(), ProfileFiles.read(party.resolve("none")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "hub~cisco-cucm~name",
        "hub~kamailio-acc~name",
        "hub~ts-32297~name",
        "hub~Hub 1~name",
        "separated~separted~kind",
        "\"separator\": \"|\"~\"separator\": \"\"~separator",
        "FLOOR~DOWNWARDS~rounding",
        "\"s\", \"rounding\"~\"min\", \"rounding\"~unit",
        "\"when\": \"not\"~\"when\": \"never\"~when",
        "epoch~yyyy-QQQQQQ-b~profile",
        "a\\\\|~(a\\\\|~profile"
      })
  void whatIsWrongIsNamedWithFileAndPlaceInBothLanguages(String was, String is, String place)
      throws IOException {
    assertTrue(PROFILE.contains(was), was);
    Path file = put("hub.json", PROFILE.replace(was, is));
    MalformedJsonException wrong =
        assertThrows(MalformedJsonException.class, () -> ProfileFiles.read(party));
    assertEquals(file.toString(), wrong.source());
    assertTrue(wrong.path().endsWith(place), wrong.path());
    assertTrue(wrong.text().ar().contains(file.toString()));
    assertTrue(wrong.text().en().contains(file.toString()));
  }

  @Test
  void twoProfilesOfOneNameAreRefused() throws IOException {
    put("a.json", PROFILE);
    put("b.json", PROFILE);
    assertThrows(MalformedJsonException.class, () -> ProfileFiles.read(party));
  }

  @Test
  void thereIsALimitToTheirNumberAndTheirSize() throws IOException {
    put("large.json", PROFILE + " ".repeat(64 << 10));
    assertThrows(MalformedJsonException.class, () -> ProfileFiles.read(party));
    Files.delete(party.resolve("voice-profiles").resolve("large.json"));
    for (int i = 0; i < 32; i++) {
      put(i + ".json", PROFILE.replace("hub", "hub-" + i));
    }
    assertEquals(32, ProfileFiles.read(party).size());
    put("one-more.json", PROFILE);
    assertThrows(MalformedJsonException.class, () -> ProfileFiles.read(party));
  }
}
