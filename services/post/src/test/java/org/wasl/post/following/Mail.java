package org.wasl.post.following;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.wasl.post.Advice;
import org.wasl.post.CarrierStatus;
import org.wasl.post.Condition;
import org.wasl.post.ConsignmentAdvice;
import org.wasl.post.ConsignmentId;
import org.wasl.post.DispatchId;
import org.wasl.post.DispatchKey;
import org.wasl.post.EventCode;
import org.wasl.post.ItemId;
import org.wasl.post.ItemReading;
import org.wasl.post.Leg;
import org.wasl.post.Moment;
import org.wasl.post.OfficeCode;
import org.wasl.post.ReceptacleId;
import org.wasl.post.ReceptacleId.Indicator;
import org.wasl.post.keeping.MailBetween;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;

/// A dispatch of two receptacles with two items each, made up for tests.
public final class Mail {
  public static final OfficeCode FROM = new OfficeCode("IQBGWA");
  public static final OfficeCode TO = new OfficeCode("SYDAMA");
  public static final DispatchKey DISPATCH =
      new DispatchKey(DispatchId.parse("IQBGWASYDAMAAEN60042"), 2026);
  public static final ReceptacleId FIRST = bag(1, Indicator.NO, 50);
  public static final ReceptacleId SECOND = bag(2, Indicator.YES, 80);

  /// The two posts of this dispatch.
  public static final MailBetween BETWEEN =
      new MailBetween(Set.of(TO), Set.of(FROM), Set.of("IQ", "SY"));

  private static final LocalDateTime START = LocalDateTime.of(2026, 3, 2, 9, 0);

  private final List<Fact> facts = new ArrayList<>();
  private int minutes;
  private long ids;

  public static ReceptacleId bag(int serial, Indicator last, int tenths) {
    return new ReceptacleId(DISPATCH.id(), serial, last, Indicator.NO, tenths);
  }

  public static ItemReading item(int serial) {
    return new ItemReading.Valid(ItemId.of("EE", serial, "IQ"));
  }

  public static String id(int serial) {
    return item(serial).written();
  }

  public static Advice advice() {
    return advice(1, List.of(declared(FIRST, 1, 2), declared(SECOND, 3, 4)));
  }

  public static Advice advice(int version, List<Advice.Receptacle> bags) {
    return new Advice(DISPATCH, version, START, Optional.of(START.plusDays(1)), List.of(), bags);
  }

  public static Advice.Receptacle declared(ReceptacleId id, int... items) {
    List<Advice.Item> listed = new ArrayList<>();
    for (int each : items) {
      listed.add(
          new Advice.Item(item(each), OptionalInt.of(1_000), Optional.of("SY"), Optional.empty()));
    }
    return new Advice.Receptacle(
        id, "BG", OptionalInt.empty(), Optional.of("S" + id.serial()), listed, List.of());
  }

  public Mail advised() {
    return advised(advice());
  }

  public Mail advised(Advice advice) {
    return add(FROM, new Deed.Advised(advice));
  }

  public Mail seen(ReceptacleId bag) {
    return seen(TO, bag, Condition.GOOD, OptionalInt.empty());
  }

  public Mail seen(OfficeCode office, ReceptacleId bag, Condition condition, OptionalInt grams) {
    return add(office, new Deed.ReceptacleSeen(bag, condition, grams));
  }

  public Mail arrived(ReceptacleId in, int item) {
    return happened(TO, EventCode.EMD, Optional.of(in), item(item));
  }

  public Mail happened(
      OfficeCode office, EventCode code, Optional<ReceptacleId> in, ItemReading item) {
    return add(
        office,
        new Deed.ItemSeen(item, code, in, Optional.empty(), Optional.empty(), Optional.empty()));
  }

  public Mail found(ReceptacleId in, int item, Condition condition, OptionalInt grams) {
    return add(TO, Deed.ItemSeen.found(item(item), in, condition, grams));
  }

  public Mail checked(ReceptacleId bag) {
    return add(TO, new Deed.ReceptacleChecked(bag));
  }

  public Mail received() {
    return add(TO, new Deed.DispatchReceived(DISPATCH));
  }

  public Mail add(OfficeCode office, Deed deed) {
    LocalDateTime wall = START.plusMinutes(++minutes);
    Instant captured = wall.toInstant(ZoneOffset.ofHours(3));
    facts.add(
        new Fact(
            new UUID(1, ++ids),
            office,
            new Moment(wall, Optional.of(ZoneOffset.ofHours(3)), captured),
            deed));
    return this;
  }

  public static final ConsignmentId CONSIGNMENT = new ConsignmentId("IQBGWA260001");

  /// A consignment of receptacles of this dispatch.
  public static ConsignmentAdvice consigned(int version, ReceptacleId... bags) {
    return new ConsignmentAdvice(
        CONSIGNMENT,
        version,
        START,
        FROM,
        TO,
        List.of(leg()),
        Stream.of(bags)
            .map(each -> new ConsignmentAdvice.Receptacle(each, "BG", OptionalInt.empty()))
            .toList());
  }

  public static Leg leg() {
    return new Leg(
        '3',
        "TRUCK 7",
        Optional.of("ROADS"),
        FROM.value(),
        TO.value(),
        Optional.of(START.plusHours(2)),
        Optional.empty(),
        Optional.of("S77"));
  }

  public Mail formed(ReceptacleId... bags) {
    return add(FROM, new Deed.ConsignmentFormed(consigned(1, bags)));
  }

  public Mail handedOver() {
    return add(FROM, new Deed.ConsignmentHandedOver(CONSIGNMENT, leg()));
  }

  public Mail unloaded(ReceptacleId bag, Condition condition) {
    return add(TO, new Deed.ReceptacleUnloaded(CONSIGNMENT, bag, condition, OptionalInt.empty()));
  }

  public Mail accounted() {
    return add(TO, new Deed.ConsignmentReceived(CONSIGNMENT));
  }

  public Mail told(CarrierStatus status, String code, ReceptacleId... bags) {
    return add(FROM, new Deed.CarrierTold(CONSIGNMENT, status, code, "IQBGWA", List.of(bags)));
  }

  public List<Fact> facts() {
    return List.copyOf(facts);
  }

  public DispatchPicture picture() {
    return DispatchStory.of(DISPATCH, facts, tolerances());
  }

  public static Tolerances tolerances() {
    return tolerances(OptionalInt.of(50));
  }

  public static Tolerances tolerances(OptionalInt ofItems) {
    return new Tolerances(
        300, ofItems, java.time.Duration.ofHours(72), java.time.Period.ofMonths(2), 3, 2);
  }
}
