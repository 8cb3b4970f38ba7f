package org.wasl.voice.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wasl.terms.Validity;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.voice.mediation.PartRules;

/// Reads `call-parts.json` of a party: how its switches number the parts of long calls and how long
/// parts are waited for, with dates and sources.
public final class PartRuleFiles {
  private static final int MAX_RULES = 100;

  private PartRuleFiles() {}

  /// @param folder of the party; without the file the standard's numbering holds
  /// @throws org.wasl.terms.json.MalformedJsonException with file and member
  public static PartRules read(Path folder) {
    Path file = folder.resolve("call-parts.json");
    if (!Files.exists(file)) {
      return PartRules.STANDARD;
    }
    JsonObjectReader in = CountriesFolder.open(file);
    try {
      List<PartRules.Rule> rules = new ArrayList<>();
      for (JsonObjectReader each : in.objects("rules")) {
        Validity validity = CountriesFolder.validity(each);
        CountriesFolder.sourced(each);
        rules.add(
            new PartRules.Rule(
                validity,
                each.integer("firstNumber", 0, 1),
                each.integer("waitDays", 1, 400),
                each.integer("holeSeconds", 0, 600)));
        each.end();
      }
      in.end();
      if (rules.size() > MAX_RULES) {
        throw new IllegalArgumentException("more than " + MAX_RULES + " rules");
      }
      return new PartRules(rules);
    } catch (IllegalArgumentException e) {
      throw in.wrong("rules", "rules of the parts of calls", String.valueOf(e.getMessage()));
    }
  }
}
