package org.wasl.voice.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wasl.terms.PartyId;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.voice.Leg;
import org.wasl.voice.LegFile;
import org.wasl.voice.LegFile.Reason;
import org.wasl.voice.detection.FreeText;
import org.wasl.voice.detection.Profile;
import org.wasl.voice.generation.MadeUpTraffic;
import org.wasl.voice.generation.TrafficSetting.Imperfections;
import org.wasl.voice.store.DetectionProfiles;
import org.wasl.voice.store.LegFolder;

class LegCsvTest {
  private static final List<Leg> LEGS =
      MadeUpTraffic.generate(MadeUpTraffic.setting(100, Imperfections.HARD, 1))
          .receivingGateway()
          .subList(0, 20);

  private static List<Leg> legs() {
    return LEGS;
  }

  @Test
  void legsReadBackAsTheyWereWritten() {
    List<Leg> all =
        MadeUpTraffic.generate(MadeUpTraffic.setting(100, Imperfections.HARD, 1)).mobile();
    assertEquals(all, LegCsv.read(LegCsv.write(all)).legs());
  }

  /// The last line of a cut file may end in the middle of a number: it is put aside.
  @Test
  void aCutFileKeepsItsWholeLines() {
    byte[] bytes = LegCsv.write(legs());
    for (int i = LegCsv.HEADER.length() + 1; i < bytes.length; i++) {
      LegFile cut = LegCsv.read(Arrays.copyOf(bytes, i));
      boolean wholeLines = bytes[i - 1] == '\n';
      assertEquals(legs().subList(0, cut.legs().size()), cut.legs());
      assertEquals(wholeLines ? 0 : 1, cut.quarantined(), "cut " + i);
    }
  }

  /// One changed byte costs the line in which it stands, and its neighbour where it was or became a
  /// line end.
  @Test
  void aChangedByteCostsItsLineAndTheRestOfTheFileIsRead() {
    byte[] bytes = LegCsv.write(legs());
    SplittableRandom random = new SplittableRandom(4);
    int putAside = 0;
    for (int at = 0; at < bytes.length; at++) {
      byte[] changed = bytes.clone();
      changed[at] = (byte) random.nextInt(256);
      LegFile file = LegCsv.read(changed);
      List<Leg> same = new ArrayList<>(legs());
      same.retainAll(file.legs());
      assertTrue(same.size() >= legs().size() - 2, "byte " + at);
      assertEquals(file.read(), file.legs().size() + file.quarantined());
      putAside += file.quarantined();
      assertFalse(FreeText.holdsNumber(file.report()));
    }
    assertTrue(putAside > 300, "put aside " + putAside);
  }

  @Test
  void aDamagedLineIsNamedWithItsPlaceAndReasonInBothLanguages() {
    String good = "GATEWAY_IN,g1,999,888,1790000000,3,61,1,16,5,0,0,1\n";
    LegFile file =
        LegCsv.read(
            (LegCsv.HEADER
                    + "\n"
                    + good
                    + good.replace("999", "99x")
                    + good.replace(",16,", ",128,")
                    + good.replace("GATEWAY_IN", "GATEWAY")
                    + "GATEWAY_IN,g1\n"
                    + good)
                .getBytes(StandardCharsets.UTF_8));
    assertEquals(2, file.legs().size());
    assertEquals(
        List.of(
            new LegFile.Flaw(3, 3, Reason.NUMBER),
            new LegFile.Flaw(4, 9, Reason.RANGE),
            new LegFile.Flaw(5, 1, Reason.POINT),
            new LegFile.Flaw(6, 2, Reason.COLUMNS)),
        file.flaws());
    assertTrue(file.report().contains("السطر 3 العمود 3: ليس عدداً صحيحاً"));
    assertTrue(file.report().contains("line 3 column 3: not a whole number"));
  }

  @Test
  void aFileIsReadAgainOnlyWhenItChanged(@TempDir Path home) throws IOException {
    LegFolder folder = new LegFolder(home);
    folder.add("a.csv", LegCsv.write(legs()));
    List<Leg> first = folder.between(0, Long.MAX_VALUE);
    assertSame(first.getFirst(), folder.between(0, Long.MAX_VALUE).getFirst());
    folder.add("a.csv", LegCsv.write(legs().subList(0, 3)));
    assertEquals(3, folder.between(0, Long.MAX_VALUE).size());
    Files.delete(home.resolve("a.csv"));
    assertEquals(List.of(), folder.between(0, Long.MAX_VALUE));
    assertEquals(List.of(), folder.summaries());
  }

  @Test
  void aFileOfAnotherKindIsRefusedAtItsFirstLine() {
    byte[] other = "id,a,b\n1,2,3\n".getBytes(StandardCharsets.UTF_8);
    assertThrows(IllegalArgumentException.class, () -> LegCsv.read(other));
  }

  @Test
  void everyShippedProfileIsReadAndIsInShadow() {
    CountriesFolder countries =
        new CountriesFolder(Path.of(System.getProperty("wasl.root", "../..")).resolve("countries"));
    for (PartyId party : countries.listParties()) {
      Profile profile = DetectionProfiles.read(countries.root().resolve(party.value()));
      assertTrue(profile.shadow(), party + " ships its detectors in shadow");
      assertFalse(profile.premium().isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "963933123456",
        "٩٦٣٩٣٣١٢٣٤٥٦",
        "call +963 933-123-456 now",
        "۹۶۳۹۳۳۱۲۳۴",
        "9٦3٩3٣1٢",
        "(93) 31.23.45"
      })
  void aNumberInFreeTextIsSeenInEveryScriptAndWithSeparators(String text) {
    assertTrue(FreeText.holdsNumber(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "seen in 2 cells, 14 calls", "1234567", "رُصد في خليتين"})
  void ordinaryTextIsNotANumber(String text) {
    assertFalse(FreeText.holdsNumber(text));
  }
}
