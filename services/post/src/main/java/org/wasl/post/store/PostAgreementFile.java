package org.wasl.post.store;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.wasl.post.ClosingTime;
import org.wasl.post.FirstNumbers;
import org.wasl.post.MailStream;
import org.wasl.post.Office;
import org.wasl.post.OfficeCode;
import org.wasl.post.allocating.SerialTerms;
import org.wasl.post.edi.EdiAddress;
import org.wasl.post.exchange.OtherSystem;
import org.wasl.post.exchange.PostAgreement;
import org.wasl.post.following.Tolerances;
import org.wasl.post.forming.EmptiesClosing;
import org.wasl.terms.LegalGround;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.terms.json.JsonObjectReader;

/// Reads `post-agreement.json` of a pair's folder and `post.json` of both parties.
public final class PostAgreementFile {
  private PostAgreementFile() {}

  public static PostAgreement read(CountriesFolder countries, PartyId one, PartyId other) {
    JsonObjectReader in =
        CountriesFolder.open(countries.border(one, other).resolve("post-agreement.json"));
    String id = in.string("id");
    Tolerances tolerances =
        new Tolerances(
            in.integer("weightToleranceGrams", 0, 100_000),
            itemTolerance(in),
            Duration.ofHours(in.integer("missingAfterHours", 1, 10_000)),
            Period.ofMonths(in.integer("noteAnswerMonths", 1, 24)),
            in.integer("noteToldDays", 0, 31),
            in.integer("differNights", 1, 6));
    int days = in.integer("declarationDays", 1, 3_660);
    int standard = in.integer("emsWorkingDays", 1, 100);
    Duration atCustoms = Duration.ofHours(in.integer("customsHours", 1, 10_000));
    JsonObjectReader named = in.object("ground");
    LegalGround ground =
        new LegalGround(
            named.string("basis"),
            named.string("instrument"),
            named.string("purpose"),
            Optional.empty());
    named.end();
    List<MailStream> mails = new ArrayList<>();
    for (JsonObjectReader each : in.objects("mails")) {
      mails.add(mail(each));
    }
    JsonObjectReader returned = in.object("empties");
    MailStream empties = mail(returned);
    if (empties.subClass().charAt(0) != EmptiesClosing.MAIL_CLASS) {
      throw returned.wrong("subClass", "T and a letter", empties.subClass());
    }
    Map<PartyId, OrganisationId> speakers = new HashMap<>();
    for (JsonObjectReader each : in.objects("speakers")) {
      speakers.put(
          new PartyId(each.string("party")), new OrganisationId(each.string("organisation")));
      each.end();
    }
    // read by AccountTermsFile
    in.object("accounts");
    // read by InquiryTermsFile
    in.object("inquiries");
    CountriesFolder.sourced(in);
    in.end();
    Map<PartyId, List<Office>> offices = new HashMap<>();
    for (PartyId party : List.of(one, other)) {
      offices.put(party, offices(countries, party));
    }
    return new PostAgreement(
        id,
        tolerances,
        days,
        standard,
        atCustoms,
        ground,
        mails,
        empties,
        speakers,
        offices,
        OfficeListFile.read(countries));
  }

  private static MailStream mail(JsonObjectReader in) {
    String category = in.string("category");
    String subClass = in.string("subClass");
    if (category.length() != 1 || !subClass.matches("[A-Z]{2}")) {
      throw in.wrong("subClass", "a letter, and two letters", category + " " + subClass);
    }
    MailStream mail =
        new MailStream(category.charAt(0), subClass, CountriesFolder.text(in.object("name")));
    in.end();
    return mail;
  }

  /// Agreements from before items were weighed say nothing of it.
  private static OptionalInt itemTolerance(JsonObjectReader in) {
    String name = "itemWeightToleranceGrams";
    return in.has(name) ? OptionalInt.of(in.integer(name, 0, 100_000)) : OptionalInt.empty();
  }

  private static List<Office> offices(CountriesFolder countries, PartyId party) {
    return ofParty(countries, party).offices();
  }

  /// The other systems that a party's post speaks EDIFACT with.
  public static List<OtherSystem> systems(CountriesFolder countries, PartyId party) {
    return ofParty(countries, party).systems();
  }

  /// What a party's post has decided about its serial numbers.
  public static SerialTerms serials(CountriesFolder countries, PartyId party) {
    return ofParty(countries, party).serials();
  }

  /// For how many days after it was posted a declaration is taken over from another system.
  public static int postedWithinDays(CountriesFolder countries, PartyId party) {
    return ofParty(countries, party).postedWithinDays();
  }

  /// With which numbers the dispatches of a party begin in Wasl, those that leave it and those that
  /// come to it.
  public static FirstNumbers firstNumbers(CountriesFolder countries, PartyId party) {
    return ofParty(countries, party).firstNumbers();
  }

