package org.wasl.post.forming;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wasl.post.Advice;
import org.wasl.post.DispatchId;
import org.wasl.post.DispatchKey;
import org.wasl.post.DispatchSeries;
import org.wasl.post.Leg;
import org.wasl.post.ReceptacleId;
import org.wasl.post.ReceptacleId.Indicator;
import org.wasl.terms.Refusal;

/// Makes the declaration of a dispatch out of its closed receptacles: each gets its serial number,
/// the highest is marked as the last, those with registered or insured items are marked, and the
/// label carries the weight in tenths of a kilogram (UPU S9).
///
/// @param series with the year digit of the closure, whatever the year in which its receptacles
///   were opened
/// @param serial of the dispatch
/// @param closed by the clock on the wall
public record DispatchClosing(
    DispatchSeries series,
    int serial,
    LocalDateTime closed,
    Optional<LocalDateTime> expected,
    List<Leg> legs,
    List<Bag> bags) {
  private static final int TENTH = 100;
  private static final int HEAVIEST = 9_998;
  private static final int NAMED = 10;

  public DispatchClosing {
    legs = List.copyOf(legs);
    bags = List.copyOf(bags);
  }

  /// Why these receptacles make no dispatch.
  public Optional<Refusal> obstacle() {
    if (bags.isEmpty() || bags.size() > Advice.MOST_RECEPTACLES) {
      return no(
          "post.dispatch.size",
          "تضم الإرسالية من وعاء إلى " + Advice.MOST_RECEPTACLES,
          "a dispatch has 1 to " + Advice.MOST_RECEPTACLES + " receptacles");
    }
    if (closed.getYear() % 10 != series.yearDigit()) {
      return no(
          "post.dispatch.year",
          "رقم سنة السلسلة ليس رقم سنة الإغلاق",
          "the series is not of the year of closure");
    }
    for (Bag bag : bags) {
      Optional<Refusal> wrong = obstacle(bag);
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return itemInTwo();
  }

  private Optional<Refusal> itemInTwo() {
    Set<String> seen = new HashSet<>();
    List<String> twice =
        bags.stream()
            .flatMap(each -> each.items().stream())
            .map(each -> each.id().written())
            .filter(each -> !seen.add(each))
            .limit(NAMED)
            .toList();
    return twice.isEmpty()
        ? Optional.empty()
        : no(
            "post.item.twice",
            "بعائث في وعاءين؛ أخرجها من أحدهما: " + String.join(", ", twice),
            "items that are in two receptacles; take them out of one: " + String.join(", ", twice));
  }

  private Optional<Refusal> obstacle(Bag bag) {
    if (!bag.series().inYear(closed.getYear()).equals(series)) {
      return no(
          "post.dispatch.series",
          "الوعاء من سلسلة أخرى: " + bag.series(),
          "the receptacle is of another series: " + bag.series());
    }
    if (bag.isOpen()) {
      return no(
          "post.dispatch.open",
          "وعاء لم يغلق بعد؛ زنه وأغلقه أولاً",
          "a receptacle is still open; weigh and close it first");
    }
    if (bag.label().isPresent()) {
      return no(
          "post.dispatch.gone",
          "خرج الوعاء في إرسالية: " + bag.label().get().dispatch().printed(),
          "the receptacle is in a dispatch: " + bag.label().get().dispatch().printed());
    }
    return Optional.empty();
  }

  private static Optional<Refusal> no(String code, String ar, String en) {
    return Optional.of(Refusal.of(code, ar, en));
  }

  /// @throws IllegalArgumentException when there is an obstacle
  public Advice advice() {
    obstacle()
        .ifPresent(each -> {
          throw new IllegalArgumentException(each.text().en());
        });
    DispatchId id = new DispatchId(series, serial);
    List<Advice.Receptacle> receptacles = new ArrayList<>();
    for (Bag bag : bags) {
      int number = receptacles.size() + 1;
      receptacles.add(
          bag.declared(
              new ReceptacleId(
                  id,
                  number,
                  number == bags.size() ? Indicator.YES : Indicator.NO,
                  bag.holdsRegisteredOrInsured() ? Indicator.YES : Indicator.NO,
                  labelWeight(bag.closing().orElseThrow().grams()))));
    }
    return new Advice(
        new DispatchKey(id, closed.getYear()), 1, closed, expected, legs, receptacles);
  }

  /// Grams in tenths of a kilogram, half up; what weighs more than 999.8 kg has a word of its own.
  static int labelWeight(int grams) {
    int tenths = (grams + TENTH / 2) / TENTH;
    return tenths > HEAVIEST ? ReceptacleId.HEAVIER : tenths;
  }
}
