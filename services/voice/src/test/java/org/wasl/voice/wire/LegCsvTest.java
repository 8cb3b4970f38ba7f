package org.wasl.voice.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wasl.terms.PartyId;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.voice.Leg;
import org.wasl.voice.detection.FreeText;
import org.wasl.voice.detection.Profile;
import org.wasl.voice.generation.MadeUpTraffic;
import org.wasl.voice.generation.TrafficSetting.Imperfections;
import org.wasl.voice.store.DetectionProfiles;

class LegCsvTest {
  private static List<Leg> legs() {
    return MadeUpTraffic.generate(MadeUpTraffic.setting(100, Imperfections.HARD, 1))
        .receivingGateway()
        .subList(0, 20);
  }

  @Test
  void legsReadBackAsTheyWereWritten() {
    List<Leg> all =
        MadeUpTraffic.generate(MadeUpTraffic.setting(100, Imperfections.HARD, 1)).mobile();
    assertEquals(all, LegCsv.read(LegCsv.write(all)));
  }

  @Test
  void aCutFileHoldsFewerLegsOrIsRefusedWithItsLine() {
    byte[] bytes = LegCsv.write(legs());
    for (int i = 1; i < bytes.length; i++) {
      byte[] cut = Arrays.copyOf(bytes, i);
      boolean wholeLines = cut[i - 1] == '\n';
      if (wholeLines) {
        assertTrue(LegCsv.read(cut).size() < legs().size());
      } else {
        IllegalArgumentException refused =
            assertThrows(IllegalArgumentException.class, () -> LegCsv.read(cut), "cut " + i);
        assertTrue(String.valueOf(refused.getMessage()).startsWith("leg file line "));
      }
    }
  }

  @Test
  void aChangedByteIsReadOrRefusedAndNoRefusalRepeatsANumber() {
    byte[] bytes = LegCsv.write(legs());
    SplittableRandom random = new SplittableRandom(4);
    int refusals = 0;
    for (int i = 0; i < 4_000; i++) {
      byte[] changed = bytes.clone();
      changed[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      try {
        LegCsv.read(changed);
      } catch (IllegalArgumentException refused) {
        refusals++;
        assertFalse(FreeText.holdsNumber(String.valueOf(refused.getMessage())));
      }
    }
    assertTrue(refusals > 1_000, "refused " + refusals);
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
