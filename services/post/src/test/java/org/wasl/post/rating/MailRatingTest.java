package org.wasl.post.rating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wasl.post.Advice;
import org.wasl.post.DispatchId;
import org.wasl.post.DispatchKey;
import org.wasl.post.ItemId;
import org.wasl.post.ItemReading;
import org.wasl.post.MailFormat;
import org.wasl.post.OfficeCode;
import org.wasl.post.ReceptacleId;
import org.wasl.post.ReceptacleId.Indicator;
import org.wasl.post.recording.Irregularity;
import org.wasl.post.recording.Irregularity.Kind;
import org.wasl.post.recording.VerificationNote;
import org.wasl.terms.PartyId;
import org.wasl.terms.Validity;

/// Counting and pricing against a naive reading of the same rules: item by item, in decimals.
class MailRatingTest {
  private static final PartyId PAYEE = new PartyId("sy");
  private static final LocalDate CLOSED = LocalDate.of(2026, 3, 2);
  private static final LocalDate KNOWN = LocalDate.of(2026, 3, 31);

  /// A random dispatch with notes.
  private record Sample(Advice advice, List<VerificationNote> notes, CountingRules rules) {}

  private static final String[] CLASSES = {"UN", "CN", "EN", "UN", "TN"};
  private static final String[] INDICATORS = {"RR", "LX", "VA", "UA", "CP", "EE"};

  private static ItemReading item(Random random) {
    String text =
        ItemId.of(INDICATORS[random.nextInt(INDICATORS.length)], random.nextInt(40), "IQ").value();
    return switch (random.nextInt(6)) {
      case 0 -> ItemReading.of(text.substring(0, 10) + "X" + text.substring(11));
      case 1 -> {
        char other = text.charAt(10) == '9' ? '0' : (char) (text.charAt(10) + 1);
        yield ItemReading.of(text.substring(0, 10) + other + text.substring(11));
      }
      default -> ItemReading.of(text);
    };
  }

  private static Optional<MailFormat> format(Random random) {
    int which = random.nextInt(4);
    return which == 3 ? Optional.empty() : Optional.of(MailFormat.values()[which]);
  }

  private static Sample sample(Random random) {
    String subClass = CLASSES[random.nextInt(CLASSES.length)];
    DispatchKey key = new DispatchKey(DispatchId.parse("IQBGWASYDAMAA" + subClass + "60042"), 2026);
    List<Advice.Receptacle> bags = new ArrayList<>();
    List<Irregularity> wrong = new ArrayList<>();
    int many = 1 + random.nextInt(4);
    for (int i = 1; i <= many; i++) {
      bags.add(bag(random, key, i));
    }
    for (Advice.Receptacle bag : bags) {
      wrong.addAll(wrong(random, bag));
    }
    if (random.nextInt(4) == 0) {
      String extra = new ReceptacleId(key.id(), 800, Indicator.NO, Indicator.NO, 33).toString();
      wrong.add(new Irregularity(Kind.RECEPTACLE_EXCESS, extra, "", extra));
      wrong.add(new Irregularity(Kind.ITEM_EXCESS, item(random).written(), "", extra));
    }
    if (random.nextInt(40) == 0) {
      wrong.add(new Irregularity(Kind.DISPATCH_MISSING, key.id().toString(), "", ""));
    }
    Advice advice =
        new Advice(key, 1, CLOSED.atTime(9, 0), Optional.<LocalDateTime>empty(), List.of(), bags);
    List<VerificationNote> notes = new ArrayList<>();
    for (int i = 0; i < wrong.size(); i++) {
      notes.add(
          new VerificationNote(
              new UUID(7, i),
              new OfficeCode("SYDAMA"),
              2026,
              i + 1,
              key,
              List.of(wrong.get(i)),
              ""));
    }
    MailFormat unstated = MailFormat.values()[random.nextInt(3)];
    return new Sample(advice, notes, new CountingRules(unstated, random.nextBoolean()));
  }

