package org.wasl.post.messaging;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;
import org.wasl.post.Advice;
import org.wasl.post.Condition;
import org.wasl.post.DispatchId;
import org.wasl.post.DispatchKey;
import org.wasl.post.EventCode;
import org.wasl.post.Leg;
import org.wasl.post.Moment;
import org.wasl.post.NonDelivery;
import org.wasl.post.OfficeCode;
import org.wasl.post.edi.layout.Kept;
import org.wasl.post.edi.message.Emsevt;
import org.wasl.post.edi.message.MessageFunction;
import org.wasl.post.edi.message.Predes;
import org.wasl.post.edi.message.Resdes;
import org.wasl.post.edi.message.TransportLeg;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;
import org.wasl.post.wire.FactJson;

/// Facts as PREDES, RESDES and EMSEVT, and what such messages say as facts.
public final class FactMessages {
  private static final String CONDITION = "condition";
  private static final int GRAMS = 1_000;
  private static final int LONGEST = 35;
  private static final int NAME = 17;
  private static final int PLACE = 25;
  private static final UUID NONE = new UUID(0, 0);

  private final CodeWords words;

  public FactMessages(CodeWords words) {
    this.words = words;
  }

  // Out

  public Predes predes(Advice advice) {
    return new Predes(
        advice.dispatch().id(),
        advice.version() == 1 ? MessageFunction.ORIGINAL : MessageFunction.REPLACEMENT,
        advice.closed(),
        advice.expected(),
        Optional.of(advice.dispatch().id().series().origin()),
        Optional.of(advice.dispatch().id().series().destination()),
        quantities(advice),
        CountedLetters.weights(CountedLetters.sum(advice.receptacles())),
        advice.legs().stream().map(FactMessages::leg).toList(),
        advice.receptacles().stream().map(FactMessages::receptacle).toList(),
        Kept.NOTHING);
  }

  private static List<Predes.Quantity> quantities(Advice advice) {
    List<Predes.Quantity> quantities = new ArrayList<>();
    long registered =
        advice.receptacles().stream()
            .flatMap(each -> each.items().stream())
            .filter(Advice.Item::isRegisteredOrInsured)
            .count();
    if (registered > 0) {
      quantities.add(new Predes.Quantity("RI", BigDecimal.valueOf(registered)));
    }
    quantities.addAll(CountedLetters.numbers(CountedLetters.sum(advice.receptacles())));
    return quantities;
  }

  static BigDecimal kilograms(int grams) {
    BigDecimal exact = BigDecimal.valueOf(grams, 3).stripTrailingZeros();
    return exact.scale() < 0 ? exact.setScale(0) : exact;
  }

  static Optional<BigDecimal> kilograms(OptionalInt grams) {
    return grams.isPresent() ? Optional.of(kilograms(grams.getAsInt())) : Optional.empty();
  }

  /// A vehicle and a carrier have 17 characters in a message, a place 25.
  static TransportLeg leg(Leg leg) {
    return new TransportLeg(
        Optional.of(shortened(leg.conveyance(), NAME)),
        Optional.of(String.valueOf(leg.mode())),
        leg.carrier().map(each -> shortened(each, NAME)),
        Optional.of(shortened(leg.from(), PLACE)),
        Optional.of(shortened(leg.to(), PLACE)),
        leg.departure(),
        leg.arrival(),
        leg.seal(),
        Kept.NOTHING);
  }

