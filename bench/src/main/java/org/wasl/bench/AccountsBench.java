package org.wasl.bench;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.wasl.post.Advice;
import org.wasl.post.DispatchId;
import org.wasl.post.DispatchKey;
import org.wasl.post.DispatchSeries;
import org.wasl.post.ItemId;
import org.wasl.post.ItemReading;
import org.wasl.post.MailFormat;
import org.wasl.post.Moment;
import org.wasl.post.OfficeCode;
import org.wasl.post.ReceptacleId;
import org.wasl.post.ReceptacleId.Indicator;
import org.wasl.post.accounting.AccountMaker;
import org.wasl.post.accounting.AccountTerms;
import org.wasl.post.accounting.Booked;
import org.wasl.post.exchange.PostAgreement;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;
import org.wasl.post.store.AccountTermsFile;
import org.wasl.post.store.PostAgreementFile;
import org.wasl.post.wire.FactJson;
import org.wasl.settlement.Account;
import org.wasl.settlement.Line;
import org.wasl.terms.PartyId;
import org.wasl.terms.Progress;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.terms.json.JsonReader;

/// A year of mail between two posts rated: 200,000 dispatches with 10 million listed items, twelve
/// accounts of a line a dispatch. Each declaration is read from the bytes in which it is kept; its
/// making is not measured.
///
///     bench post-accounts
public final class AccountsBench {
  private static final int DISPATCHES = 200_000;
  private static final int BAGS = 2;
  private static final int ITEMS = 25;
  private static final int AT_ONCE = 1_000;
  private static final String[] SUB_CLASSES = {"UN", "UN", "CN", "EN"};

  private final SplittableRandom random = new SplittableRandom(55);
  private final AccountMaker maker;
  private final List<String> offices;
  private final int[] serials = new int[2 * SUB_CLASSES.length * OFFICES_OF_SERIES];
  private double wall;
  private double cpu;
  private long items;
  private long lines;

  /// Enough series for the dispatches of a year: a serial number has four digits.
  private static final int OFFICES_OF_SERIES = 26;

  private AccountsBench(AccountMaker maker, List<String> offices) {
    this.maker = maker;
    this.offices = offices;
  }

  /// @param arguments none
  public static void main(String[] arguments) throws Exception {
    CountriesFolder countries =
        new CountriesFolder(Path.of(System.getProperty("wasl.countries", "countries")));
    List<PartyId> parties = countries.listParties();
    PartyId one = parties.get(0);
    PartyId other = parties.get(1);
    PostAgreement agreement = PostAgreementFile.read(countries, one, other);
    String country = countries.party(one).isoCode();
    AccountTerms terms = AccountTermsFile.read(countries, one, other);
    AccountMaker maker =
        new AccountMaker(
            terms,
            agreement.tolerances(),
            office -> Optional.of(office.country().equals(country) ? one : other),
            one);
    List<String> offices =
        parties.stream().map(each -> agreement.offices(each).getFirst().code().value()).toList();
    new AccountsBench(maker, offices).run();
  }

  private void run() throws Exception {
    List<String> heaps = new ArrayList<>();
    for (int month = 1; month <= 12; month++) {
      month(YearMonth.of(2026, month));
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      heaps.add(String.valueOf(runtime.totalMemory() - runtime.freeMemory() >> 20));
    }
    System.out.println(
        lines + " lines of " + items + " items: " + new Meter(wall, cpu).text(items));
    System.out.println("MiB of heap after each month: " + String.join(" ", heaps));
  }

  private void month(YearMonth period) throws Exception {
    AccountMaker.Making making = maker.making(period, Booked.nothing(), Progress.NONE);
    int share = DISPATCHES / 12 + (period.getMonthValue() <= DISPATCHES % 12 ? 1 : 0);
    for (int from = 0; from < share; from += AT_ONCE) {
      List<byte[]> kept = new ArrayList<>();
      for (int i = from; i < Math.min(share, from + AT_ONCE); i++) {
        kept.add(FactJson.json(fact(period)).canonicalBytes());
      }
      measure(() -> {
        kept.forEach(each -> making.take(told(each)));
        return 0;
      });
    }
    measure(() -> {
      Account account = making.made().account();
      account.digest();
      lines += account.lines().stream().map(Line::key).distinct().count();
      return 0;
    });
  }

