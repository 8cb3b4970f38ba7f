package org.wasl.terms.country;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wasl.terms.CurrencyVintage;
import org.wasl.terms.DataClass;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.Validity;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.terms.json.JsonReader;

/// The folder `countries/`: one folder a party with `party.json`, `organisations.json`,
/// `currencies.json`, `calendar.json` and `policy.json`, and `border/` with one folder a pair. Each
/// file is a closed schema; what is wrong is said with file and member.
public record CountriesFolder(Path root) {
  private static final int MAX_BYTES = 4 << 20;
  private static final String BORDER = "border";

  /// Every party that has a folder, in order of id.
  public List<PartyId> listParties() {
    try (Stream<Path> folders = Files.list(root)) {
      return folders
          .filter(folder -> Files.isRegularFile(folder.resolve("party.json")))
          .map(folder -> new PartyId(folder.getFileName().toString()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The folder of what two parties agreed, named by both ids in order.
  public Path border(PartyId one, PartyId other) {
    PartyId first = one.compareTo(other) < 0 ? one : other;
    PartyId second = first.equals(one) ? other : one;
    return root.resolve(BORDER).resolve(first + "-" + second);
  }

  /// @throws org.wasl.terms.json.MalformedJsonException with file and member, when a file is wrong
  /// @throws UncheckedIOException when a file is missing
  public Party party(PartyId id) {
    Path folder = root.resolve(id.value());
    JsonObjectReader in = open(folder.resolve("party.json"));
    try {
      Party party =
          new Party(
              requireId(in, id),
              in.string("iso"),
              text(in.object("name")),
              ZoneId.of(in.string("zone")),
              calendar(id),
              in.string("node"),
              new HashSet<>(in.strings("services")),
              wording(in),
              organisations(folder.resolve("organisations.json")),
              currencies(folder.resolve("currencies.json")),
              policy(folder.resolve("policy.json")),
              folder);
      in.end();
      return party;
    } catch (IllegalArgumentException | DateTimeException e) {
      throw in.wrong("party", "a party", String.valueOf(e.getMessage()));
    }
  }

  /// The days of rest of a party.
  ///
  /// @throws org.wasl.terms.json.MalformedJsonException with file and member, when the file is
  ///   wrong
  public WorkCalendar calendar(PartyId id) {
    JsonObjectReader in = open(root.resolve(id.value()).resolve("calendar.json"));
    try {
      List<WorkCalendar.Weekend> weekends = new ArrayList<>();
      for (JsonObjectReader each : in.objects("weekends")) {
        weekends.add(
            new WorkCalendar.Weekend(
                each.strings("days").stream().map(DayOfWeek::valueOf).collect(Collectors.toSet()),
                validity(each),
                sourced(each)));
        each.end();
      }
      List<WorkCalendar.Holiday> holidays = new ArrayList<>();
      for (JsonObjectReader each : in.objects("holidays")) {
        holidays.add(
            new WorkCalendar.Holiday(
                LocalDate.parse(each.string("day")), text(each.object("name")), sourced(each)));
        each.end();
      }
      in.end();
      return new WorkCalendar(weekends, holidays);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw in.wrong("calendar", "days of rest", String.valueOf(e.getMessage()));
    }
  }

  /// Opens a JSON file of facts as an object.
  public static JsonObjectReader open(Path file) {
    try {
      return JsonReader.read(file.toString(), Files.readAllBytes(file), MAX_BYTES)
          .asObject(file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /// Reads `{"ar": …, "en": …}`.
  public static LocalizedText text(JsonObjectReader in) {
    LocalizedText text = new LocalizedText(in.string("ar"), in.string("en"));
    in.end();
    return text;
  }

  /// Reads the optional members `from` and `to` as a validity.
  public static Validity validity(JsonObjectReader in) {
    return new Validity(
        in.optionalString("from").map(LocalDate::parse),
        in.optionalString("to").map(LocalDate::parse));
  }

  /// Reads the members `source` and `confidence`.
  public static Sourced sourced(JsonObjectReader in) {
    return new Sourced(in.string("source"), Sourced.Confidence.valueOf(in.string("confidence")));
  }

  private static PartyId requireId(JsonObjectReader in, PartyId id) {
    String found = in.string("id");
    if (!found.equals(id.value())) {
      throw in.wrong("id", "the folder's name " + id, found);
    }
    return id;
  }

  private static Map<String, String> wording(JsonObjectReader in) {
    Map<String, String> words = new HashMap<>();
    for (JsonObjectReader each : in.objects("wording")) {
      words.put(each.string("key"), each.string("word"));
      each.end();
    }
    return words;
  }

  private static List<Organisation> organisations(Path file) {
    JsonObjectReader in = open(file);
    List<Organisation> all = new ArrayList<>();
    Set<OrganisationId> ids = new HashSet<>();
    for (JsonObjectReader each : in.objects("organisations")) {
      Organisation organisation = organisation(each);
      if (!ids.add(organisation.id())) {
        throw each.wrong("id", "each organisation once", organisation.id().value());
      }
      all.add(organisation);
    }
    in.end();
    return all;
  }

  private static Organisation organisation(JsonObjectReader in) {
    try {
      Set<Organisation.Role> roles =
          in.strings("roles").stream().map(Organisation.Role::valueOf).collect(Collectors.toSet());
      List<Organisation.DatedName> names = new ArrayList<>();
      for (JsonObjectReader each : in.objects("names")) {
        LocalizedText text = new LocalizedText(each.string("ar"), each.string("en"));
        names.add(new Organisation.DatedName(text, validity(each), sourced(each)));
        each.end();
      }
      Organisation organisation =
          new Organisation(new OrganisationId(in.string("id")), roles, names);
      in.end();
      return organisation;
    } catch (IllegalArgumentException | DateTimeException e) {
      throw in.wrong("organisation", "an organisation", String.valueOf(e.getMessage()));
    }
  }

  private static List<DatedCurrency> currencies(Path file) {
    JsonObjectReader in = open(file);
    List<DatedCurrency> all = new ArrayList<>();
    for (JsonObjectReader each : in.objects("currencies")) {
      CurrencyVintage unit =
          new CurrencyVintage(
              each.string("code"),
              each.integer("vintage", 0, 9999),
              each.integer("decimals", 0, 9));
      LocalizedText name = text(each.object("name"));
      Optional<BigDecimal> perNext = each.optionalString("perNext").map(BigDecimal::new);
      all.add(new DatedCurrency(unit, name, validity(each), perNext, sourced(each)));
      each.end();
    }
    in.end();
    return all;
  }

  private static PolicyPack policy(Path file) {
    JsonObjectReader in = open(file);
    PolicyPack pack =
        new PolicyPack(
            in.integer("version", 1, 999_999),
            in.integer("redressDays", 1, 366),
            rules(in, "leaving"),
            rules(in, "entering"));
    in.end();
    return pack;
  }

  private static List<PolicyPack.Rule> rules(JsonObjectReader in, String name) {
    List<PolicyPack.Rule> rules = new ArrayList<>();
    for (JsonObjectReader each : in.objects(name)) {
      List<PolicyPack.Ground> grounds = new ArrayList<>();
      for (JsonObjectReader ground : each.objects("grounds")) {
        grounds.add(
            new PolicyPack.Ground(
                ground.string("basis"),
                ground.string("instrument"),
                ground.string("purpose"),
                ground.bool("consent")));
        ground.end();
      }
      rules.add(
          new PolicyPack.Rule(
              each.string("service"),
              each.string("type"),
              DataClass.ofWord(each.string("class")),
              grounds,
              each.integer("retentionDays", 1, 36_600)));
      each.end();
    }
    return rules;
  }
}
