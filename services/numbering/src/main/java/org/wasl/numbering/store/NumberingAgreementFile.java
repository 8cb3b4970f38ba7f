package org.wasl.numbering.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.wasl.numbering.exchange.NumberingAgreement;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.terms.json.JsonObjectReader;

/// Reads `numbering-agreement.json` of a pair's folder.
public final class NumberingAgreementFile {
  private NumberingAgreementFile() {}

  public static NumberingAgreement read(Path folder) {
    JsonObjectReader in = CountriesFolder.open(folder.resolve("numbering-agreement.json"));
    Duration lead = Duration.ofDays(in.integer("leadDays", 0, 3_660));
    Map<PartyId, OrganisationId> speakers = new HashMap<>();
    for (JsonObjectReader each : in.objects("speakers")) {
      speakers.put(
          new PartyId(each.string("party")), new OrganisationId(each.string("organisation")));
      each.end();
    }
    CountriesFolder.sourced(in);
    in.end();
    return new NumberingAgreement(lead, speakers);
  }
}
