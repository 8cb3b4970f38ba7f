package org.wasl.numbering.store;

import java.nio.file.Path;
import java.time.Duration;
import org.wasl.numbering.administering.Rules;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.terms.json.JsonObjectReader;

/// Reads `numbering-rules.json` of a party's folder.
public final class RulesFile {
  private static final int MOST_DAYS = 36_600;

  private RulesFile() {}

  public static Rules read(Path folder) {
    JsonObjectReader in = CountriesFolder.open(folder.resolve("numbering-rules.json"));
    Rules rules =
        new Rules(
            in.integer("growthPercent", 0, 100),
            in.integer("mostMonths", 1, 1_200),
            days(in, "reservationDays"),
            days(in, "windDownDays"),
            days(in, "quarantineDays"),
            days(in, "unusedDays"),
            in.integer("growthCapPercent", 0, 100),
            in.bool("portability"));
    CountriesFolder.sourced(in);
    in.end();
    return rules;
  }

  private static Duration days(JsonObjectReader in, String name) {
    return Duration.ofDays(in.integer(name, 1, MOST_DAYS));
  }
}
