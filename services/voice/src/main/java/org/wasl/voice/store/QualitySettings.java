package org.wasl.voice.store;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.voice.quality.CauseMap;
import org.wasl.voice.quality.QualitySetting;

/// Reads `voice-quality.json` of a pair: which causes count as the network's success, and when a
/// route is worth an alarm.
public final class QualitySettings {
  private QualitySettings() {}

  /// @param folder of the pair
  /// @throws org.wasl.terms.json.MalformedJsonException with file and member
  public static QualitySetting read(Path folder) {
    JsonObjectReader in = CountriesFolder.open(folder.resolve("voice-quality.json"));
    try {
      QualitySetting setting =
          new QualitySetting(
              in.integer("version", 1, 9_999),
              CountriesFolder.validity(in),
              CountriesFolder.sourced(in),
              causes(in),
              in.integer("weeks", 2, 12),
              in.integer("leastCalls", 5, 1_000_000),
              in.integer("square", 1, 1_000),
              in.integer("shorterPercent", 1, 100),
              in.integer("longerPercent", 100, 10_000));
      in.end();
      return setting;
    } catch (IllegalArgumentException e) {
      throw in.wrong("quality", "a quality setting", String.valueOf(e.getMessage()));
    }
  }

  private static CauseMap causes(JsonObjectReader in) {
    Set<Integer> effective = new HashSet<>();
    Set<Integer> known = new HashSet<>();
    for (JsonObjectReader each : in.objects("causes")) {
      int cause = each.integer("q850", 1, 127);
      each.string("name");
      if (!known.add(cause)) {
        throw each.wrong("q850", "each cause once", String.valueOf(cause));
      }
      if (each.bool("effective")) {
        effective.add(cause);
      }
      each.end();
    }
    Map<Integer, Integer> bySip = new HashMap<>();
    for (JsonObjectReader each : in.objects("sip")) {
      bySip.put(each.integer("status", 300, 699), each.integer("q850", 1, 127));
      each.end();
    }
    return new CauseMap(effective, bySip);
  }
}
