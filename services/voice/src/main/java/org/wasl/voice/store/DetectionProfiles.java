package org.wasl.voice.store;

import java.nio.file.Path;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.voice.detection.BypassSetting;
import org.wasl.voice.detection.Profile;

/// Reads `detection.json` of a party: the thresholds of its detectors, with dates and sources.
public final class DetectionProfiles {
  private DetectionProfiles() {}

  /// @param folder of the party
  /// @throws org.wasl.terms.json.MalformedJsonException with file and member
  public static Profile read(Path folder) {
    JsonObjectReader in = CountriesFolder.open(folder.resolve("detection.json"));
    try {
      Profile profile =
          new Profile(
              in.integer("version", 1, 9_999),
              CountriesFolder.validity(in),
              CountriesFolder.sourced(in),
              in.bool("shadow"),
              in.integer("alertsADay", 1, 100_000),
              in.strings("incomingTrunks"),
              in.strings("outgoingTrunks"),
              bypass(in.object("bypass")),
              in.strings("premium"),
              simBox(in.object("simBox")),
              oneRing(in.object("oneRing")),
              robocalls(in.object("robocalls")),
              in.integer("premiumCalls", 1, 60_000),
              falseAnswer(in.object("falseAnswer")),
              pumping(in.object("pumping")),
              in.integer("unallocatedCalls", 1, 60_000));
      in.end();
      return profile;
    } catch (IllegalArgumentException e) {
      throw in.wrong("detection", "a detection profile", String.valueOf(e.getMessage()));
    }
  }

  private static BypassSetting bypass(JsonObjectReader in) {
    BypassSetting bypass =
        new BypassSetting(
            in.integer("startSeconds", 0, 60),
            in.integer("durationSeconds", 0, 60),
            in.integer("padSeconds", 0, 120),
            in.integer("gapSeconds", 0, 60),
            in.integer("raisedAtCalls", 1, 100));
    in.end();
    return bypass;
  }

  private static Profile.SimBox simBox(JsonObjectReader in) {
    Profile.SimBox rule =
        new Profile.SimBox(
            in.integer("calls", 1, 60_000),
            in.integer("outToIn", 1, 1_000),
            in.integer("distinctPercent", 0, 100),
            in.integer("cells", 1, 24),
            in.integer("meanSeconds", 0, 86_400));
    in.end();
    return rule;
  }

  private static Profile.OneRing oneRing(JsonObjectReader in) {
    Profile.OneRing rule =
        new Profile.OneRing(
            in.integer("calls", 1, 60_000),
            in.integer("distinct", 1, 60_000),
            in.integer("ringingSeconds", 0, 60),
            in.integer("missedPercent", 0, 100),
            in.integer("callBacks", 0, 60_000));
    in.end();
    return rule;
  }

  private static Profile.Robocalls robocalls(JsonObjectReader in) {
    Profile.Robocalls rule =
        new Profile.Robocalls(
            in.integer("calls", 1, 60_000),
            in.integer("outToIn", 1, 1_000),
            in.integer("distinctPercent", 0, 100),
            in.integer("meanSeconds", 0, 86_400));
    in.end();
    return rule;
  }

  private static Profile.FalseAnswer falseAnswer(JsonObjectReader in) {
    Profile.FalseAnswer rule =
        new Profile.FalseAnswer(
            in.integer("attempts", 1, 1_000_000),
            in.integer("answeredPercent", 0, 100),
            in.integer("shortPercent", 0, 100),
            in.integer("atOncePercent", 0, 100));
    in.end();
    return rule;
  }

  private static Profile.Pumping pumping(JsonObjectReader in) {
    Profile.Pumping rule =
        new Profile.Pumping(in.integer("minutes", 1, 1_000_000), in.integer("longPercent", 0, 100));
    in.end();
    return rule;
  }
}
