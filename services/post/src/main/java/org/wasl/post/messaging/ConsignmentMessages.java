package org.wasl.post.messaging;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.wasl.post.CarrierStatus;
import org.wasl.post.ConsignmentAdvice;
import org.wasl.post.ConsignmentId;
import org.wasl.post.Leg;
import org.wasl.post.Moment;
import org.wasl.post.OfficeCode;
import org.wasl.post.ReceptacleId;
import org.wasl.post.edi.layout.Kept;
import org.wasl.post.edi.message.Consignment;
import org.wasl.post.edi.message.MessageFunction;
import org.wasl.post.edi.message.Rescon;
import org.wasl.post.edi.message.Resdes;
import org.wasl.post.edi.message.Resdit;
import org.wasl.post.edi.message.TransportLeg;
import org.wasl.post.following.ConsignmentPicture;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;

/// Facts of consignments as PRECON, CARDIT, RESCON and RESDIT, and what such messages say as facts.
public final class ConsignmentMessages {
  private static final String CARRIER = "carrier";

  private final CodeWords words;
  private final FactMessages facts;

  public ConsignmentMessages(CodeWords words) {
    this.words = words;
    this.facts = new FactMessages(words);
  }

  // Out

  /// @param type PRECON or CARDIT
  public Consignment consignment(
      String type, ConsignmentAdvice advice, MessageFunction function, LocalDateTime prepared) {
    return new Consignment(
        type,
        advice.consignment().value(),
        function,
        FactMessages.minute(prepared),
        advice.legs().stream()
            .findFirst()
            .flatMap(Leg::carrier)
            .map(each -> FactMessages.shortened(each, 35)),
        advice.legs().stream().map(FactMessages::leg).toList(),
        advice.receptacles().stream()
            .map(each ->
                new Consignment.Receptacle(
                    each.id(),
                    Optional.of(each.type()),
                    each.grams().isPresent()
                        ? Optional.of(FactMessages.kilograms(each.grams().getAsInt()))
                        : Optional.empty(),
                    List.of(),
                    Kept.NOTHING))
            .toList(),
        Kept.NOTHING);
  }

  /// What was found of a consignment.
  public Rescon rescon(ConsignmentPicture picture, LocalDateTime prepared) {
    List<Resdes.Receptacle> found = new ArrayList<>();
    for (ConsignmentPicture.Receptacle each : picture.receptacles()) {
      each.seen()
          .ifPresent(seen ->
              found.add(
                  new Resdes.Receptacle(
                      each.id(),
                      facts.condition(each.worst()),
                      Optional.empty(),
                      Optional.of(FactMessages.minute(seen.at().wall())),
                      Optional.of(seen.office()),
                      each.grams().isPresent()
                          ? Optional.of(FactMessages.kilograms(each.grams().getAsInt()))
                          : Optional.empty(),
                      List.of(),
                      Kept.NOTHING)));
    }
    return new Rescon(
        picture.consignment().value(),
        MessageFunction.ORIGINAL,
        FactMessages.minute(picture.finished().map(Moment::wall).orElse(prepared)),
        picture.destination(),
        picture.finished().isPresent() ? Optional.of("C") : Optional.empty(),
        found,
        Kept.NOTHING);
  }

  /// @param told what carriers said; other facts are passed over
  public Resdit resdit(String document, List<Fact> told, LocalDateTime prepared) {
    Map<ConsignmentId, List<Resdit.Event>> events = new LinkedHashMap<>();
    for (Fact each : told) {
      if (each.deed() instanceof Deed.CarrierTold deed) {
        events
            .computeIfAbsent(deed.consignment(), _ -> new ArrayList<>())
            .add(
                new Resdit.Event(
                    deed.code(),
                    Optional.of(FactMessages.minute(each.at().wall())),
                    FactMessages.office(deed.place()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    deed.receptacles().stream()
                        .map(one -> new Resdit.Mentioned(one, Kept.NOTHING))
                        .toList(),
                    Kept.NOTHING));
      }
    }
    return new Resdit(
        document,
        MessageFunction.ORIGINAL,
        FactMessages.minute(prepared),
        events.entrySet().stream()
            .map(each ->
                new Resdit.Consignment(each.getKey().value(), each.getValue(), Kept.NOTHING))
            .toList(),
        Kept.NOTHING);
  }

  // In

  /// What a PRECON or CARDIT says of a consignment.
  ///
  /// @param version one more than the last that is known, when it replaces
  /// @throws IllegalArgumentException when it names neither places nor receptacles
  public ConsignmentAdvice advice(Consignment message, int version) {
    List<TransportLeg> legs = message.legs();
    OfficeCode origin =
        legs.stream()
            .findFirst()
            .flatMap(TransportLeg::from)
            .flatMap(FactMessages::office)
            .orElseGet(() -> first(message).dispatch().series().origin());
    OfficeCode destination =
        legs.stream()
            .reduce((_, last) -> last)
            .flatMap(TransportLeg::to)
            .flatMap(FactMessages::office)
            .orElseGet(() -> first(message).dispatch().series().destination());
    return new ConsignmentAdvice(
        ConsignmentId.parse(message.consignment()),
        version,
        message.prepared(),
        origin,
        destination,
        legs.stream()
            .limit(ConsignmentAdvice.MOST_LEGS)
            .map(each -> carried(each, message.carrier()))
            .flatMap(each -> FactMessages.leg(each, origin, destination).stream())
            .toList(),
        message.receptacles().stream()
            .map(each ->
                new ConsignmentAdvice.Receptacle(
                    each.id(),
                    FactMessages.shortened(each.type().orElse("BG")),
                    FactMessages.grams(each.kilograms())))
            .toList());
  }

  private static ReceptacleId first(Consignment message) {
    return message.receptacles().stream()
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("a consignment without places and receptacles"))
        .id();
  }