  /// Until when mail of a party's offices has to be closed.
  public static List<ClosingTime> closings(CountriesFolder countries, PartyId party) {
    return ofParty(countries, party).closings();
  }

  private record OfParty(
      List<Office> offices,
      List<OtherSystem> systems,
      SerialTerms serials,
      int postedWithinDays,
      FirstNumbers firstNumbers,
      List<ClosingTime> closings) {}

  private static OfParty ofParty(CountriesFolder countries, PartyId party) {
    Path folder = countries.root().resolve(party.value());
    JsonObjectReader in = CountriesFolder.open(folder.resolve("post.json"));
    List<Office> offices = new ArrayList<>();
    for (JsonObjectReader each : in.objects("offices")) {
      offices.add(
          new Office(
              new OfficeCode(each.string("code")), CountriesFolder.text(each.object("name"))));
      CountriesFolder.sourced(each);
      each.end();
    }
    List<OtherSystem> systems = new ArrayList<>();
    for (JsonObjectReader each : in.objects("systems")) {
      systems.add(
          new OtherSystem(
              each.string("name"),
              address(each.object("us")),
              address(each.object("it")),
              each.bool("told"),
              each.bool("heard"),
              types(each, "wants", OtherSystem.USUALLY_WANTED),
              types(each, "tells", OtherSystem.USUALLY_TOLD),
              each.optionalString("carrier"),
              tables(each, folder)));
      each.end();
    }
    SerialTerms serials = serials(in.object("serials"));
    int days = postedWithinDays(in.object("migration"));
    FirstNumbers numbers = firstNumbers(in);
    List<ClosingTime> closings = closings(in);
    in.end();
    return new OfParty(offices, systems, serials, days, numbers, closings);
  }

  private static List<ClosingTime> closings(JsonObjectReader in) {
    List<ClosingTime> all = new ArrayList<>();
    for (JsonObjectReader each : in.objects("closings")) {
      if (all.size() == ClosingTime.MOST) {
        throw in.wrong("closings", "at most " + ClosingTime.MOST + " closing times", "more");
      }
      try {
        all.add(
            new ClosingTime(
                each.string("series"),
                each.strings("days").stream()
                    .map(DayOfWeek::valueOf)
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(DayOfWeek.class))),
                LocalTime.parse(each.string("at"))));
      } catch (IllegalArgumentException | DateTimeException e) {
        throw each.wrong(
            "series",
            "15 characters of a series, days of the week and a time like 16:00",
            String.valueOf(e.getMessage()));
      }
      CountriesFolder.sourced(each);
      each.end();
    }
    return all;
  }

  private static FirstNumbers firstNumbers(JsonObjectReader in) {
    List<FirstNumbers.First> all = new ArrayList<>();
    for (JsonObjectReader each : in.objects("firstNumbers")) {
      String series = each.string("series");
      int year = each.integer("year", 2_000, 9_999);
      int number = each.integer("first", 1, 9_999);
      try {
        all.add(new FirstNumbers.First(series, year, number));
      } catch (IllegalArgumentException _) {
        throw each.wrong(
            "series", "two offices, category and sub-class of mail: 15 characters", series);
      }
      CountriesFolder.sourced(each);
      each.end();
    }
    return new FirstNumbers(all);
  }

  private static int postedWithinDays(JsonObjectReader in) {
    int days = in.integer("postedWithinDays", 1, 366);
    CountriesFolder.sourced(in);
    in.end();
    return days;
  }

  private static SerialTerms serials(JsonObjectReader in) {
    SerialTerms terms =
        new SerialTerms(
            Period.ofMonths(in.integer("restMonths", SerialTerms.LEAST_MONTHS, 120)),
            in.integer("warnDays", 0, 1_000),
            in.integer("warnNumbers", 0, 1_000_000),
            in.integer("countedDays", 1, 1_000));
    CountriesFolder.sourced(in);
    in.end();
    return terms;
  }

  /// A folder beside `post.json`.
  private static Optional<Path> tables(JsonObjectReader in, Path folder) {
    Optional<String> name = in.optionalString("tables");
    if (name.filter(each -> !each.matches("[a-z0-9][a-z0-9-]{0,30}")).isPresent()) {
      throw in.wrong(
          "tables", "a folder beside post.json: small letters, digits, hyphens", name.get());
    }
    return name.map(folder::resolve);
  }

  private static Set<String> types(JsonObjectReader in, String name, Set<String> usual) {
    return in.has(name) ? Set.copyOf(in.strings(name)) : usual;
  }

  private static EdiAddress address(JsonObjectReader in) {
    EdiAddress address = new EdiAddress(in.string("id"), in.optionalString("qualifier").orElse(""));
    in.end();
    return address;
  }
}