  private static Advice.Receptacle bag(Random random, DispatchKey key, int number) {
    List<Advice.Item> items = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    int many = random.nextInt(6);
    for (int i = 0; i < many; i++) {
      ItemReading id = item(random);
      if (seen.add(id.written())) {
        boolean isWeighed = random.nextInt(4) > 0;
        items.add(
            new Advice.Item(
                id,
                isWeighed ? OptionalInt.of(random.nextInt(5_000)) : OptionalInt.empty(),
                Optional.of("SY"),
                format(random)));
      }
    }
    List<Advice.Bulk> bulk = new ArrayList<>();
    for (MailFormat each : MailFormat.values()) {
      if (random.nextInt(3) == 0) {
        bulk.add(new Advice.Bulk(each, random.nextInt(500), random.nextInt(20_000)));
      }
    }
    OptionalInt grams =
        random.nextInt(3) == 0 ? OptionalInt.empty() : OptionalInt.of(random.nextInt(60_000));
    ReceptacleId id =
        new ReceptacleId(key.id(), number, Indicator.NO, Indicator.NO, random.nextInt(400));
    return new Advice.Receptacle(id, "BG", grams, Optional.empty(), items, bulk);
  }

  private static List<Irregularity> wrong(Random random, Advice.Receptacle bag) {
    String id = bag.id().toString();
    List<Irregularity> wrong = new ArrayList<>();
    if (random.nextInt(8) == 0) {
      wrong.add(new Irregularity(Kind.RECEPTACLE_MISSING, id, id, ""));
    }
    if (random.nextInt(6) == 0) {
      wrong.add(
          new Irregularity(
              Kind.WEIGHT_DIFFERENT, id, "9000 g", (6_000 + random.nextInt(6_000)) + " g"));
    }
    if (random.nextInt(6) == 0) {
      wrong.add(new Irregularity(Kind.ITEM_EXCESS, item(random).written(), "", id));
    }
    wrong.add(new Irregularity(Kind.RECEPTACLE_DAMAGED, id, "GOOD", "TORN"));
    for (Advice.Item each : bag.items()) {
      String written = each.id().written();
      if (random.nextInt(10) == 0) {
        wrong.add(new Irregularity(Kind.ITEM_MISSING, written, id, ""));
      }
      if (random.nextInt(20) == 0) {
        wrong.add(new Irregularity(Kind.ITEM_MISSENT, written, "SY", "JO"));
      }
      if (each.grams().isPresent() && random.nextInt(10) == 0) {
        String declared = each.grams().getAsInt() + " g";
        String found = random.nextInt(5_000) + " g";
        wrong.add(new Irregularity(Kind.ITEM_WEIGHT_DIFFERENT, written, declared, found));
      }
    }
    return wrong;
  }