  static Optional<OfficeCode> office(String text) {
    try {
      return Optional.of(new OfficeCode(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Predes.Receptacle receptacle(Advice.Receptacle each) {
    return new Predes.Receptacle(
        each.id(),
        Optional.of(each.type()),
        CountedLetters.numbers(each.bulk()),
        CountedLetters.weights(each.bulk()),
        kilograms(each.grams()),
        each.seal().stream().toList(),
        List.of(),
        each.items().stream()
            .map(item ->
                new Predes.Item(
                    item.id(),
                    item.format().map(CountedLetters::code),
                    kilograms(item.grams()),
                    List.of(),
                    item.country(),
                    Kept.NOTHING))
            .toList(),
        Kept.NOTHING);
  }

  /// What was found of a dispatch.
  ///
  /// @param facts of receptacles and of its reception; others are passed over
  public Resdes resdes(DispatchId dispatch, List<Fact> facts, LocalDateTime prepared) {
    List<Resdes.Receptacle> found = new ArrayList<>();
    boolean isComplete = false;
    for (Fact each : facts) {
      switch (each.deed()) {
        case Deed.ReceptacleSeen seen ->
            found.add(
                new Resdes.Receptacle(
                    seen.receptacle(),
                    words.code(CONDITION, seen.condition()),
                    Optional.empty(),
                    Optional.of(minute(each.at().wall())),
                    Optional.of(each.office()),
                    kilograms(seen.grams()),
                    List.of(),
                    Kept.NOTHING));
        case Deed.ReceptacleUnloaded seen -> found.add(found(each, seen));
        case Deed.DispatchReceived _ -> isComplete = true;
        default -> {}
      }
    }
    return new Resdes(
        dispatch,
        MessageFunction.ORIGINAL,
        prepared,
        Optional.of(dispatch.series().destination()),
        isComplete ? Optional.of("C") : Optional.empty(),
        found,
        Kept.NOTHING);
  }

  private Resdes.Receptacle found(Fact fact, Deed.ReceptacleUnloaded seen) {
    return new Resdes.Receptacle(
        seen.receptacle(),
        condition(seen.condition()),
        Optional.empty(),
        Optional.of(minute(fact.at().wall())),
        Optional.of(fact.office()),
        kilograms(seen.grams()),
        List.of(),
        Kept.NOTHING);
  }

  Optional<String> condition(Condition condition) {
    return words.code(CONDITION, condition);
  }

  /// A condition that has no word of ours is opened, so that somebody looks.
  Condition condition(Optional<String> code) {
    return code.map(each -> words.word(CONDITION, each, Condition.class).orElse(Condition.OPENED))
        .orElse(Condition.GOOD);
  }

  static LocalDateTime minute(LocalDateTime wall) {
    return wall.withSecond(0).withNano(0);
  }

  /// @param document its number
  /// @param facts events of items; others are passed over
  public Emsevt emsevt(String document, List<Fact> facts, LocalDateTime prepared) {
    List<Emsevt.Event> events = new ArrayList<>();
    for (Fact each : facts) {
      if (each.deed() instanceof Deed.ItemSeen seen) {
        events.add(
            new Emsevt.Event(
                seen.item(),
                seen.code().name(),
                seen.reason().flatMap(reason -> words.code("reason", reason)),
                seen.measure().flatMap(measure -> words.code("measure", measure)),
                seen.condition().flatMap(this::condition),
                kilograms(seen.grams()),
                Optional.of(minute(each.at().wall())),
                Optional.of(each.at().captured()),
                seen.place().isPresent() ? Optional.empty() : Optional.of(each.office()),
                seen.place(),
                Optional.empty(),
                seen.in(),
                Optional.empty(),
                Kept.NOTHING));
      }
    }
    return new Emsevt(document, MessageFunction.ORIGINAL, prepared, events, Kept.NOTHING);
  }

  // In

  /// What a PREDES declares.
  ///
  /// @param version of the declaration: one more than the last that is known, when it replaces
  /// @param seen when it came, by the clock here
  public Fact fact(Predes predes, int version, Moment seen) {
    DispatchKey dispatch = new DispatchKey(predes.dispatch(), predes.closed().getYear());
    Advice advice =
        new Advice(
            dispatch,
            version,
            predes.closed(),
            predes.expected(),
            predes.legs().stream()
                .limit(Advice.MOST_LEGS)
                .flatMap(each ->
                    leg(
                        each,
                        predes.dispatch().series().origin(),
                        predes.dispatch().series().destination())
                        .stream())
                .toList(),
            CountedLetters.placed(
                predes, predes.receptacles().stream().map(FactMessages::receptacle).toList()));
    Moment closed = new Moment(predes.closed(), Optional.empty(), seen.captured());
    return identified(predes.dispatch().series().origin(), closed, new Deed.Advised(advice));
  }

  static Optional<Leg> leg(TransportLeg leg, OfficeCode origin, OfficeCode destination) {
    String mode = leg.mode().orElse("");
    if (mode.length() != 1 || mode.charAt(0) < '1' || mode.charAt(0) > '9') {
      return Optional.empty();
    }
    return Optional.of(
        new Leg(
            mode.charAt(0),
            shortened(leg.conveyance().orElse("?")),
            leg.carrier().map(FactMessages::shortened),
            shortened(leg.from().orElse(origin.value())),
            shortened(leg.to().orElse(destination.value())),
            leg.departure(),
            leg.arrival(),
            leg.seal().map(FactMessages::shortened)));
  }

  static String shortened(String text) {
    return shortened(text, LONGEST);
  }

  /// @param most characters; none is cut in two
  static String shortened(String text, int most) {
    String kept = text.isBlank() ? "?" : text;
    if (kept.length() <= most) {
      return kept;
    }
    return kept.substring(0, Character.isHighSurrogate(kept.charAt(most - 1)) ? most - 1 : most);
  }

  private static Advice.Receptacle receptacle(Predes.Receptacle each) {
    List<Advice.Item> listed =
        each.items().stream()
            .map(item ->
                new Advice.Item(
                    item.id(),
                    grams(item.kilograms()),
                    item.destination(),
                    item.format().flatMap(CountedLetters::format)))
            .toList();
    return new Advice.Receptacle(
        each.id(),
        shortened(each.type().orElse("BG")),
        grams(each.kilograms()),
        each.seals().stream().findFirst().map(FactMessages::shortened),
        listed,
        CountedLetters.of(each, listed));
  }

  /// Half up to the gram; a weight that no gram counts is none.
  static OptionalInt grams(Optional<BigDecimal> kilograms) {
    return kilograms.stream()
        .map(each -> each.multiply(BigDecimal.valueOf(GRAMS)).setScale(0, RoundingMode.HALF_UP))
        .filter(each -> each.signum() >= 0 && each.compareTo(BigDecimal.valueOf(100_000_000)) <= 0)
        .mapToInt(BigDecimal::intValueExact)
        .findFirst();
  }

  /// What a RESDES says was found. A receptacle whose condition has no word of ours is recorded as
  /// good only when the profile says so; else as opened, so that somebody looks.
  public List<Fact> facts(Resdes resdes, Moment seen) {
    List<Fact> facts = new ArrayList<>();
    OfficeCode destination = resdes.office().orElse(resdes.dispatch().series().destination());
    for (Resdes.Receptacle each : resdes.receptacles()) {
      Optional<LocalDateTime> received = each.received();
      if (received.isEmpty()) {
        continue;
      }
      Condition condition = condition(each.condition());
      Moment at = new Moment(received.get(), Optional.empty(), seen.captured());
      facts.add(
          identified(
              each.office().orElse(destination),
              at,
              new Deed.ReceptacleSeen(each.id(), condition, grams(each.kilograms()))));
    }
    if (resdes.completeness().equals(Optional.of("C"))) {
      DispatchKey dispatch = DispatchKey.seen(resdes.dispatch(), resdes.prepared().toLocalDate());
      Moment at = new Moment(resdes.prepared(), Optional.empty(), seen.captured());
      facts.add(identified(destination, at, new Deed.DispatchReceived(dispatch)));
    }
    return facts;
  }

  /// What an EMSEVT says happened. An event that we have no code for, or that names no office or no
  /// time, is passed over: the message keeps it.
  ///
  /// @param answering the office that answers for an event at an office that is none of exchange
  public List<Fact> facts(
      Emsevt emsevt, Function<Emsevt.Event, Optional<OfficeCode>> answering, Moment seen) {
    List<Fact> facts = new ArrayList<>();
    for (Emsevt.Event each : emsevt.events()) {
      Optional<EventCode> code = code(each.code());
      Optional<OfficeCode> office =
          each.place().isPresent() ? answering.apply(each) : each.office();
      if (code.isEmpty() || office.isEmpty() || each.time().isEmpty()) {
        continue;
      }
      Instant captured = each.captured().orElse(seen.captured());
      Moment at = new Moment(each.time().get(), Optional.empty(), captured);
      facts.add(
          identified(
              office.get(),
              at,
              new Deed.ItemSeen(
                  each.item(),
                  code.get(),
                  each.receptacle(),
                  each.condition().map(one -> condition(Optional.of(one))),
                  each.reason()
                      .map(one ->
                          words
                              .word("reason", one, NonDelivery.Reason.class)
                              .orElse(NonDelivery.Reason.OTHER)),
                  each.measure()
                      .map(one ->
                          words
                              .word("measure", one, NonDelivery.Measure.class)
                              .orElse(NonDelivery.Measure.OTHER)),
                  each.place().map(FactMessages::shortened),
                  grams(each.kilograms()))));
    }
    return facts;
  }

  /// The event of a code, where we have it.
  public static Optional<EventCode> code(String text) {
    return List.of(EventCode.values()).stream()
        .filter(each -> each.name().equals(text))
        .findFirst();
  }

  /// The same thing told in two interchanges is one fact: its id is made of what it says, without
  /// the moment of capture.
  static Fact identified(OfficeCode office, Moment at, Deed deed) {
    Moment told = new Moment(at.wall(), at.offset(), Instant.EPOCH);
    String said = FactJson.json(new Fact(NONE, office, told, deed)).canonical();
    UUID id = UUID.nameUUIDFromBytes(said.getBytes(StandardCharsets.UTF_8));
    return new Fact(id, office, at, deed);
  }
}
