package org.wasl.post.store;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.wasl.post.customs.CustomsRules;
import org.wasl.post.customs.Heading;
import org.wasl.post.customs.HeadingBook;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.PartyId;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.terms.json.JsonObjectReader;

/// Reads `customs.json` of a party and `world/headings.json`.
public final class CustomsFiles {
  private static final String HEADINGS = "headings.json";

  private CustomsFiles() {}

  public static HeadingBook headings(CountriesFolder countries) {
    return new HeadingBook(read(countries.root().resolve("world").resolve(HEADINGS)));
  }

  /// The headings of the world and, in their place or beside them, those of the tariff of a party:
  /// `headings.json` in its folder, with the same columns, where there is one.
  public static HeadingBook headings(CountriesFolder countries, PartyId party) {
    Path tariff = countries.root().resolve(party.value()).resolve(HEADINGS);
    SequencedMap<String, Heading> all = new LinkedHashMap<>();
    headings(countries).headings().forEach(each -> all.put(each.code(), each));
    if (Files.isRegularFile(tariff)) {
      read(tariff).forEach(each -> all.put(each.code(), each));
    }
    return new HeadingBook(List.copyOf(all.values()));
  }

  private static List<Heading> read(Path file) {
    JsonObjectReader in = CountriesFolder.open(file);
    List<Heading> headings = new ArrayList<>();
    for (JsonObjectReader each : in.objects("headings")) {
      headings.add(
          new Heading(
              each.string("code"),
              new LocalizedText(each.string("ar"), each.string("en")),
              each.optionalString("find").orElse("")));
      each.end();
    }
    CountriesFolder.sourced(in);
    in.end();
    return headings;
  }

  public static CustomsRules rules(CountriesFolder countries, PartyId party) {
    JsonObjectReader in =
        CountriesFolder.open(countries.root().resolve(party.value()).resolve("customs.json"));
    List<CustomsRules.Banned> banned = new ArrayList<>();
    for (JsonObjectReader each : in.objects("banned")) {
      banned.add(
          new CustomsRules.Banned(
              each.strings("words"),
              each.optionalString("heading").orElse(""),
              each.bool("forbidden"),
              CountriesFolder.text(each.object("text"))));
      CountriesFolder.sourced(each);
      each.end();
    }
    List<CustomsRules.Duty> duties = new ArrayList<>();
    for (JsonObjectReader each : in.objects("duties")) {
      BigDecimal percent = each.decimal("percent");
      duties.add(
          new CustomsRules.Duty(
              each.optionalString("heading").orElse(""), percent, CountriesFolder.validity(each)));
      CountriesFolder.sourced(each);
      each.end();
    }
    Optional<CustomsRules.Relief> relief =
        in.optionalObject("relief")
            .map(each -> {
              CustomsRules.Relief read =
                  new CustomsRules.Relief(each.decimal("value"), each.string("currency"));
              CountriesFolder.sourced(each);
              each.end();
              return read;
            });
    CustomsRules rules = new CustomsRules(in.strings("vague"), banned, duties, relief);
    in.end();
    return rules;
  }
}