  private void measure(Callable<Integer> work) throws Exception {
    Meter took = Meter.run(work).took();
    wall += took.wallSeconds();
    cpu += took.cpuSeconds();
  }

  private static AccountMaker.Told told(byte[] kept) {
    Fact fact = FactJson.read(JsonReader.read("fact", kept, FactJson.MOST_BYTES).asObject("fact"));
    return new AccountMaker.Told(fact.dispatch().orElseThrow(), List.of(fact), Map.of());
  }

  private Fact fact(YearMonth period) {
    int from = random.nextInt(2);
    int sub = random.nextInt(SUB_CLASSES.length);
    int office = random.nextInt(OFFICES_OF_SERIES);
    int serial = ++serials[(from * SUB_CLASSES.length + sub) * OFFICES_OF_SERIES + office];
    OfficeCode origin = new OfficeCode(offices.get(from).substring(0, 5) + (char) ('A' + office));
    DispatchSeries series =
        new DispatchSeries(
            origin,
            new OfficeCode(offices.get(1 - from)),
            (char) ('A' + sub % 4),
            SUB_CLASSES[sub],
            period.getYear() % 10);
    DispatchKey key = new DispatchKey(new DispatchId(series, serial), period.getYear());
    LocalDate day = period.atDay(1 + random.nextInt(period.lengthOfMonth()));
    LocalDateTime closed = day.atTime(9, random.nextInt(60));
    List<Advice.Receptacle> bags = new ArrayList<>();
    for (int i = 1; i <= BAGS; i++) {
      bags.add(bag(key, i, SUB_CLASSES[sub].charAt(0), origin.country(), offices.get(1 - from)));
    }
    Advice advice = new Advice(key, 1, closed, Optional.empty(), List.of(), bags);
    Instant captured = closed.toInstant(ZoneOffset.ofHours(3));
    return new Fact(
        new UUID(55, items),
        origin,
        new Moment(closed, Optional.of(ZoneOffset.ofHours(3)), captured),
        new Deed.Advised(advice));
  }

  private Advice.Receptacle bag(
      DispatchKey key, int number, char mailClass, String issuer, String to) {
    List<Advice.Item> listed = new ArrayList<>();
    int grams = 0;
    for (int i = 0; i < ITEMS; i++) {
      int weight = 50 + random.nextInt(2_000);
      grams += weight;
      String indicator =
          switch (mailClass) {
            case 'C' -> "CP";
            case 'E' -> "EE";
            default -> random.nextInt(3) == 0 ? "RR" : "LX";
          };
      String id = ItemId.of(indicator, (int) (items++ % ItemId.MAX_SERIAL), issuer).value();
      ItemReading reading = ItemReading.of(random.nextInt(50) == 0 ? id.substring(0, 12) : id);
      listed.add(
          new Advice.Item(
              reading,
              OptionalInt.of(weight),
              Optional.of(to.substring(0, 2)),
              mailClass == 'U' ? Optional.of(MailFormat.E) : Optional.empty()));
    }
    List<Advice.Bulk> bulk =
        mailClass == 'U'
            ? List.of(new Advice.Bulk(MailFormat.P, random.nextInt(400), random.nextInt(9_000)))
            : List.of();
    ReceptacleId id =
        new ReceptacleId(
            key.id(),
            number,
            number == BAGS ? Indicator.YES : Indicator.NO,
            mailClass == 'U' ? Indicator.YES : Indicator.NO,
            Math.min(ReceptacleId.HEAVIER - 1, grams / 100));
    return new Advice.Receptacle(id, "BG", OptionalInt.of(grams), Optional.empty(), listed, bulk);
  }
}
