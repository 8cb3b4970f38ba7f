package org.wasl.post.edi.message;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wasl.post.OfficeCode;
import org.wasl.post.ReceptacleId;
import org.wasl.post.edi.layout.Fields;
import org.wasl.post.edi.layout.Kept;

/// RESDIT: what a carrier says of consignments and of receptacles in them.
///
/// @param prepared by the clock on the wall of the carrier
public record Resdit(
    String document,
    MessageFunction function,
    LocalDateTime prepared,
    List<Consignment> consignments,
    Kept kept)
    implements PostalMessage {
  /// A consignment and what happened to it.
  public record Consignment(String id, List<Event> events, Kept kept) {
    public Consignment {
      events = List.copyOf(events);
    }

    private static Consignment of(Fields fields) {
      return new Consignment(
          fields.text("consignment"),
          fields.listParts("event").stream().map(Event::of).toList(),
          fields.kept());
    }

    private Fields fields(int number) {
      return Fields.writing("consignment", kept)
          .put("number", number)
          .put("consignment", id)
          .parts(events.stream().map(Event::fields).toList())
          .fields();
    }
  }

  /// Something that happened.
  ///
  /// @param status the carrier's code, for example 74 received
  /// @param time by the clock on the wall of the place
  /// @param receptacles that it happened to; none when to all
  public record Event(
      String status,
      Optional<LocalDateTime> time,
      Optional<OfficeCode> office,
      Optional<String> conveyance,
      Optional<String> mode,
      Optional<String> carrier,
      List<Mentioned> receptacles,
      Kept kept) {
    public Event {
      receptacles = List.copyOf(receptacles);
    }

    private static Event of(Fields fields) {
      return new Event(
          fields.text("status"),
          fields.findMinute("time"),
          fields.findRead("office", OfficeCode::new),
          fields.find("conveyance"),
          fields.find("mode"),
          fields.find("carrier"),
          fields.listParts("receptacle").stream()
              .map(each -> new Mentioned(each.read("id", ReceptacleId::parse), each.kept()))
              .toList(),
          fields.kept());
    }

    private Fields fields() {
      return Fields.writing("event", kept)
          .put("status", status)
          .put("time", time)
          .put("office", office)
          .put("conveyance", conveyance)
          .put("mode", mode)
          .put("carrier", carrier)
          .parts(
              receptacles.stream()
                  .map(each ->
                      Fields.writing("receptacle", each.kept()).put("id", each.id()).fields())
                  .toList())
          .fields();
    }
  }

  /// A receptacle that an event is about.
  public record Mentioned(ReceptacleId id, Kept kept) {}

  public Resdit {
    consignments = List.copyOf(consignments);
  }

  static Resdit of(Fields fields) {
    return new Resdit(
        fields.text("document"),
        fields.read("function", MessageFunction::of),
        fields.minute("prepared"),
        fields.listParts("consignment").stream().map(Consignment::of).toList(),
        fields.kept());
  }

  @Override
  public String type() {
    return "RESDIT";
  }

  @Override
  public Fields fields() {
    List<Fields> all = new ArrayList<>();
    for (Consignment each : consignments) {
      all.add(each.fields(all.size() + 1));
    }
    return Fields.writing(type(), kept)
        .put("document", document)
        .put("function", function.code())
        .put("prepared", prepared)
        .parts(all)
        .fields();
  }
}
