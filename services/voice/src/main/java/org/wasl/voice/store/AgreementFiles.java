package org.wasl.voice.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wasl.settlement.AccountForm;
import org.wasl.settlement.AgreementId;
import org.wasl.settlement.RoundingRule;
import org.wasl.settlement.Stream;
import org.wasl.settlement.Tolerance;
import org.wasl.settlement.document.Wording;
import org.wasl.settlement.netting.Clocks;
import org.wasl.settlement.netting.Conversion;
import org.wasl.terms.CurrencyVintage;
import org.wasl.terms.LegalGround;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.Sha256;
import org.wasl.terms.Validity;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.terms.country.WorkCalendar;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.voice.Deal;
import org.wasl.voice.TariffRow;
import org.wasl.voice.TimeProfile;
import org.wasl.voice.TrafficAgreement;
import org.wasl.voice.TrunkGroups;

/// Reads the traffic agreement of a pair from its folder: `voice-agreement.json`,
/// `voice-tariff.csv`, `exchange-rates.csv`, `statement-wording.json`, and `voice-deals.json` where
/// there are deals on volumes. Days of rest are read from the calendars of the countries.
public final class AgreementFiles {
  private static final String TARIFF_COLUMNS =
      "stream,prefix,destination,valid_from,valid_to,peak_micros,offpeak_micros,initial,step,"
          + "minimum,grace,connect_micros";

  /// Two further columns that a tariff may have.
  private static final String MORE_TARIFF_COLUMNS = TARIFF_COLUMNS + ",attempt_micros,origin";

  /// One more: the name of a time profile.
  private static final String ALL_TARIFF_COLUMNS = MORE_TARIFF_COLUMNS + ",profile";

  private static final String RATE_COLUMNS = "on,currency,per,rate,source,confidence";

  private static final String DEALS = "voice-deals.json";

  private AgreementFiles() {}

  /// @throws org.wasl.terms.json.MalformedJsonException with file and member
  /// @throws IllegalArgumentException with file and line, when a table is wrong
  public static TrafficAgreement read(Path folder) {
    Path file = folder.resolve("voice-agreement.json");
    JsonObjectReader in = CountriesFolder.open(file);
    try {
      CountriesFolder.sourced(in);
      JsonObjectReader conversion = in.object("conversion");
      Map<String, String> calledCodes = new HashMap<>();
      List<Stream> streams = streams(in, calledCodes);
      AccountForm form = form(in, new AgreementId(in.string("id")), streams);
      TrafficAgreement agreement =
          new TrafficAgreement(
              form,
              tolerance(in.object("tolerance")),
              clocks(in.object("clocks")),
              ZoneId.of(in.string("zone")),
              profiles(in, folder),
              notices(in),
              calledCodes,
              gateways(in),
              tariff(folder.resolve("voice-tariff.csv")),
              conversions(folder.resolve("exchange-rates.csv"), conversion),
              ground(in.object("ground")),
              wording(folder.resolve("statement-wording.json")),
              digests(folder, file),
              deals(folder.resolve(DEALS)),
              in.has("lookBackMonths")
                  ? in.integer("lookBackMonths", 0, TrafficAgreement.MOST_LOOK_BACK)
                  : 0,
              TrunkGroups.ALL,
              earlier(in, form));
      in.end();
      return agreement;
    } catch (IllegalArgumentException | DateTimeException e) {
      throw in.wrong("agreement", "a traffic agreement", String.valueOf(e.getMessage()));
    }
  }

  private static List<String> digests(Path folder, Path agreement) {
    List<String> digests =
        new ArrayList<>(List.of(digest(agreement), digest(folder.resolve("voice-tariff.csv"))));
    if (Files.exists(folder.resolve(DEALS))) {
      digests.add(digest(folder.resolve(DEALS)));
    }
    return digests;
  }

  /// The member `peak`, and the further profiles that rates may name.
  private static List<TimeProfile> profiles(JsonObjectReader in, Path folder) {
    List<TimeProfile> profiles = new ArrayList<>();
    profiles.add(profile(TimeProfile.STANDARD, in.object("peak"), folder));
    if (in.has("timeProfiles")) {
      for (JsonObjectReader each : in.objects("timeProfiles")) {
        profiles.add(profile(each.string("name"), each, folder));
      }
    }
    if (profiles.size() > TimeProfile.MAX) {
      throw in.wrong("timeProfiles", TimeProfile.MAX + " at most", profiles.size() + " profiles");
    }
    return profiles;
  }

