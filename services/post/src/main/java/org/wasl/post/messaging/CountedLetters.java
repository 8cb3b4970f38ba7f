package org.wasl.post.messaging;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.wasl.post.Advice;
import org.wasl.post.MailFormat;
import org.wasl.post.edi.message.Predes;

/// Letters that are counted and weighed together, as the numbers (`QTY+FP`) and weights (`MEA+FMP`)
/// of a PREDES say it: of each receptacle, and of the whole dispatch.
final class CountedLetters {
  private static final String NUMBER = "F";
  private static final String WEIGHT = "FM";
  private static final int MOST_LETTERS = 10_000_000;

  private CountedLetters() {}

  // Out

  /// How many of each format, where there are any.
  static List<Predes.Quantity> numbers(List<Advice.Bulk> bulk) {
    return bulk.stream()
        .filter(each -> each.items() > 0)
        .map(each -> new Predes.Quantity(code(each.format()), BigDecimal.valueOf(each.items())))
        .toList();
  }

  /// What those of each format weigh, where there are any.
  static List<Predes.FormatWeight> weights(List<Advice.Bulk> bulk) {
    return bulk.stream()
        .filter(each -> each.items() > 0)
        .map(each ->
            new Predes.FormatWeight(WEIGHT + each.format(), FactMessages.kilograms(each.grams())))
        .toList();
  }

  /// The letters of all receptacles together, by format.
  static List<Advice.Bulk> sum(List<Advice.Receptacle> bags) {
    Map<MailFormat, Advice.Bulk> all = new EnumMap<>(MailFormat.class);
    bags.stream()
        .flatMap(each -> each.bulk().stream())
        .forEach(each -> all.merge(each.format(), each, CountedLetters::together));
    return List.copyOf(all.values());
  }

  private static Advice.Bulk together(Advice.Bulk one, Advice.Bulk other) {
    return new Advice.Bulk(
        one.format(),
        bounded((long) one.items() + other.items()),
        bounded((long) one.grams() + other.grams(), Integer.MAX_VALUE));
  }

  /// @throws IllegalArgumentException for more than a dispatch can hold
  private static int bounded(long letters) {
    return bounded(letters, MOST_LETTERS);
  }

  private static int bounded(long number, long most) {
    if (number > most) {
      throw new IllegalArgumentException("more letters than a dispatch holds: " + number);
    }
    return (int) number;
  }

  /// The code of a format, for an item that is listed too.
  static String code(MailFormat format) {
    return NUMBER + format;
  }

  // In