  /// The carrier of the whole carries each leg that names none.
  private static TransportLeg carried(TransportLeg leg, Optional<String> carrier) {
    return new TransportLeg(
        leg.conveyance(),
        leg.mode(),
        leg.carrier().or(() -> carrier),
        leg.from(),
        leg.to(),
        leg.departure(),
        leg.arrival(),
        leg.seal(),
        leg.kept());
  }

  /// That a consignment was formed, as PRECON says.
  public Fact formed(ConsignmentAdvice advice, Moment seen) {
    return FactMessages.identified(
        advice.origin(), at(advice.formed(), seen), new Deed.ConsignmentFormed(advice));
  }

  /// That a carrier was told of it, as CARDIT says.
  ///
  /// @param hearer an office of ours
  public Fact instructed(ConsignmentAdvice advice, OfficeCode hearer, Moment seen) {
    return FactMessages.identified(
        hearer, at(advice.formed(), seen), new Deed.CarrierInstructed(advice));
  }

  /// That a consignment was dissolved, as a PRECON with function 1 says.
  public Fact cancelled(Consignment message, OfficeCode origin, Moment seen) {
    return FactMessages.identified(
        origin,
        at(message.prepared(), seen),
        new Deed.ConsignmentCancelled(ConsignmentId.parse(message.consignment())));
  }

  private static Moment at(LocalDateTime wall, Moment seen) {
    return new Moment(wall, Optional.empty(), seen.captured());
  }

  /// What a RESCON says was found.
  ///
  /// @param known the office of destination, where the message names none
  public List<Fact> facts(Rescon message, OfficeCode known, Moment seen) {
    ConsignmentId consignment = ConsignmentId.parse(message.consignment());
    OfficeCode destination = message.office().orElse(known);
    List<Fact> all = new ArrayList<>();
    for (Resdes.Receptacle each : message.receptacles()) {
      OptionalInt grams = FactMessages.grams(each.kilograms());
      all.add(
          FactMessages.identified(
              each.office().orElse(destination),
              at(each.received().orElse(message.prepared()), seen),
              new Deed.ReceptacleUnloaded(
                  consignment, each.id(), facts.condition(each.condition()), grams)));
    }
    if (message.completeness().equals(Optional.of("C"))) {
      all.add(
          FactMessages.identified(
              destination,
              at(message.prepared(), seen),
              new Deed.ConsignmentReceived(consignment)));
    }
    return all;
  }

  /// What a RESDIT says happened. A carrier has no office: what it says is recorded where it is
  /// heard.
  ///
  /// @param hearer of what is said of a consignment
  public List<Fact> facts(Resdit message, Function<ConsignmentId, OfficeCode> hearer, Moment seen) {
    List<Fact> all = new ArrayList<>();
    for (Resdit.Consignment each : message.consignments()) {
      ConsignmentId consignment = ConsignmentId.parse(each.id());
      for (Resdit.Event event : each.events()) {
        CarrierStatus status =
            words.word(CARRIER, event.status(), CarrierStatus.class).orElse(CarrierStatus.OTHER);
        all.add(
            FactMessages.identified(
                hearer.apply(consignment),
                at(event.time().orElse(message.prepared()), seen),
                new Deed.CarrierTold(
                    consignment,
                    status,
                    event.status(),
                    event.office().map(OfficeCode::value).orElse(""),
                    event.receptacles().stream().map(Resdit.Mentioned::id).toList())));
      }
    }
    return all;
  }
}