  /// Either the hours of every day (`from`, `to`), or hours by days of the week (`hours`); with
  /// `restOf`, the countries whose days of rest have the hours `restHours` instead.
  private static TimeProfile profile(String name, JsonObjectReader in, Path folder) {
    try {
      Map<DayOfWeek, List<TimeProfile.Hours>> peak = new EnumMap<>(DayOfWeek.class);
      if (in.has("hours")) {
        for (JsonObjectReader each : in.objects("hours")) {
          List<String> days = each.strings("days");
          TimeProfile.Hours hours = hours(each);
          days.forEach(day ->
              peak.computeIfAbsent(DayOfWeek.valueOf(day), _ -> new ArrayList<>()).add(hours));
          each.end();
        }
      } else {
        peak.putAll(TimeProfile.daily(name, List.of(hours(in))).peak());
      }
      List<TimeProfile.Hours> rest = new ArrayList<>();
      List<WorkCalendar> calendars = new ArrayList<>();
      if (in.has("restOf")) {
        for (JsonObjectReader each : in.objects("restHours")) {
          rest.add(hours(each));
          each.end();
        }
        // border/<agreement> stands in the folder of the countries
        Path countries = folder.resolve("../..").normalize();
        for (String party : in.strings("restOf")) {
          calendars.add(new CountriesFolder(countries).calendar(new PartyId(party)));
        }
      }
      in.end();
      return new TimeProfile(name, peak, rest, calendars);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw in.wrong("peak", "hours of a time profile", String.valueOf(e.getMessage()));
    }
  }

  /// `24:00` is the end of a day.
  private static TimeProfile.Hours hours(JsonObjectReader in) {
    String to = in.string("to");
    return new TimeProfile.Hours(
        second(in.string("from")), to.equals("24:00") ? TimeProfile.Hours.DAY : second(to));
  }

  private static int second(String time) {
    LocalTime at = LocalTime.parse(time);
    if (at.getNano() != 0) {
      throw new IllegalArgumentException("hours begin and end with a whole second: " + time);
    }
    return at.toSecondOfDay();
  }

  private static List<TrafficAgreement.Notice> notices(JsonObjectReader in) {
    List<TrafficAgreement.Notice> notices = new ArrayList<>();
    if (in.has("notice")) {
      for (JsonObjectReader each : in.objects("notice")) {
        notices.add(
            new TrafficAgreement.Notice(
                CountriesFolder.validity(each),
                each.integer("increaseDays", 0, 366),
                each.integer("decreaseDays", 0, 366)));
        each.end();
      }
    }
    return notices;
  }

  private static List<Deal> deals(Path file) {
    if (!Files.exists(file)) {
      return List.of();
    }
    JsonObjectReader in = CountriesFolder.open(file);
    CountriesFolder.sourced(in);
    List<Deal> deals = new ArrayList<>();
    for (JsonObjectReader each : in.objects("deals")) {
      try {
        deals.add(deal(each));
      } catch (IllegalArgumentException | DateTimeException e) {
        throw each.wrong("deal", "a deal", String.valueOf(e.getMessage()));
      }
    }
    in.end();
    return deals;
  }

  private static Deal deal(JsonObjectReader in) {
    Deal.Scope scope =
        new Deal.Scope(
            in.string("id"),
            in.string("stream"),
            Set.copyOf(in.strings("destinations")),
            new Validity(day(in.string("from")), day(in.string("to"))),
            in.string("volume").equals("billed"));
    Deal deal =
        switch (in.string("kind")) {
          case "incremental" -> new Deal.Incremental(scope, tiers(in));
          case "retroactive" -> new Deal.Retroactive(scope, tiers(in));
          case "commitment" ->
              new Deal.Commitment(
                  scope, in.integer("committed"), in.integer("micros"), in.integer("excessMicros"));
          case "swap" ->
              new Deal.Swap(
                  scope,
                  in.string("backStream"),
                  in.integer("num"),
                  in.integer("den"),
                  in.integer("micros"),
                  in.integer("excessMicros"));
          case "revenue-division" ->
              new Deal.RevenueDivision(scope, in.integer("accountingMicros"));
          default -> throw in.wrong("kind", "a kind of deal", "another word");
        };
    in.end();
    return deal;
  }

  private static List<Deal.Tier> tiers(JsonObjectReader in) {
    List<Deal.Tier> tiers = new ArrayList<>();
    for (JsonObjectReader each : in.objects("tiers")) {
      tiers.add(new Deal.Tier(each.integer("from"), each.integer("micros")));
      each.end();
    }
    return tiers;
  }

  private static List<TrafficAgreement.Earlier> earlier(JsonObjectReader in, AccountForm form) {
    List<TrafficAgreement.Earlier> earlier = new ArrayList<>();
    if (in.has("earlier")) {
      for (JsonObjectReader each : in.objects("earlier")) {
        try {
          earlier.add(
              new TrafficAgreement.Earlier(
                  YearMonth.parse(each.string("until")),
                  form(each, form.agreement(), form.streams()),
                  tolerance(each.object("tolerance")),
                  clocks(each.object("clocks"))));
          each.end();
        } catch (IllegalArgumentException | DateTimeException e) {
          throw each.wrong("earlier", "an earlier version", String.valueOf(e.getMessage()));
        }
      }
    }
    return earlier;
  }

  private static List<Stream> streams(JsonObjectReader in, Map<String, String> calledCodes) {
    List<Stream> streams = new ArrayList<>();
    for (JsonObjectReader each : in.objects("streams")) {
      String id = each.string("id");
      calledCodes.put(id, each.string("calledCountryCode"));
      streams.add(
          new Stream(
              id,
              new PartyId(each.string("payer")),
              new PartyId(each.string("payee")),
              CountriesFolder.text(each.object("name"))));
      each.end();
    }
    return streams;
  }