  static Optional<MailFormat> format(String code) {
    for (MailFormat each : MailFormat.values()) {
      if (code(each).equals(code)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /// @param rest what the receptacle weighs more than what is listed in it, where that is known:
  ///   the weight of the first format of which none is given
  private static List<Advice.Bulk> read(
      List<Predes.Quantity> numbers, List<Predes.FormatWeight> weights, OptionalInt rest) {
    Map<MailFormat, Integer> items = new EnumMap<>(MailFormat.class);
    for (Predes.Quantity each : numbers) {
      format(each.kind())
          .ifPresent(format ->
              items.merge(
                  format, whole(each.number()), (one, other) -> bounded((long) one + other)));
    }
    Map<MailFormat, Integer> grams = new EnumMap<>(MailFormat.class);
    for (Predes.FormatWeight each : weights) {
      items.keySet().stream()
          .filter(format -> each.kind().equals(WEIGHT + format))
          .forEach(format ->
              FactMessages.grams(Optional.of(each.kilograms()))
                  .ifPresent(weight ->
                      grams.merge(
                          format,
                          weight,
                          (one, other) -> bounded((long) one + other, Integer.MAX_VALUE))));
    }
    long left = rest.orElse(0) - grams.values().stream().mapToLong(Integer::longValue).sum();
    List<Advice.Bulk> all = new ArrayList<>();
    for (Map.Entry<MailFormat, Integer> each : items.entrySet()) {
      MailFormat format = each.getKey();
      int weight = Optional.ofNullable(grams.get(format)).orElse((int) Math.max(0, left));
      left = grams.containsKey(format) ? left : 0;
      all.add(new Advice.Bulk(format, each.getValue(), weight));
    }
    return all;
  }

  private static int whole(BigDecimal number) {
    boolean isWhole =
        number.signum() >= 0
            && number.compareTo(BigDecimal.valueOf(MOST_LETTERS)) <= 0
            && number.stripTrailingZeros().scale() <= 0;
    if (!isWhole) {
      throw new IllegalArgumentException("not a number of letters: " + number);
    }
    return number.intValueExact();
  }

  /// What a receptacle says of its own.
  ///
  /// @param listed the items in it
  static List<Advice.Bulk> of(Predes.Receptacle bag, List<Advice.Item> listed) {
    OptionalInt gross = FactMessages.grams(bag.kilograms());
    long known = listed.stream().mapToLong(each -> each.grams().orElse(0)).sum();
    OptionalInt rest =
        gross.isPresent()
            ? OptionalInt.of((int) Math.max(0, gross.getAsInt() - known))
            : OptionalInt.empty();
    return read(bag.letters(), bag.letterWeights(), rest);
  }

  /// Where a message counts more letters in all than receptacle by receptacle, the others are in
  /// the first receptacle that lists nothing, else in the first: the dispatch is accounted for
  /// whole.
  static List<Advice.Receptacle> placed(Predes predes, List<Advice.Receptacle> bags) {
    List<Advice.Bulk> more = new ArrayList<>();
    Map<MailFormat, Advice.Bulk> known = new EnumMap<>(MailFormat.class);
    sum(bags).forEach(each -> known.put(each.format(), each));
    for (Advice.Bulk each : read(predes.quantities(), predes.weights(), OptionalInt.empty())) {
      Advice.Bulk there =
          Optional.ofNullable(known.get(each.format()))
              .orElse(new Advice.Bulk(each.format(), 0, 0));
      if (each.items() > there.items()) {
        more.add(
            new Advice.Bulk(
                each.format(),
                each.items() - there.items(),
                Math.max(0, each.grams() - there.grams())));
      }
    }
    return more.isEmpty() || bags.isEmpty() ? bags : with(bags, more);
  }

  /// The first format of which no weight is given weighs what the receptacle weighs more than what
  /// is known to be in it.
  private static List<Advice.Bulk> weighed(Advice.Receptacle chosen, List<Advice.Bulk> more) {
    long left =
        chosen.grams().orElse(0)
            - chosen.items().stream().mapToLong(each -> each.grams().orElse(0)).sum()
            - chosen.bulk().stream().mapToLong(Advice.Bulk::grams).sum()
            - more.stream().mapToLong(Advice.Bulk::grams).sum();
    List<Advice.Bulk> all = new ArrayList<>();
    for (Advice.Bulk each : more) {
      boolean takesRest = each.grams() == 0 && left > 0;
      all.add(takesRest ? new Advice.Bulk(each.format(), each.items(), (int) left) : each);
      left = takesRest ? 0 : left;
    }
    return all;
  }

  private static List<Advice.Receptacle> with(
      List<Advice.Receptacle> bags, List<Advice.Bulk> more) {
    Advice.Receptacle chosen =
        bags.stream().filter(each -> each.items().isEmpty()).findFirst().orElse(bags.getFirst());
    Map<MailFormat, Advice.Bulk> all = new EnumMap<>(MailFormat.class);
    chosen.bulk().forEach(each -> all.put(each.format(), each));
    weighed(chosen, more).forEach(each -> all.merge(each.format(), each, CountedLetters::together));
    Advice.Receptacle filled =
        new Advice.Receptacle(
            chosen.id(),
            chosen.type(),
            chosen.grams(),
            chosen.seal(),
            chosen.items(),
            List.copyOf(all.values()));
    List<Advice.Receptacle> result = new ArrayList<>(bags);
    result.set(bags.indexOf(chosen), filled);
    return result;
  }
}