  private static RateBook rates(Random random) {
    List<RateRow> rows = new ArrayList<>();
    int number = 0;
    for (Charge charge : Charge.values()) {
      for (RateRow.Unit unit : RateRow.Unit.values()) {
        if (charge.isSupplement() && unit != RateRow.Unit.ITEM) {
          continue;
        }
        for (int i = random.nextInt(3); i >= 0; i--) {
          LocalDate from = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(120));
          rows.add(
              new RateRow(
                  "r" + ++number,
                  1 + random.nextInt(2),
                  PAYEE,
                  charge,
                  unit,
                  new Validity(Optional.of(from), Optional.of(from.plusDays(90))),
                  random.nextInt(9_000),
                  RateRow.Status.values()[random.nextInt(2)],
                  LocalDate.of(2026, 1, 1).plusDays(number),
                  "circular " + number));
        }
      }
    }
    return new RateBook(rows);
  }

  // The naive reading

  private static Optional<RateRow> naive(RateBook book, Charge charge, RateRow.Unit unit) {
    RateRow best = null;
    for (RateRow each : book.rows()) {
      boolean holds =
          each.charge() == charge
              && each.unit() == unit
              && each.validity().holdsOn(CLOSED)
              && !each.published().isAfter(KNOWN);
      if (holds && (best == null || isStronger(each, best))) {
        best = each;
      }
    }
    return Optional.ofNullable(best);
  }

  private static boolean isStronger(RateRow one, RateRow other) {
    if (one.precedence() != other.precedence()) {
      return one.precedence() < other.precedence();
    }
    if (one.status() != other.status()) {
      return one.status() == RateRow.Status.FINAL;
    }
    return one.published().isAfter(other.published());
  }

  private static boolean has(Sample sample, Kind kind, String subject, String expected) {
    return sample.notes().stream()
        .map(each -> each.irregularities().getFirst())
        .anyMatch(each ->
            each.kind() == kind
                && each.subject().equals(subject)
                && (expected.isEmpty() || each.expected().equals(expected)));
  }

  private static BigDecimal naive(Sample sample, RateBook book) {
    char mailClass = sample.advice().dispatch().id().series().mailClass();
    BigDecimal sum = BigDecimal.ZERO;
    if (mailClass == 'T'
        || has(sample, Kind.DISPATCH_MISSING, sample.advice().dispatch().id().toString(), "")) {
      return sum;
    }
    List<Advice.Receptacle> bags = new ArrayList<>(sample.advice().receptacles());
    sample.notes().stream()
        .map(each -> each.irregularities().getFirst())
        .filter(each -> each.kind() == Kind.RECEPTACLE_EXCESS)
        .forEach(each ->
            bags.add(
                new Advice.Receptacle(
                    ReceptacleId.parse(each.subject()),
                    "BG",
                    OptionalInt.empty(),
                    Optional.empty(),
                    List.of(),
                    List.of())));
    for (Advice.Receptacle bag : bags) {
      if (!has(sample, Kind.RECEPTACLE_MISSING, bag.id().toString(), "")) {
        sum = sum.add(naive(sample, book, bag, mailClass));
      }
    }
    return sum;
  }

  private static Charge charge(Sample sample, char mailClass, Optional<MailFormat> format) {
    return switch (mailClass) {
      case 'C' -> Charge.PARCELS;
      case 'E' -> Charge.EMS;
      default -> Charge.valueOf("LETTERS_" + format.orElse(sample.rules().unstated()));
    };
  }

  private static BigDecimal price(RateBook book, Charge charge, RateRow.Unit unit, long many) {
    BigDecimal rate =
        naive(book, charge, unit)
            .map(each -> BigDecimal.valueOf(each.milliSdr(), 3))
            .orElse(BigDecimal.ZERO);
    BigDecimal quantity =
        unit == RateRow.Unit.KG ? BigDecimal.valueOf(many, 3) : BigDecimal.valueOf(many);
    return rate.multiply(quantity);
  }

  private static BigDecimal naive(
      Sample sample, RateBook book, Advice.Receptacle bag, char mailClass) {
    String id = bag.id().toString();
    List<Advice.Item> kept = new ArrayList<>();
    for (Advice.Item each : bag.items()) {
      String written = each.id().written();
      if (!has(sample, Kind.ITEM_MISSING, written, id)
          && !has(sample, Kind.ITEM_MISSENT, written, "")) {
        kept.add(each);
      }
    }
    Set<String> surplus = new HashSet<>();
    for (VerificationNote note : sample.notes()) {
      Irregularity each = note.irregularities().getFirst();
      if (each.kind() == Kind.ITEM_EXCESS
          && each.found().equals(id)
          && surplus.add(each.subject())) {
        kept.add(
            new Advice.Item(
                ItemReading.of(each.subject()),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty()));
      }
    }
    BigDecimal sum = BigDecimal.ZERO;
    Map<Charge, Long> grams = new HashMap<>();
    long explained = 0;
    for (Advice.Item each : kept) {
      Charge charge = charge(sample, mailClass, each.format());
      long weight = weightOf(sample, each);
      explained += weight - each.grams().orElse(0);
      grams.merge(charge, weight, Long::sum);
      sum = sum.add(price(book, charge, RateRow.Unit.ITEM, 1));
      long started = weight == 0 ? 1 : (weight + 999) / 1_000;
      sum = sum.add(price(book, charge, RateRow.Unit.STARTED_KG, started));
      if (mailClass == 'U') {
        sum = sum.add(supplements(book, charge, each.id()));
      }
    }
    for (Advice.Bulk each : bag.bulk()) {
      Charge charge = charge(sample, mailClass, Optional.of(each.format()));
      grams.merge(charge, (long) each.grams(), Long::sum);
      sum = sum.add(price(book, charge, RateRow.Unit.ITEM, each.items()));
      if (mailClass == 'U' && each.format() == MailFormat.E && sample.rules().chargeUnlisted()) {
        sum = sum.add(price(book, Charge.NO_S10, RateRow.Unit.ITEM, each.items()));
      }
    }
    weighApart(sample, bag, mailClass, grams);
    for (VerificationNote note : sample.notes()) {
      Irregularity each = note.irregularities().getFirst();
      if (each.kind() == Kind.WEIGHT_DIFFERENT && each.subject().equals(id)) {
        reweigh(grams(each.found()) - grams(each.expected()) - explained, mailClass, grams);
      }
    }
    for (Map.Entry<Charge, Long> each : grams.entrySet()) {
      sum = sum.add(price(book, each.getKey(), RateRow.Unit.KG, each.getValue()));
    }
    return sum;
  }

  private static BigDecimal supplements(RateBook book, Charge charge, ItemReading id) {
    BigDecimal sum = BigDecimal.ZERO;
    String text = id.written();
    Optional<Charge> service =
        id instanceof ItemReading.Local
            ? Optional.empty()
            : switch (text.charAt(0)) {
              case 'R' -> Optional.of(Charge.REGISTERED);
              case 'V' -> Optional.of(Charge.INSURED);
              case 'L' -> Optional.of(Charge.TRACKED);
              default -> Optional.<Charge>empty();
            };
    if (service.isPresent()) {
      sum = sum.add(price(book, service.get(), RateRow.Unit.ITEM, 1));
    }
    boolean isS10 = id instanceof ItemReading.Valid;
    if (!isS10 && (service.isPresent() || charge == Charge.LETTERS_E)) {
      sum = sum.add(price(book, Charge.NO_S10, RateRow.Unit.ITEM, 1));
    }
    return sum;
  }

  /// What nobody weighed by itself.
  private static void weighApart(
      Sample sample, Advice.Receptacle bag, char mailClass, Map<Charge, Long> grams) {
    long gross = bag.grams().orElse(bag.id().labelGrams().orElse(0));
    boolean isSurplus = has(sample, Kind.RECEPTACLE_EXCESS, bag.id().toString(), "");
    if (isSurplus) {
      grams.merge(charge(sample, mailClass, Optional.empty()), gross, Long::sum);
      return;
    }
    long weighed =
        bag.items().stream().mapToLong(each -> each.grams().orElse(0)).sum()
            + bag.bulk().stream().mapToLong(Advice.Bulk::grams).sum();
    bag.items().stream()
        .filter(each -> each.grams().isEmpty())
        .map(each -> charge(sample, mailClass, each.format()))
        .max(Charge::compareTo)
        .ifPresent(each -> grams.merge(each, Math.max(0, gross - weighed), Long::sum));
  }

  private static long weightOf(Sample sample, Advice.Item item) {
    long weight = item.grams().orElse(0);
    for (VerificationNote note : sample.notes()) {
      Irregularity each = note.irregularities().getFirst();
      if (each.kind() == Kind.ITEM_WEIGHT_DIFFERENT
          && each.subject().equals(item.id().written())
          && item.grams().isPresent()
          && each.expected().equals(item.grams().getAsInt() + " g")) {
        weight = grams(each.found());
      }
    }
    return weight;
  }

  private static void reweigh(long more, char mailClass, Map<Charge, Long> grams) {
    Charge heaviest = Charge.ofClass(mailClass).getFirst();
    for (Charge charge : Charge.ofClass(mailClass)) {
      if (grams.getOrDefault(charge, 0L) > grams.getOrDefault(heaviest, 0L)) {
        heaviest = charge;
      }
    }
    grams.put(heaviest, Math.max(0, grams.getOrDefault(heaviest, 0L) + more));
  }

  private static long grams(String text) {
    return Long.parseLong(text.substring(0, text.indexOf(' ')));
  }

  @Test
  void thousandsOfDispatchesCostWhatANaiveReadingSays() {
    Random random = new Random(1);
    int priced = 0;
    for (int i = 0; i < 5_000; i++) {
      Sample sample = sample(random);
      RateBook book = rates(random);
      MailCount count = new MailCounter(sample.rules()).count(sample.advice(), sample.notes());
      RatedMail rated = new MailRater(book).rate(count, PAYEE, CLOSED, KNOWN);
      BigDecimal ours = BigDecimal.valueOf(rated.exact(), 6);
      assertEquals(0, naive(sample, book).compareTo(ours), "sample " + i + ": " + ours);
      priced += rated.exact() > 0 ? 1 : 0;
    }
    assertTrue(priced > 3_000, priced + " had a price");
  }

  @Test
  void theOrderOfReceptaclesItemsAndIrregularitiesDoesNotMatter() {
    Random random = new Random(2);
    for (int i = 0; i < 500; i++) {
      Sample sample = sample(random);
      List<Advice.Receptacle> bags = new ArrayList<>();
      for (Advice.Receptacle each : sample.advice().receptacles()) {
        List<Advice.Item> items = new ArrayList<>(each.items());
        Collections.shuffle(items, random);
        bags.add(
            new Advice.Receptacle(
                each.id(), each.type(), each.grams(), each.seal(), items, each.bulk()));
      }
      Collections.shuffle(bags, random);
      List<VerificationNote> notes = new ArrayList<>(sample.notes());
      Collections.shuffle(notes, random);
      Advice other =
          new Advice(
              sample.advice().dispatch(),
              1,
              sample.advice().closed(),
              Optional.empty(),
              List.of(),
              bags);
      MailCounter counter = new MailCounter(sample.rules());
      assertEquals(
          counter.count(sample.advice(), sample.notes()).quantities(),
          counter.count(other, notes).quantities());
    }
  }

  @Test
  void aDispatchCostsWhatItsReceptaclesCostTogether() {
    Random random = new Random(3);
    for (int i = 0; i < 500; i++) {
      Sample sample = sample(random);
      RateBook book = rates(random);
      MailCounter counter = new MailCounter(sample.rules());
      MailRater rater = new MailRater(book);
      long whole =
          rater.rate(counter.count(sample.advice(), List.of()), PAYEE, CLOSED, KNOWN).exact();
      long parts = 0;
      for (Advice.Receptacle each : sample.advice().receptacles()) {
        Advice one =
            new Advice(
                sample.advice().dispatch(),
                1,
                sample.advice().closed(),
                Optional.empty(),
                List.of(),
                List.of(each));
        parts += rater.rate(counter.count(one, List.of()), PAYEE, CLOSED, KNOWN).exact();
      }
      assertEquals(whole, parts);
    }
  }

  @Test
  void anItemThatIsListedTwiceInAReceptacleCountsOnceWhenANoteSaysSo() {
    DispatchKey key = new DispatchKey(DispatchId.parse("IQBGWASYDAMAAUN60042"), 2026);
    ReceptacleId id = new ReceptacleId(key.id(), 1, Indicator.YES, Indicator.YES, 10);
    ItemReading item = new ItemReading.Valid(ItemId.of("RR", 1, "IQ"));
    Advice.Item listed =
        new Advice.Item(item, OptionalInt.of(100), Optional.of("SY"), Optional.of(MailFormat.G));
    Advice advice =
        new Advice(
            key,
            1,
            CLOSED.atTime(9, 0),
            Optional.empty(),
            List.of(),
            List.of(
                new Advice.Receptacle(
                    id,
                    "BG",
                    OptionalInt.of(300),
                    Optional.empty(),
                    List.of(listed, listed),
                    List.of())));
    Irregularity twice =
        new Irregularity(Kind.ITEM_DUPLICATE, item.written(), id.toString(), id.toString());
    VerificationNote note =
        new VerificationNote(
            new UUID(1, 1), new OfficeCode("SYDAMA"), 2026, 1, key, List.of(twice), "");
    MailCounter counter = new MailCounter(new CountingRules(MailFormat.E, false));
    MailCount before = counter.count(advice, List.of());
    MailCount after = counter.count(advice, List.of(note));
    assertEquals(2, before.items(Charge.LETTERS_G));
    assertEquals(1, after.items(Charge.LETTERS_G));
    assertEquals(100, after.grams(Charge.LETTERS_G));
    assertEquals(1, after.items(Charge.REGISTERED));
  }

  @Test
  void lettersOfEachFormatCostItemsAndKilogramsAsTheCircularSays() {
    // 2021 transitional rates: P/G 0.247 SDR an item and 1.928 a kilogram, E 0.645 and 1.450
    List<RateRow> rows =
        List.of(
            row("p-item", Charge.LETTERS_P, RateRow.Unit.ITEM, 247),
            row("p-kg", Charge.LETTERS_P, RateRow.Unit.KG, 1_928),
            row("e-item", Charge.LETTERS_E, RateRow.Unit.ITEM, 645),
            row("e-kg", Charge.LETTERS_E, RateRow.Unit.KG, 1_450));
    MailCount count = new MailCount();
    count.bulk(Charge.LETTERS_P, 816, 31_000);
    count.bulk(Charge.LETTERS_E, 272, 69_000);
    RatedMail rated = new MailRater(new RateBook(rows)).rate(count, PAYEE, CLOSED, KNOWN);
    // 816 x 0.247 + 31 x 1.928 + 272 x 0.645 + 69 x 1.450 = 536.810
    assertEquals(536_810_000, rated.exact());
    assertEquals(
        List.of("p-item", "p-kg", "e-item", "e-kg"),
        rated.parts().stream().map(each -> each.row().id()).toList());
  }

  private static RateRow row(String id, Charge charge, RateRow.Unit unit, long milliSdr) {
    return new RateRow(
        id,
        2,
        PAYEE,
        charge,
        unit,
        new Validity(Optional.of(LocalDate.of(2026, 1, 1)), Optional.empty()),
        milliSdr,
        RateRow.Status.FINAL,
        LocalDate.of(2025, 7, 1),
        "circular");
  }
}