  private static AccountForm form(
      JsonObjectReader in, AgreementId agreement, List<Stream> streams) {
    JsonObjectReader rounding = in.object("rounding");
    return new AccountForm(
        agreement,
        in.integer("version", 1, 999),
        TrafficAgreement.MEASURES,
        new CurrencyVintage(
            in.string("currency"), in.integer("vintage", 0, 9999), in.integer("decimals", 0, 9)),
        TrafficAgreement.UNITS,
        new RoundingRule(
            RoundingRule.Point.valueOf(rounding.string("point")),
            RoundingMode.valueOf(rounding.string("mode")),
            rounding.integer("decimals", 0, 9)),
        streams);
  }

  private static Tolerance tolerance(JsonObjectReader in) {
    return new Tolerance(in.decimal("percent"), in.decimal("amount"));
  }

  private static Clocks clocks(JsonObjectReader in) {
    return new Clocks(
        in.integer("accountDays", 1, 366),
        in.integer("questionMonths", 0, 24),
        in.integer("statementMonths", 1, 12),
        in.integer("paymentMonths", 0, 24),
        in.decimal("interestPercent"),
        in.has("interestYearDays") ? in.integer("interestYearDays", 360, 365) : Clocks.YEAR_DAYS);
  }

  private static LegalGround ground(JsonObjectReader in) {
    return new LegalGround(
        in.string("basis"), in.string("instrument"), in.string("purpose"), Optional.empty());
  }

  private static Map<PartyId, OrganisationId> gateways(JsonObjectReader in) {
    Map<PartyId, OrganisationId> gateways = new HashMap<>();
    for (JsonObjectReader each : in.objects("gateways")) {
      gateways.put(
          new PartyId(each.string("party")), new OrganisationId(each.string("organisation")));
      each.end();
    }
    return gateways;
  }

  private static List<TariffRow> tariff(Path table) {
    List<TariffRow> rows = new ArrayList<>();
    int line = 1;
    for (String[] cell : rows(table, TARIFF_COLUMNS, MORE_TARIFF_COLUMNS, ALL_TARIFF_COLUMNS)) {
      line++;
      try {
        rows.add(
            new TariffRow(
                cell[0],
                cell[1],
                cell[2],
                new Validity(day(cell[3]), day(cell[4])),
                Long.parseLong(cell[5]),
                Long.parseLong(cell[6]),
                Integer.parseInt(cell[7]),
                Integer.parseInt(cell[8]),
                Integer.parseInt(cell[9]),
                Integer.parseInt(cell[10]),
                Long.parseLong(cell[11]),
                cell.length > 12 ? Long.parseLong(cell[12]) : 0,
                cell.length > 13 ? cell[13] : "",
                cell.length > 14 ? cell[14] : TimeProfile.STANDARD));
      } catch (IllegalArgumentException | DateTimeException e) {
        throw new IllegalArgumentException(table + " line " + line + ": " + e.getMessage(), e);
      }
    }
    return rows;
  }

  private static Optional<LocalDate> day(String cell) {
    return cell.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(cell));
  }

  private static List<Conversion> conversions(Path table, JsonObjectReader to) {
    CurrencyVintage unit =
        new CurrencyVintage(
            to.string("to"), to.integer("vintage", 0, 9999), to.integer("decimals", 0, 9));
    RoundingMode mode = RoundingMode.valueOf(to.string("mode"));
    List<Conversion> conversions = new ArrayList<>();
    for (String[] cell : rows(table, RATE_COLUMNS)) {
      if (cell[2].equals(unit.code())) {
        conversions.add(
            new Conversion(unit, new BigDecimal(cell[3]), LocalDate.parse(cell[0]), cell[4], mode));
      }
    }
    return conversions;
  }

  private static Wording wording(Path file) {
    JsonObjectReader in = CountriesFolder.open(file);
    Map<String, LocalizedText> texts = new HashMap<>();
    for (JsonObjectReader each : in.objects("texts")) {
      texts.put(each.string("key"), new LocalizedText(each.string("ar"), each.string("en")));
      each.end();
    }
    in.end();
    return new Wording(texts);
  }

  private static List<String[]> rows(Path table, String... headers) {
    try {
      List<String> lines = Files.readAllLines(table);
      if (lines.isEmpty() || !List.of(headers).contains(lines.getFirst())) {
        throw new IllegalArgumentException(
            table + " line 1: expected the columns " + String.join(" or ", headers));
      }
      int width = lines.getFirst().split(",").length;
      List<String[]> rows = new ArrayList<>();
      for (int i = 1; i < lines.size(); i++) {
        String[] cells = lines.get(i).split(",", -1);
        if (cells.length != width) {
          throw new IllegalArgumentException(
              table + " line " + (i + 1) + ": expected " + width + " columns");
        }
        rows.add(cells);
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + table, e);
    }
  }

  /// The digest of a file that an agreement was read from.
  public static String digest(Path file) {
    try {
      return Sha256.hex(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
